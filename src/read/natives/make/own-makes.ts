import type { Evaluator } from "../../../elixir/eval/api.ts";
import type { Dependency } from "../../../model/dependency.ts";
import { nothingMade, type OwnMake } from "../../../model/make.ts";
import { joinPath, relativePath } from "../../../model/paths.ts";
import { isUnknown } from "../../../model/unknown.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";
import { recipesOfPackage } from "../../../recipes/recipes-for.ts";
import type { LoadedProject } from "../../mix/loaded-project.ts";
import type { SourceTree } from "../../sources/source-tree.ts";

export interface OwnMakesOptions {
  /** Absolute. */
  readonly project: string;
  /** The project itself, its umbrella's applications and its path dependencies with a mix.exs. */
  readonly projects: readonly LoadedProject[];
  readonly dependencies: readonly Dependency[];
  readonly fs: ReadFileSystem;
  /** An evaluator for code of a folder. */
  newEvaluator(folder: string): Evaluator;
}

/**
 * What elixir_make and Bundlex build in the project itself, in its umbrella's applications and in its path dependencies, and what rebar3 and make
 * do in path dependencies: Mix compiles all of these in the release's own build.
 */
export async function ownMakes({
  project,
  projects,
  dependencies,
  fs,
  newEvaluator,
}: OwnMakesOptions): Promise<readonly OwnMake[]> {
  const using = (compiler: string): readonly LoadedProject[] =>
    projects.filter(({ mix: { compilers } }) => !isUnknown(compilers) && compilers.includes(compiler));
  const makes = using("elixir_make");
  const others = dependencies.flatMap(({ app, place, source, builder, inProd }) => {
    const built = source.kind === "path" && inProd !== false && (builder === "rebar3" || builder === "make");
    return built ? [{ app, place, builder, folder: joinPath(project, source.path) }] : [];
  });
  const own: OwnMake[] = [];
  if (makes.length > 0) {
    const [{ readMake }, { readPublication }] = await Promise.all([
      import("./read-make.ts"),
      import("./read-publication.ts"),
    ]);
    for (const { folder, config, mix } of makes) {
      const { app, place } = mix;
      if (typeof app !== "string") continue;
      const make = readMake(config, { fs, folder });
      const published = readPublication(config);
      own.push({ app, place, folder: relativePath(project, folder), tool: "make", rebarPlugins: [], make, published });
    }
  }
  for (const { folder, mix } of using("bundlex")) {
    const { app, place, path } = mix;
    const { readBundlex } = await import("../bundlex.ts");
    const make = readBundlex({ fs, folder }, () => newEvaluator(folder));
    if (make !== null && typeof app === "string")
      own.push({ app, place, folder: path, tool: "Bundlex", rebarPlugins: [], make, published: null });
  }
  for (const { app, place, builder, folder } of others) {
    const found = await readOther(app, { fs, folder }, builder);
    if (found === null) continue;
    own.push({ app, place, folder: relativePath(project, folder), tool: builder, published: null, ...found });
  }
  return own;
}

async function readOther(
  app: string,
  tree: SourceTree,
  builder: "rebar3" | "make",
): Promise<Pick<OwnMake, "make" | "rebarPlugins"> | null> {
  if (builder === "make") {
    const make = (await import("./read-make.ts")).readPlainMake(tree);
    return make && { make, rebarPlugins: [] };
  }
  const rebar = (await import("../rebar-native.ts")).readRebarNative(tree);
  const recipes = recipesOfPackage({ app, requires: [], rebarPlugins: rebar?.plugins ?? [] });
  const rebarPlugins = recipes.flatMap(({ buildPlugins = [] }) => buildPlugins);
  return rebar?.make || rebarPlugins.length > 0 ? { make: rebar?.make ?? nothingMade, rebarPlugins } : null;
}
