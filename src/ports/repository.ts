import { foldersAbove, joinPath } from "../model/paths.ts";
import type { ReadFileSystem } from "./file-system.ts";

/** The folder of the git repository that holds `folder` (absolute), itself included; undefined where there is none. */
export function repositoryOf(folder: string, fs: Pick<ReadFileSystem, "exists">): string | undefined {
  return foldersAbove(folder, "/").find((at) => fs.exists(joinPath(at, ".git")));
}
