import { joinPath } from "../../model/paths.ts";
import type { Binding, Expr } from "../../nix/ast.ts";
import { binary, bind, call, id, inheritFrom, list, path, select, set, str, strings } from "../../nix/build.ts";
import type {
  AssetsPlan,
  BuildPlan,
  FrontEndPlan,
  NodePlan,
  OwnMakePlan,
  ProgramPlacement,
} from "../../plan/build-plan.ts";
import { buildsAssets, isPlaced, tellsRustler } from "../../plan/library-parts.ts";
import { environment, packageAt, packages, record, unless } from "../inputs.ts";
import { checkout } from "./dependency-nifs.ts";

/** What every release is made from. */
export function projectArguments(plan: BuildPlan, everyModule: Expr): readonly Binding[] {
  const { package: release, make } = plan;
  return [
    bind("root", path(release.rootFromNix)),
    ...unless(release.directory === ".", bind("directory", str(release.directory))),
    ...unless(
      release.projects.length === 1 && release.projects[0] === release.directory,
      bind("projects", strings(release.projects)),
    ),
    ...unless(release.sources.length === 0, bind("sources", strings(release.sources))),
    ...unless(release.except.length === 0, bind("except", strings(release.except))),
    ...lock(release),
    bind("configPath", str(release.configPath)),
    ...unless(release.mixEnv === "prod", bind("mixEnv", str(release.mixEnv))),
    ...nifArguments(plan, id("modules"), everyModule),
    ...unless(make === null && release.path.length === 0, bind("make", madeWith(make, release.path))),
    ...unless(!buildsAssets(plan), bind("assets", buildAssets(plan))),
  ];
}

/**
 * What of it its NIF modules decide.
 * @param modules its own; `everyModule` has those of dependencies as well.
 */
export function nifArguments(plan: BuildPlan, modules: Expr, everyModule: Expr): readonly Binding[] {
  const crates = ownCrates(plan);
  const libraries = librariesExpression(plan, modules);
  return [
    ...nifConfig(plan, everyModule),
    ...(libraries === null ? [] : [bind("libraries", libraries)]),
    ...record("env", plan.package.env),
    ...unless(crates.length === 0, bind("crates", strings(crates))),
  ];
}

/** The lock without what the release is built without. */
function lock({ rootFromNix, directory, lockFile, lockedElsewhere }: BuildPlan["package"]): readonly Binding[] {
  if (lockFile === null || lockedElsewhere.length === 0) return [];
  const given = [
    bind("path", path(joinPath(rootFromNix, directory, lockFile))),
    ...unless(lockFile === "mix.lock", bind("file", str(lockFile))),
    bind("apps", strings(lockedElsewhere)),
  ];
  return [bind("lock", call(select(id("nif2nix"), "lockWithout"), set(given)))];
}

/** Names of the libraries that crates of the project's own modules make. */
function ownCrates({ nifs, crates }: BuildPlan): readonly string[] {
  const used = crates.filter(({ attr }) => nifs.some(({ crate }) => crate === attr));
  const published = nifs.flatMap((nif) => nif.published?.basename ?? []);
  return [...new Set([...used.map(({ libName }) => libName), ...published])];
}

const named = ([name, value]: readonly [string, string]): Binding => bind([name], str(value));

function madeWith(make: OwnMakePlan | null, path: readonly string[]): Expr {
  const own = make === null ? set([]) : call(select(id("nif2nix"), "ownMake"), set(makeArguments(make)));
  return path.length === 0 ? own : call(select(id("nif2nix"), "runPath"), list(path.map(packageAt)), own);
}

function makeArguments({ inputs, forced, checkouts }: OwnMakePlan): readonly Binding[] {
  return [
    ...packages("nativeBuildInputs", inputs.nativeBuildInputs),
    ...packages("buildInputs", inputs.buildInputs),
    ...environment(inputs.env),
    ...unless(forced.length === 0, bind("compiled", strings(forced))),
    ...unless(checkouts.length === 0, bind("checkouts", set(checkouts.map(checkout)))),
  ];
}

/** The lines of configuration that tell Rustler where libraries lie. */
export function nifConfig(plan: BuildPlan, everyModule: Expr): readonly Binding[] {
  if (!tellsRustler(plan)) return [];
  return [bind("config", call(select(id("nif2nix"), "nifConfig"), everyModule))];
}

/** What is put in place before Mix runs. Where RustlerPrecompiled would download a library, it is given that, or the crate in the form of such. */
function librariesExpression({ nifs, programs, package: { archives } }: BuildPlan, modules: Expr): Expr | null {
  const repacked = nifs.some(({ artifact }) => artifact !== null);
  const places = [
    ...(nifs.some(isPlaced) ? ["placeLibraries"] : []),
    ...(repacked ? ["repackedArtifacts"] : []),
    ...(nifs.some(({ published }) => published !== null) ? ["publishedArtifacts"] : []),
  ].map((name) => call(select(id("nif2nix"), name), modules));
  if (programs.length > 0) {
    places.push(call(select(id("nif2nix"), "placePrograms"), list(programs.map(programExpression))));
  }
  if (Object.keys(archives).length > 0) {
    places.push(call(select(id("nif2nix"), "placeArchives"), set(Object.entries(archives).map(named))));
  }
  return places.length === 0 ? null : places.reduce((all, place) => binary("+", all, place));
}

function programExpression({ directory, workspace, crate }: ProgramPlacement): Expr {
  return set([
    bind("directory", str(directory)),
    ...unless(workspace === directory, bind("workspace", str(workspace))),
    bind("crate", select(id("crates"), crate)),
  ]);
}

function buildAssets({ assets, frontEnds, tasks, node }: BuildPlan): Expr {
  const ofSettings = tasks.map((task) => ({ directory: ".", task, tools: [] }));
  return call(
    select(id("nif2nix"), "buildAssets"),
    set([
      ...unless(frontEnds.length === 0, bind("frontEnds", list(frontEnds.map(frontEndExpression)))),
      bind("tasks", list([...assets, ...ofSettings].map(assetsExpression))),
      ...(node === null ? [] : [bind("node", nodeExpression(node))]),
    ]),
  );
}

function frontEndExpression({ directory, commands }: FrontEndPlan): Expr {
  return set([bind("directory", str(directory)), bind("commands", strings(commands))]);
}

function assetsExpression(assets: AssetsPlan): Expr {
  return set([
    bind("directory", str(assets.directory)),
    bind("task", str(assets.task)),
    bind("tools", set(assets.tools.map((tool) => bind([tool.app], str(packageAt(tool.package), tool.path))))),
  ]);
}

function nodeExpression({ package: name, managers, modules }: NodePlan): Expr {
  const packages = call(id("import"), path("./node-packages.nix"));
  const place = call(select(id("nif2nix"), "placeNodeModules"), packageAt(name));
  return call(
    select(id("nif2nix"), "prepareNode"),
    set([
      name === "nodejs" ? inheritFrom(id("pkgs"), name) : bind("nodejs", packageAt(name)),
      ...unless(managers.length === 0, bind("managers", set([inheritFrom(id("pkgs"), ...managers)]))),
      ...unless(modules.length === 0, bind("modules", call(id("map"), place, packages))),
    ]),
  );
}
