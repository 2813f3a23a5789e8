import { joinPath, parentPath } from "../model/paths.ts";
import type { ReadFileSystem } from "./file-system.ts";

/** The folder of the git repository that holds `folder` (absolute), itself included; undefined where there is none. */
export function repositoryOf(folder: string, fs: ReadFileSystem): string | undefined {
  for (let at = folder; ; at = parentPath(at)) {
    if (fs.exists(joinPath(at, ".git"))) return at;
    if (at === "/") return undefined;
  }
}
