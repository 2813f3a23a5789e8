import { joinPath } from "../../model/paths.ts";
import type { Binding, Expr } from "../../nix/ast.ts";
import {
  bind,
  binary,
  call,
  id,
  inheritFrom,
  joined,
  list,
  path,
  select,
  set,
  space,
  str,
  strings,
} from "../../nix/build.ts";
import type { BuildPlan, OwnMakePlan, ReleasePlan } from "../../plan/build-plan.ts";
import type { ProgramPlacement } from "../../plan/crate-derivation.ts";
import { buildsAssets, isPlaced, tellsRustler } from "../../plan/library-parts.ts";
import { type AssetsPlan, type FrontEndPlan, isInRelease, type NodePlan } from "../../plan/web-assets.ts";
import { buildPackageAt, environment, packageAt, packages, pathIn, unless } from "../inputs.ts";
import { metaBinding } from "../meta.ts";
import { checkout } from "./dependency-nifs.ts";

/** `releases`, attributes for mixRelease, and before it what several of them have in common. */
export function releaseBindings(plan: BuildPlan, everyModule: Expr): readonly Binding[] {
  const { package: release, make } = plan;
  const attributesOf = (one: ReleasePlan): readonly Binding[] => [
    ...releaseAttributes(one, plan),
    metaBinding(release.about, one.pname),
  ];
  const built = (attributes: Expr): Expr => {
    const made = make === null ? attributes : binary("//", attributes, select(id("make"), "attributes"));
    const path = list(release.path.map(packageAt));
    return release.path.length === 0 ? made : call(select(id("nif2nix"), "runPath"), path, made);
  };
  const common = projectAttributes(plan, everyModule);
  const [only, ...others] = release.releases as readonly [ReleasePlan, ...ReleasePlan[]];
  const before =
    make === null ? [] : [space, bind("make", call(select(id("nif2nix"), "ownMake"), set(makeArguments(make))))];
  if (others.length === 0) {
    return [
      ...before,
      space,
      bind("releases", set([bind([only.pname], built(set([...attributesOf(only), ...common])))])),
    ];
  }
  return [
    ...before,
    space,
    bind("project", built(set(common))),
    space,
    bind(
      "releases",
      set(release.releases.map((one) => bind([one.pname], binary("//", id("project"), set(attributesOf(one)))))),
    ),
  ];
}

/** What every release is made from. */
function projectAttributes(plan: BuildPlan, everyModule: Expr): readonly Binding[] {
  const { package: release } = plan;
  const { directory } = release;
  const patches = [...variables(release), ...lock(release), ...patchesOf(plan, id("modules"), everyModule)];
  return [
    bind("src", call(select(id("nif2nix"), "onlySources"), set(sourceArguments(plan)))),
    // The files of a source are unpacked to a folder of its name, which fileset.toSource gives.
    ...(directory === "."
      ? []
      : [
          bind("sourceRoot", str(`source/${directory}`)),
          bind("postUnpack", str("chmod -R u+w source"), "What lies beside it is built, too."),
        ]),
    ...unless(release.mixEnv === "prod", bind("mixEnv", str(release.mixEnv))),
    ...shell("postPatch", patches),
    ...unless(!buildsBefore(plan), bind("postBuild", buildAssets(plan))),
    bind("postInstall", str("rm -rf $out/erts-*/{include,lib} # For compilers.\n")),
  ];
}

/** `whole`: what checks by tasks of Mix are made of, which see all of the project. */
export function wholeBindings(plan: BuildPlan, everyModule: Expr): readonly Binding[] {
  if (plan.checks === null || plan.checks.mix.length === 0) return [];
  const { rootFromNix, directory } = plan.package;
  const given = [
    bind("root", path(rootFromNix)),
    ...unless(directory === ".", bind("directory", str(directory))),
    ...nifAttributes(plan, id("modules"), everyModule),
  ];
  return [space, bind("whole", set(given), "What checks are made of.")];
}

/**
 * What of it its NIF modules decide.
 * @param modules its own; `everyModule` has those of dependencies as well.
 */
export function nifAttributes(plan: BuildPlan, modules: Expr, everyModule: Expr): readonly Binding[] {
  return [
    ...libraryNames(plan),
    ...shell("variables", variables(plan.package)),
    ...shell("patches", patchesOf(plan, modules, everyModule)),
  ];
}

/** The files that a release is built from. */
function sourceArguments(plan: BuildPlan): readonly Binding[] {
  const { package: release } = plan;
  return [
    bind("root", path(release.rootFromNix)),
    bind("projects", strings(release.projects)),
    ...unless(release.sources.length === 0, bind("sources", strings(release.sources))),
    ...unless(release.except.length === 0, bind("except", strings(release.except))),
    ...libraryNames(plan),
  ];
}

/** An attribute that is one text of several. */
const shell = (name: string, parts: readonly Expr[]): readonly Binding[] =>
  parts.length === 0 ? [] : [bind(name, joined("+", parts))];

/** Shell: the variables of the build. */
function variables({ env }: BuildPlan["package"]): readonly Expr[] {
  const each = Object.entries(env).map(named);
  return each.length === 0 ? [] : [call(select(id("nif2nix"), "exportVariables"), set(each))];
}

/** Shell, before Mix compiles: what elixir_make needs, configuration and libraries. */
function patchesOf(plan: BuildPlan, modules: Expr, everyModule: Expr): readonly Expr[] {
  const { package: release, make } = plan;
  const lines = [
    ...nifConfig(plan, everyModule),
    ...(make === null || make.forced.length === 0 ? [] : [select(id("make"), "config")]),
  ];
  return [
    ...(make === null ? [] : [select(id("make"), "prepare")]),
    ...(lines.length === 0
      ? []
      : [call(select(id("nif2nix"), "addConfig"), str(release.configPath), joined("+", lines))]),
    ...librariesOf(plan, modules),
  ];
}

/** The lock without what the release is built without. */
function lock({ rootFromNix, directory, lockFile, lockedElsewhere }: BuildPlan["package"]): readonly Expr[] {
  if (lockFile === null || lockedElsewhere.length === 0) return [];
  const given = [
    bind("path", path(joinPath(rootFromNix, directory, lockFile))),
    ...unless(lockFile === "mix.lock", bind("file", str(lockFile))),
    bind("apps", strings(lockedElsewhere)),
  ];
  return [call(select(id("nif2nix"), "placeLock"), set(given))];
}

/** The crates of the project's own modules. */
export const ownCrates = ({ nifs, crates }: BuildPlan): BuildPlan["crates"] =>
  crates.filter(({ attr }) => nifs.some(({ crate }) => crate === attr));

/** `crates`: names of the libraries that these make, or that are published for the modules. */
function libraryNames(plan: BuildPlan): readonly Binding[] {
  const published = plan.nifs.flatMap((nif) => nif.published?.basename ?? []);
  const names = [...new Set([...ownCrates(plan).map(({ libName }) => libName), ...published])];
  return unless(names.length === 0, bind("crates", strings(names)));
}

const named = ([name, value]: readonly [string, string]): Binding => bind([name], str(value));

function makeArguments({ inputs, forced, checkouts, scripts, rebarPlugins }: OwnMakePlan): readonly Binding[] {
  return [
    ...packages("nativeBuildInputs", inputs.nativeBuildInputs),
    ...packages("buildInputs", inputs.buildInputs),
    ...environment(inputs.env),
    ...unless(forced.length === 0, bind("compiled", strings(forced))),
    ...unless(checkouts.length === 0, bind("checkouts", set(checkouts.map(checkout)))),
    ...unless(scripts.length === 0, bind("scripts", strings(scripts))),
    ...unless(rebarPlugins.length === 0, bind("rebarPlugins", strings(rebarPlugins))),
  ];
}

function releaseAttributes(
  { pname, version, releaseName, applications }: ReleasePlan,
  plan: BuildPlan,
): readonly Binding[] {
  return [
    bind("pname", str(pname)),
    bind("version", str(version)),
    ...(releaseName === null ? [] : [bind("mixReleaseName", str(releaseName))]),
    // Not before the code is compiled: tasks that run in an application's folder would not find the file.
    ...shell("preInstall", [
      ...(applications === null || releaseName === null ? [] : [definition(releaseName, version, applications)]),
      ...plan.assets.filter(isInRelease).map((assets) => releaseTools(assets, plan)),
    ]),
  ];
}

/** A release that mix.exs does not define. */
const definition = (name: string, version: string, applications: readonly string[]): Expr =>
  call(
    select(id("nif2nix"), "defineRelease"),
    set([bind("name", str(name)), bind("version", str(version)), bind("applications", strings(applications))]),
  );

/** The lines of configuration that tell Rustler where libraries lie. */
export function nifConfig(plan: BuildPlan, modules: Expr): readonly Expr[] {
  return tellsRustler(plan) ? [call(select(id("nif2nix"), "nifConfig"), modules)] : [];
}

/** What is put in place before Mix runs. Where RustlerPrecompiled would download a library, it is given that, or the crate in the form of such. */
function librariesOf({ nifs, programs, package: { archives } }: BuildPlan, modules: Expr): readonly Expr[] {
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
  return places;
}

function programExpression({ directory, workspace, crate }: ProgramPlacement): Expr {
  return set([
    bind("directory", str(directory)),
    ...unless(workspace === directory, bind("workspace", str(workspace))),
    bind("crate", select(id("crates"), crate)),
  ]);
}

/** Whether something is built, or has to lie there, before `mix release` runs. */
const buildsBefore = (plan: BuildPlan): boolean =>
  buildsAssets({ ...plan, assets: plan.assets.filter((each) => !isInRelease(each)) }) ||
  (plan.node !== null && plan.node.modules.length > 0);

function releaseTools(assets: AssetsPlan, { node }: BuildPlan): Expr {
  return call(
    select(id("nif2nix"), "releaseTools"),
    set([
      toolsOf(assets),
      // Packages are in place by then.
      ...(node === null ? [] : [bind("node", nodeExpression({ ...node, modules: [] }))]),
    ]),
  );
}

function buildAssets({ assets, frontEnds, tasks, node }: BuildPlan): Expr {
  const ofSettings = tasks.map((task) => ({ directory: ".", task, tools: [] }));
  return call(
    select(id("nif2nix"), "buildAssets"),
    set([
      ...unless(frontEnds.length === 0, bind("frontEnds", list(frontEnds.map(frontEndExpression)))),
      bind("tasks", list([...assets.filter((each) => !isInRelease(each)), ...ofSettings].map(assetsExpression))),
      ...(node === null ? [] : [bind("node", nodeExpression(node))]),
    ]),
  );
}

function frontEndExpression({ directory, commands }: FrontEndPlan): Expr {
  return set([bind("directory", str(directory)), bind("commands", strings(commands))]);
}

function assetsExpression(assets: AssetsPlan): Expr {
  return set([bind("directory", str(assets.directory)), bind("task", str(assets.task)), toolsOf(assets)]);
}

const toolsOf = ({ tools }: AssetsPlan): Binding =>
  bind("tools", set(tools.map((tool) => bind([tool.app], pathIn(tool)))));

function nodeExpression({ package: name, managers, modules }: NodePlan): Expr {
  const build = packageAt("buildPackages");
  const packages = call(id("import"), path("./node-packages.nix"));
  const place = call(select(id("nif2nix"), "placeNodeModules"), buildPackageAt(name));
  return call(
    select(id("nif2nix"), "prepareNode"),
    set([
      name === "nodejs" ? inheritFrom(build, name) : bind("nodejs", buildPackageAt(name)),
      ...unless(managers.length === 0, bind("managers", set([inheritFrom(build, ...managers)]))),
      ...unless(modules.length === 0, bind("modules", call(id("map"), place, packages))),
    ]),
  );
}
