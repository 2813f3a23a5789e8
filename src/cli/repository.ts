import { joinPath, parentPath } from "../model/paths.ts";
import { nodeFileSystem as fs } from "../ports/node-file-system.ts";

/** The folder of the git repository that holds `folder` (absolute); undefined where there is none. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = parentPath(at)) {
    if (fs.exists(joinPath(at, ".git"))) return at;
    if (parentPath(at) === at) return undefined;
  }
}
