import { joinPath } from "../../model/paths.ts";
import type { Binding, Expr, NixFile } from "../../nix/ast.ts";
import {
  bind,
  binary,
  bool,
  call,
  fn,
  formals,
  id,
  inherit,
  inheritFrom,
  int,
  letIn,
  list,
  nil,
  path,
  select,
  set,
  space,
  str,
  strings,
} from "../../nix/build.ts";
import type {
  AssetsPlan,
  BuildPlan,
  FrontEndPlan,
  NifPlacement,
  NodePlan,
  OwnMakePlan,
  ProgramPlacement,
  ReleasePlan,
} from "../../plan/build-plan.ts";
import { buildsAssets, callsPart, hasModules, isPlaced, libraryParts, tellsRustler } from "../../plan/library-parts.ts";
import { needsFetchgit } from "../fetchers.ts";
import { environment, packageAt, packages, record, unless, usesPackages } from "../inputs.ts";
import { hasMeta, metaBinding } from "../meta.ts";
import { checkBindings } from "./checks.ts";
import { cratesExpression } from "./crates.ts";
import { artifactNames, artifacts, checkout, dependencyBindings } from "./dependency-nifs.ts";
import { libraryArguments } from "./library.ts";

/** nix/nifs.nix: a derivation for each crate, and what the release needs so that its modules find them. */
export function nifsFile(plan: BuildPlan): NixFile {
  const given = libraryArguments(libraryParts(plan));
  const configured = callsPart(plan, "mix-config");
  const overridable = plan.crates.length > 0;
  const inherited = inheritedModules(plan);
  const everyModule = inherited === null ? id("modules") : binary("++", id("modules"), inherited);
  const { package: release } = plan;
  const natives = [plan, ...(plan.checks?.environments ?? []).map((each) => each.plan)].flatMap((each) => each.natives);
  const usesPkgs =
    [...plan.crates, ...[...natives, ...(plan.make === null ? [] : [plan.make])].map((each) => each.inputs)].some(
      usesPackages,
    ) ||
    release.path.length > 0 ||
    plan.assets.some((assets) => assets.tools.length > 0) ||
    plan.node !== null;
  const absent = release.releases.flatMap(({ pname, without }) =>
    without.length === 0 ? [] : [bind([pname], strings(without))],
  );
  return {
    header: [],
    body: fn(
      formals(
        [
          ...(hasMeta(plan.package.about) ? ["lib"] : []),
          "callPackage",
          "beamPackages",
          ...(given.includes("craneLib") ? [["craneLib", nil] as const] : []),
          ...(overridable ? [["overrideCrates", fn("_", set([]))] as const] : []),
          ...(given.includes("rustToolchain") ? [["rustToolchain", nil] as const] : []),
          ...(plan.crates.some(({ source }) => source.kind === "dependency" && needsFetchgit(source.source))
            ? ["fetchgit"]
            : []),
          ...(usesPkgs ? ["pkgs"] : []),
          // nix/package.nix is the user's, and hands on all that it was given when it was made.
        ],
        { open: true },
      ),
      letIn(
        [
          bind(
            "nif2nix",
            call(
              id("callPackage"),
              path("./lib"),
              set([inherit("beamPackages", ...given.filter((name) => name !== "beamPackages"))]),
            ),
          ),
          space,
          ...(overridable
            ? [
                bind("generatedCrates", cratesExpression(plan)),
                bind("crates", binary("//", id("generatedCrates"), call(id("overrideCrates"), id("generatedCrates")))),
              ]
            : [bind("crates", cratesExpression(plan))]),
          space,
          bind("modules", list(plan.nifs.map(placement))),
          ...dependencyScope(plan),
          ...environmentBindings(plan),
          ...(absent.length === 0 ? [] : [space, bind("absent", set(absent), "Modules that not every release has.")]),
          ...releaseBindings(plan, everyModule),
        ],
        set([
          inherit(
            ...(configured ? ["config"] : []),
            ...(callsPart(plan, "app-config") ? ["configOf"] : []),
            "crates",
            "modules",
            ...(plan.natives.length > 0 ? ["dependencies"] : []),
            ...(plan.checks === null ? [] : ["environments"]),
            "releases",
          ),
          space,
          bind("release", select(id("releases"), (release.releases[0] as ReleasePlan).pname)),
          space,
          bind("loadCheck", fn("release", loadCheck(plan, everyModule, inherited !== null))),
          ...checkBindings(plan),
        ]),
      ),
    ),
  };
}

/** Can `release` start, and is it no larger than it may be? */
function loadCheck(plan: BuildPlan, everyModule: Expr, inherits: boolean): Expr {
  const { releases, maxClosureSize } = plan.package;
  const check = call(
    select(id("nif2nix"), "releaseCheck"),
    set(
      releases.some(({ without }) => without.length > 0)
        ? [inherit("release"), bind("modules", heldModules(everyModule))]
        : !hasModules(plan)
          ? [inherit("release")]
          : inherits
            ? [inherit("release"), bind("modules", everyModule)]
            : [inherit("release", "modules")],
    ),
  );
  return maxClosureSize === null
    ? check
    : call(select(id("nif2nix"), "closureWithin"), int(maxClosureSize), id("release"), check);
}

/** The modules of dependencies; null where none has any. */
const inheritedModules = ({ natives }: BuildPlan): Expr | null =>
  natives.length === 0 ? null : call(select(id("nif2nix"), "modulesOf"), id("dependencies"));

/** What the builders of dependencies are given: their NIFs, and the configuration. */
function dependencyScope(plan: BuildPlan, mixEnv: string | null = null): readonly Binding[] {
  const inherited = inheritedModules(plan);
  const everyModule = inherited === null ? id("modules") : binary("++", id("modules"), inherited);
  return [
    ...dependencyBindings(plan),
    ...(callsPart(plan, "mix-config")
      ? [space, bind("config", call(select(id("nif2nix"), "mixConfig"), configArguments(plan, everyModule, mixEnv)))]
      : []),
    ...(callsPart(plan, "app-config") ? [space, bind("configOf", appConfig(plan, inherited))] : []),
  ];
}

/** The same for environments of checks, where it is not that of the release. */
function environmentBindings(plan: BuildPlan): readonly Binding[] {
  if (plan.checks === null) return [];
  const ofRelease = JSON.stringify(dependencyScope(plan));
  const environments = plan.checks.environments.flatMap(({ env, plan: other }) => {
    const scope = dependencyScope(other, env === plan.package.mixEnv ? null : env);
    if (JSON.stringify(scope) === ofRelease) return [];
    const bindings = scope.filter((each) => each.kind !== "space");
    const names = ["dependencies", "config", "configOf"].filter((name) => isBound(bindings, name));
    return [bind([env], letIn(bindings, set([inherit(...names)])))];
  });
  return [
    space,
    bind("environments", set(environments), "What dependencies are built with in the environments of checks."),
  ];
}

const isBound = (bindings: readonly Binding[], name: string): boolean =>
  bindings.some((each) => each.kind === "bind" && each.path.join(".") === name);

function placement(nif: NifPlacement): Expr {
  const head = [
    bind("module", str(nif.module)),
    bind("crate", nif.crate === null ? nil : select(id("crates"), nif.crate)),
  ];
  if (nif.published !== null) {
    const names = [...artifactNames(nif.published), ...artifacts(nif.published)];
    return set([bind("module", str(nif.module)), ...names, bind("directory", str(nif.directory))]);
  }
  // It lies where the module looks for it, and is only checked.
  if (nif.configApp === null && nif.crate === null) return set(head);
  const directory = unless(nif.directory === ".", bind("directory", str(nif.directory)));
  if (nif.artifact !== null) return set([...head, ...artifactNames(nif.artifact), ...directory]);
  return set([
    ...head,
    ...(nif.configApp === null ? [] : [bind("configApp", str(nif.configApp))]),
    ...unless(nif.loadApp === nif.configApp, bind("loadApp", str(nif.loadApp))),
    bind("library", nif.library === null ? nil : str(nif.library)),
    ...directory,
  ]);
}

/** The modules of a release: all but those of applications that it does not have. */
function heldModules(everyModule: Expr): Expr {
  const absent: Expr = {
    kind: "select",
    target: id("absent"),
    path: [select(id("release"), "pname")],
    fallback: list([]),
  };
  const isAbsent = call(select(id("builtins"), "elem"), select(id("module"), "module"), absent);
  const isHeld = fn("module", binary("==", isAbsent, bool(false)));
  return call(select(id("builtins"), "filter"), isHeld, everyModule);
}

/** `releases`, and before it what several of them have in common. */
function releaseBindings(plan: BuildPlan, everyModule: Expr): readonly Binding[] {
  const common = projectArguments(plan, everyModule);
  const { releases } = plan.package;
  const [only, ...others] = releases as readonly [ReleasePlan, ...ReleasePlan[]];
  const made = (release: ReleasePlan, attributes: Expr): Binding =>
    bind([release.pname], call(select(id("nif2nix"), "mixProject"), attributes));
  const argumentsOf = (release: ReleasePlan): readonly Binding[] => [
    ...releaseArguments(release),
    ...metaBinding(plan.package.about, release.pname),
  ];
  if (others.length === 0 && plan.checks === null)
    return [space, bind("releases", set([made(only, set([...argumentsOf(only), ...common]))]))];
  return [
    space,
    bind("project", set(common)),
    space,
    bind(
      "releases",
      set(releases.map((release) => made(release, binary("//", id("project"), set(argumentsOf(release)))))),
    ),
  ];
}

/** What every release is made from. */
function projectArguments(plan: BuildPlan, everyModule: Expr): readonly Binding[] {
  const { package: release, make } = plan;
  const crates = ownCrates(plan);
  const libraries = librariesExpression(plan);
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
    ...nifConfig(plan, everyModule),
    ...(libraries === null ? [] : [bind("libraries", libraries)]),
    ...record("env", release.env),
    ...unless(crates.length === 0, bind("crates", strings(crates))),
    ...unless(make === null && release.path.length === 0, bind("make", madeWith(make, release.path))),
    ...unless(!buildsAssets(plan), bind("assets", buildAssets(plan))),
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

function releaseArguments({ pname, version, releaseName, applications }: ReleasePlan): readonly Binding[] {
  return [
    bind("pname", str(pname)),
    bind("version", str(version)),
    ...(releaseName === null ? [] : [bind("releaseName", str(releaseName))]),
    ...(applications === null || releaseName === null
      ? []
      : [bind("definition", definition(releaseName, version, applications))]),
  ];
}

/** A release that mix.exs does not define. */
const definition = (name: string, version: string, applications: readonly string[]): Expr =>
  call(
    select(id("nif2nix"), "defineRelease"),
    set([bind("name", str(name)), bind("version", str(version)), bind("applications", strings(applications))]),
  );

/** The lines of configuration that tell Rustler where libraries lie. */
function nifConfig(plan: BuildPlan, everyModule: Expr): readonly Binding[] {
  if (!tellsRustler(plan)) return [];
  return [bind("config", call(select(id("nif2nix"), "nifConfig"), everyModule))];
}

/** What is put in place before Mix runs. Where RustlerPrecompiled would download a library, it is given that, or the crate in the form of such. */
function librariesExpression({ nifs, programs, package: { archives } }: BuildPlan): Expr | null {
  const repacked = nifs.some(({ artifact }) => artifact !== null);
  const places = [
    ...(nifs.some(isPlaced) ? ["placeLibraries"] : []),
    ...(repacked ? ["repackedArtifacts"] : []),
    ...(nifs.some(({ published }) => published !== null) ? ["publishedArtifacts"] : []),
  ].map((name) => call(select(id("nif2nix"), name), id("modules")));
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

/** Of what the configuration sets the part that a dependency can read, and where the libraries of dependencies lie. */
function appConfig(plan: BuildPlan, inherited: Expr | null): Expr {
  const apps = Object.entries(plan.configuration).map(([app, lines]) => bind([app], strings(lines)));
  return call(
    select(id("nif2nix"), "appConfig"),
    set([bind("apps", set(apps)), ...(inherited === null ? [] : nifConfig(plan, inherited))]),
  );
}

function configArguments(plan: BuildPlan, everyModule: Expr, mixEnv: string | null = null): Expr {
  const release = plan.package;
  return set([
    ...(mixEnv === null ? [] : [bind("mixEnv", str(mixEnv))]),
    bind("root", path(release.rootFromNix)),
    bind("sources", strings(release.configFiles)),
    bind("folder", str(release.configFolder)),
    bind("file", str(release.configPath.split("/").at(-1) ?? release.configPath)),
    ...record("env", release.configEnv),
    ...nifConfig(plan, everyModule),
  ]);
}
