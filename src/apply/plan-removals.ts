import type { OutputFile } from "../emit/output-file.ts";
import type { WritePorts } from "../ports/write-file-system.ts";
import { readGenerated } from "./generated-header.ts";
import { locate } from "./locate.ts";
import type { WriteEntry } from "./write-plan.ts";

/**
 * Generated files that stand in the folders of the given ones and are not among them: an older version wrote them, or the
 * project has lost what they were for. Those that nobody edited are to be removed. Reads, and writes nothing; files without
 * our header are not looked at any further.
 * @param files all that is written, the user's files or not.
 * @param project absolute, symbolic links resolved: the project's folder.
 * @param force files that were edited are removed, too.
 */
export function planRemovals(
  files: readonly Pick<OutputFile, "path">[],
  project: string,
  ports: WritePorts,
  force: boolean,
): readonly WriteEntry[] {
  // A package of nixpkgs is written beside the files of the project's own build, which stay.
  if (!files.some(({ path }) => path.startsWith("nix/"))) return [];
  const written = new Set(files.map(({ path }) => locate(ports.files, project, path)).flatMap(targetOf));
  return folders.flatMap((folder) =>
    filesIn(folder, project, ports).flatMap((path): readonly WriteEntry[] => {
      const location = locate(ports.files, project, path);
      if (location.kind !== "file" || written.has(location.target)) return [];
      const oldText = readOrNull(location.target, ports);
      const generated = oldText === null ? null : readGenerated(oldText);
      if (generated === null) return [];
      const action = force || generated.intact(ports.sha256) ? "remove" : "keep-edited";
      return [
        {
          path,
          target: location.target,
          action,
          oldText,
          newText: action === "remove" ? null : oldText,
          problem: null,
        },
      ];
    }),
  );
}

/** Where files of ours lie; those of `nested` in folders of their own. */
const nested = "nix/locks";
const folders = ["nix", "nix/lib", nested];

/** Files of a folder; links and what lies outside of the project are not ours. */
function filesIn(folder: string, project: string, { files }: WritePorts): readonly string[] {
  const real = files.realPath(`${project}/${folder}`);
  if (real === undefined || files.kind(real) !== "folder") return [];
  return files.list(real).flatMap((name) => {
    const path = `${folder}/${name}`;
    const kind = files.kind(`${real}/${name}`);
    if (kind === "file") return [path];
    return kind === "folder" && folder === nested
      ? files.list(`${real}/${name}`).map((inner) => `${path}/${inner}`)
      : [];
  });
}

const targetOf = (location: ReturnType<typeof locate>): readonly string[] =>
  "target" in location ? [location.target] : [];

/** What cannot be read is not known to be ours. */
function readOrNull(path: string, { files }: WritePorts): string | null {
  try {
    return files.readText(path);
  } catch {
    return null;
  }
}
