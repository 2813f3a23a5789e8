import { parentPath } from "../model/paths.ts";
import type { WriteFileSystem, WritePorts } from "../ports/write-file-system.ts";
import type { Step } from "./journal.ts";
import type { Staging } from "./staging.ts";

/** A step with where it is done: `target` is absolute, links resolved; `index` names its files in the staging folder. */
export interface Put extends Step {
  readonly target: string;
  readonly index: number;
}

/** "both" where there is no difference; "other" where somebody else wrote it since. */
export type State = "old" | "new" | "both" | "other";

type Ports = Pick<WritePorts, "files" | "sha256">;

/** What stands in a file's place. */
export function stateOf(put: Put, ports: Ports): State {
  const now = digestOf(put.target, ports);
  if (now === undefined) return "other";
  if (now === put.new) return now === put.old ? "both" : "new";
  return now === put.old ? "old" : "other";
}

/** Of a file; null where there is nothing, undefined where it is something else or cannot be read. */
export function digestOf(path: string, { files, sha256 }: Ports): string | null | undefined {
  try {
    const kind = files.kind(path);
    if (kind === "missing") return null;
    return kind === "file" ? sha256(files.readText(path)) : undefined;
  } catch {
    return undefined;
  }
}

/** Puts the new file in its place, in one step; the old one is kept in the staging folder. */
export function putNew(put: Put, staging: Staging, files: WriteFileSystem): void {
  if (put.new === null) files.removeFile(put.target);
  else files.rename(staging.fresh(put.index), put.target);
}

/** Puts the old file back, in one step. */
export function putOld(put: Put, staging: Staging, files: WriteFileSystem): void {
  if (put.old === null) files.removeFile(put.target);
  else files.rename(staging.kept(put.index), put.target);
}

/** Makes the folders above a file where they are not there. Returns those made, the outermost first. */
export function makeFolders(folder: string, files: WriteFileSystem): readonly string[] {
  if (files.kind(folder) !== "missing") return [];
  const above = makeFolders(parentPath(folder), files);
  files.makeFolder(folder);
  return [...above, folder];
}

/** Resolves when the names that were changed are on the disk. */
export async function syncFolders(
  puts: readonly Put[],
  made: readonly string[],
  files: WriteFileSystem,
): Promise<void> {
  const folders = [...puts.map(({ target }) => target), ...made].map(parentPath);
  await files.sync([...new Set(folders)].filter((folder) => files.kind(folder) === "folder"));
}
