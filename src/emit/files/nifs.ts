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
import type { BuildPlan, NifPlacement, ReleasePlan } from "../../plan/build-plan.ts";
import { callsPart, hasModules, libraryParts } from "../../plan/library-parts.ts";
import { needsFetchgit } from "../fetchers.ts";
import { record, unless, usesPackages } from "../inputs.ts";
import { hasMeta, metaBinding } from "../meta.ts";
import { checkBindings } from "./checks.ts";
import { cratesExpression } from "./crates.ts";
import { artifactNames, artifacts, dependencyBindings } from "./dependency-nifs.ts";
import { libraryArguments } from "./library.ts";
import { nifConfig, projectArguments } from "./project-arguments.ts";

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
function dependencyScope(plan: BuildPlan, mixEnv: string | null = null, own: Expr = id("modules")): readonly Binding[] {
  const inherited = inheritedModules(plan);
  const everyModule = inherited === null ? own : binary("++", own, inherited);
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
  const environments = plan.checks.environments.flatMap(({ env, plan: other, added }) => {
    const own = added.length === 0 ? [] : [bind("allModules", binary("++", id("modules"), list(added.map(placement))))];
    const scope = dependencyScope(
      other,
      env === plan.package.mixEnv ? null : env,
      added.length === 0 ? undefined : id("allModules"),
    );
    const bindings = [...own, ...(JSON.stringify(scope) === ofRelease ? [] : scope)].filter(
      (each) => each.kind !== "space",
    );
    if (bindings.length === 0) return [];
    const names = ["allModules", "dependencies", "config", "configOf"].filter((name) => isBound(bindings, name));
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
