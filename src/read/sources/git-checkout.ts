import type { ReadFileSystem } from "../../ports/file-system.ts";

/**
 * The commit that a checkout stands at, or undefined where there is no checkout or its HEAD cannot be followed. Reads what git
 * keeps itself: .git (a folder, or a file that names one, as for worktrees and submodules), HEAD, loose and packed refs.
 * Source: git's gitrepository-layout(5).
 */
export function checkedOutRevision(fs: ReadFileSystem, folder: string): string | undefined {
  const gitDir = findGitDir(fs, folder);
  if (gitDir === undefined) return undefined;
  const common = fs.readText(`${gitDir}/commondir`)?.trim();
  const commonDir = common === undefined ? gitDir : resolve(gitDir, common);
  let value = fs.readText(`${gitDir}/HEAD`)?.trim();
  // A ref may name another one; git itself follows five.
  for (let hops = 0; hops < 5 && value !== undefined; hops++) {
    if (isRevision(value)) return value;
    const ref = /^ref: (refs\/\S+)$/.exec(value)?.[1];
    if (ref === undefined || ref.split("/").includes("..")) return undefined;
    value =
      fs.readText(`${gitDir}/${ref}`)?.trim() ??
      fs.readText(`${commonDir}/${ref}`)?.trim() ??
      packedRevision(fs.readText(`${commonDir}/packed-refs`) ?? "", ref);
  }
  return undefined;
}

function findGitDir(fs: ReadFileSystem, folder: string): string | undefined {
  const path = `${folder}/.git`;
  if (fs.isDirectory(path)) return path;
  const named = /^gitdir: (.+)$/m.exec(fs.readText(path) ?? "")?.[1];
  return named === undefined ? undefined : resolve(folder, named.trim());
}

function packedRevision(packedRefs: string, ref: string): string | undefined {
  const line = packedRefs.split("\n").find((candidate) => candidate.endsWith(` ${ref}`) && !candidate.startsWith("#"));
  return line?.slice(0, line.indexOf(" "));
}

function resolve(base: string, path: string): string {
  return path.startsWith("/") ? path : `${base}/${path}`;
}

function isRevision(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
