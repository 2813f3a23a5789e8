import { mentionsUse } from "../../elixir/parse/mentions.ts";
import type { DependencyNatives, NamedData } from "../../model/natives.ts";
import { joinPath } from "../../model/paths.ts";
import { isUnknown, knownOr } from "../../model/unknown.ts";
import type { DataRecipe } from "../../recipes/recipe.ts";
import { recipesOfPackage } from "../../recipes/recipes-for.ts";
import { keywordGet } from "../mix/keyword-get.ts";
import { atomOrString, field, listOf, string } from "../mix/known.ts";
import { elixirFiles } from "../nif/elixir-files.ts";
import type { NifContext } from "../nif/nif-context.ts";

/** What modules of the project name of the data that packages have files for (DataRecipe), by package. */
export function namedData(
  natives: readonly DependencyNatives[],
  context: NifContext,
  ignored: (path: string) => boolean,
): readonly NamedData[] {
  return natives.flatMap((each) =>
    recipesOfPackage(each).flatMap(({ data }) => (data === undefined ? [] : named(each.app, data, context, ignored))),
  );
}

function named(
  app: string,
  data: DataRecipe,
  context: NifContext,
  ignored: (path: string) => boolean,
): readonly NamedData[] {
  const last = data.module.split(".").at(-1) as string;
  return context.projects
    .filter(({ umbrella }) => !umbrella)
    .flatMap((project) => {
      const files = elixirFiles(context, project).filter(({ text }) => mentionsUse(text, [last]));
      if (files.length === 0) return [];
      const evaluator = context.newEvaluator(project);
      const uses = files.flatMap(({ path }) => (evaluator.evalFile(path)?.modules ?? []).flatMap((each) => each.uses));
      return uses
        .filter(({ used }) => used === data.module)
        .map(({ opts, place }): NamedData => {
          const names = field(keywordGet(opts, data.option), listOf(atomOrString), "a list of names", []);
          const others = data.more.some((option) => keywordGet(opts, option) !== undefined);
          const folder = field(keywordGet(opts, data.folderOption), string, "a path", data.usualFolder);
          const shown = joinPath(knownOr(folder, data.usualFolder), data.inFolder);
          const own = context.fs
            .list(joinPath(context.project, project.path, shown))
            .filter((entry) => !entry.directory && entry.name.endsWith(data.ending))
            .filter((entry) => !ignored(joinPath(context.project, project.path, shown, entry.name)))
            .map(({ name }) => name.slice(0, -data.ending.length));
          const isPlain = !isUnknown(names) && !others && names.every((name) => /^[A-Za-z0-9-]+$/.test(name));
          return { app, place, names: isPlain ? names : null, own, folder: shown };
        });
    });
}
