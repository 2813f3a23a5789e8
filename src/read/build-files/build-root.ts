import type { Crate } from "../../model/crate.ts";
import { commonFolder, isInside, joinPath, parentPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** What crates are built from: files and folders; absolute. */
export function crateFiles(crates: readonly Crate[], project: string): readonly string[] {
  return crates
    .flatMap(({ workspaceManifest, cargoLock, sources }) => [workspaceManifest, cargoLock ?? [], ...sources].flat())
    .map((path) => joinPath(project, path));
}

/** The smallest folder that holds `start` and all files and folders that the build needs; what lies outside of `limit` cannot be had and does not count. */
export function smallestBuildRoot(
  start: string,
  needed: readonly string[],
  limit: string,
  fs: Pick<ReadFileSystem, "isDirectory">,
): string {
  const folders = needed.map((path) => (fs.isDirectory(path) ? path : parentPath(path)));
  return commonFolder([start, ...folders.filter((folder) => isInside(limit, folder))]);
}
