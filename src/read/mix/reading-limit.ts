import { joinPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { repositoryOf } from "../../ports/repository.ts";

/**
 * How far reading may go: the folder of the Git repository that holds the project, as a flake sees it. Without a
 * repository the project's own folder, or that of the umbrella it is a child of.
 */
export function readingLimit(project: string, fs: ReadFileSystem): string {
  const repository = repositoryOf(project, fs);
  if (repository !== undefined) return repository;
  const umbrella = joinPath(project, "../..");
  return umbrella !== "/" && fs.exists(joinPath(umbrella, "mix.exs")) ? umbrella : project;
}
