import { joinPath, parentPath } from "../../model/paths.ts";
import { nodeFileSystem as fs } from "../../ports/node-file-system.ts";

/** The nearest folder with a flake.nix, upwards from `folder` (absolute) to the git repository that holds it, as Nix looks. */
export function flakeFolder(folder: string): string | undefined {
  for (let at = folder; ; at = parentPath(at)) {
    if (fs.exists(joinPath(at, "flake.nix"))) return at;
    if (fs.exists(joinPath(at, ".git")) || parentPath(at) === at) return undefined;
  }
}
