import { type GitLockEntry, type HexLockEntry, type LockEntry, takenFolder } from "../../model/lock.ts";
import { isInside, joinPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/**
 * The folder of a dependency's sources as `mix deps.get` left them, if they are those that are locked.
 * @param depsFolder absolute.
 */
export function fetchedSources(entry: LockEntry, depsFolder: string, fs: ReadFileSystem): string | undefined {
  const folder = joinPath(depsFolder, entry.app);
  if (!fs.isDirectory(folder)) return undefined;
  if (entry.kind === "hex") return isHexVersion(entry, folder, fs) ? folder : undefined;
  if (!isGitRevision(entry, folder, fs)) return undefined;
  const inside = joinPath(folder, takenFolder(entry.options));
  // The lock is not ours: its folders must not lead anywhere else.
  return isInside(folder, inside) && fs.isDirectory(inside) ? inside : undefined;
}

/** Hex writes the version into `.hex`, in the clear in all of its formats. A folder without it was not fetched by Hex. */
function isHexVersion(entry: HexLockEntry, folder: string, fs: ReadFileSystem): boolean {
  return fs.readText(joinPath(folder, ".hex"))?.includes(entry.version) ?? false;
}

/** Mix checks out the revision itself, so HEAD names it. Sources without a repository (vendored ones) are taken as they are. */
function isGitRevision(entry: GitLockEntry, folder: string, fs: ReadFileSystem): boolean {
  const git = joinPath(folder, ".git");
  const head = fs.readText(joinPath(git, "HEAD"))?.trim();
  if (head === undefined) return !fs.exists(git);
  const branch = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1];
  const revision = branch === undefined ? head : fs.readText(joinPath(git, branch))?.trim();
  return revision === entry.rev;
}
