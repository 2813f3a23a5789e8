import { foldersAbove, joinPath } from "../../model/paths.ts";
import { nodeFileSystem as fs } from "../../ports/node-file-system.ts";
import { repositoryOf } from "../../ports/repository.ts";

/** The nearest folder with a flake.nix, upwards from `folder` (absolute) to the git repository that holds it, as Nix looks. */
export function flakeFolder(folder: string): string | undefined {
  const above = foldersAbove(folder, repositoryOf(folder, fs) ?? "/");
  return above.find((at) => fs.exists(joinPath(at, "flake.nix")));
}
