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
  CrateDerivation,
  NifPlacement,
  NodePlan,
  PackagePlan,
  ReleasePlan,
} from "../../plan/build-plan.ts";
import { fetcherOf, needsFetchgit } from "../fetchers.ts";
import { environment, packageAt, packages, record, unless, usesPackages } from "../inputs.ts";
import { toolchainExpression } from "../toolchain.ts";
import { artifactNames, dependencyBindings } from "./dependency-nifs.ts";

/** nix/nifs.nix: a derivation for each crate, and what the release needs so that its modules find them. */
export function nifsFile(plan: BuildPlan): NixFile {
  const foreign = plan.natives.length > 0;
  const inherited = foreign ? call(select(id("nif2nix"), "modulesOf"), id("dependencies")) : null;
  const everyModule = inherited === null ? id("modules") : binary("++", id("modules"), inherited);
  const usesPkgs =
    [...plan.crates, ...plan.natives.map((natives) => natives.inputs)].some(usesPackages) ||
    plan.assets.some((assets) => assets.tools.length > 0) ||
    plan.node !== null;
  const absent = plan.package.releases.flatMap(({ pname, without }) =>
    without.length === 0 ? [] : [bind([pname], strings(without))],
  );
  return {
    header: [],
    body: fn(
      formals([
        "callPackage",
        "beamPackages",
        ["craneLib", nil],
        ["rustToolchain", nil],
        ...(plan.crates.some(({ source }) => source.kind === "dependency" && needsFetchgit(source.source))
          ? ["fetchgit"]
          : []),
        ...(usesPkgs ? ["pkgs"] : []),
      ]),
      letIn(
        [
          bind(
            "nif2nix",
            call(id("callPackage"), path("./nif2nix.nix"), set([inherit("beamPackages", "craneLib", "rustToolchain")])),
          ),
          space,
          bind(
            "crates",
            call(
              select(id("nif2nix"), "buildCrates"),
              set(plan.crates.map((crate) => bind(crate.attr, crateArguments(crate, plan)))),
            ),
          ),
          space,
          bind("modules", list(plan.nifs.map(placement))),
          ...dependencyBindings(plan),
          space,
          bind("config", call(select(id("nif2nix"), "mixConfig"), configArguments(plan.package, everyModule))),
          ...(absent.length === 0 ? [] : [space, bind("absent", set(absent), "Modules that not every release has.")]),
          space,
          bind("project", projectArguments(plan, inherited)),
          space,
          bind("releases", set(plan.package.releases.map(releaseBinding))),
        ],
        set([
          inherit("config", "crates", "modules", ...(plan.natives.length > 0 ? ["dependencies"] : []), "releases"),
          space,
          bind("release", select(id("releases"), (plan.package.releases[0] as ReleasePlan).pname)),
          space,
          bind(
            "loadCheck",
            fn(
              "release",
              call(
                select(id("nif2nix"), "loadCheck"),
                set(
                  absent.length > 0
                    ? [inherit("release"), bind("modules", heldModules(everyModule))]
                    : inherited === null
                      ? [inherit("release", "modules")]
                      : [inherit("release"), bind("modules", everyModule)],
                ),
              ),
            ),
          ),
        ]),
      ),
    ),
  };
}

function crateArguments(crate: CrateDerivation, plan: BuildPlan): Expr {
  return set([
    bind("pname", str(crate.pname)),
    bind("version", str(crate.version)),
    bind("libName", str(crate.libName)),
    ...crateSource(crate),
    ...unless(crate.workspace === ".", bind("workspace", str(crate.workspace))),
    ...unless(crate.manifest === "Cargo.toml", bind("manifest", str(crate.manifest))),
    bind("cargoLock", path(crate.cargoLockText === null ? crate.cargoLockFromNix : `./${crate.cargoLockFromNix}`)),
    ...unless(crate.features.length === 0, bind("features", strings(crate.features))),
    ...unless(crate.defaultFeatures, bind("defaultFeatures", bool(false))),
    ...unless(crate.mode === "release", bind("mode", str(crate.mode))),
    ...unless(crate.configs.length === 0, bind("configs", strings(crate.configs))),
    ...(crate.toolchain === null ? [] : [bind("toolchain", toolchainExpression(crate.toolchain))]),
    ...environment(crate.env),
    ...record("outputHashes", crate.outputHashes),
    ...packages("nativeBuildInputs", crate.nativeBuildInputs),
    ...packages("buildInputs", crate.buildInputs),
    ...unless(plan.rust === "crane", bind("builder", str(plan.rust))),
  ]);
}

function crateSource({ source }: CrateDerivation): readonly Binding[] {
  if (source.kind === "dependency") return [bind("fetched", fetcherOf(source.source))];
  return [bind("root", path(source.rootFromNix)), bind("sources", strings(source.files))];
}

function placement(nif: NifPlacement): Expr {
  const head = [
    bind("module", str(nif.module)),
    bind("crate", nif.crate === null ? nil : select(id("crates"), nif.crate)),
  ];
  if (nif.artifact !== null)
    return set([...head, ...artifactNames(nif.artifact), bind("directory", str(nif.directory))]);
  return set([
    ...head,
    bind("configApp", nif.configApp === null ? nil : str(nif.configApp)),
    bind("loadApp", str(nif.loadApp)),
    bind("library", nif.library === null ? nil : str(nif.library)),
    bind("directory", str(nif.directory)),
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

/** What every release is made from. */
function projectArguments({ package: release, assets, node }: BuildPlan, inherited: Expr | null): Expr {
  return set([
    bind("root", path(release.rootFromNix)),
    ...unless(release.directory === ".", bind("directory", str(release.directory))),
    ...(release.sources === null ? [] : [bind("sources", strings(release.sources))]),
    bind("configPath", str(release.configPath)),
    ...unless(release.mixEnv === "prod", bind("mixEnv", str(release.mixEnv))),
    bind("nifs", id("modules")),
    ...(inherited === null ? [] : [bind("inherited", inherited)]),
    ...record("env", release.env),
    ...unless(assets.length === 0, bind("assets", list(assets.map(assetsExpression)))),
    ...(node === null ? [] : [bind("node", nodeExpression(node))]),
  ]);
}

function releaseBinding({ pname, version, releaseName, applications }: ReleasePlan): Binding {
  const own = set([
    bind("pname", str(pname)),
    bind("version", str(version)),
    ...(releaseName === null ? [] : [bind("releaseName", str(releaseName))]),
    ...(applications === null ? [] : [bind("applications", strings(applications))]),
  ]);
  return bind([pname], call(select(id("nif2nix"), "mixProject"), binary("//", id("project"), own)));
}

function assetsExpression(assets: AssetsPlan): Expr {
  return set([
    bind("directory", str(assets.directory)),
    bind("task", str(assets.task)),
    bind("tools", set(assets.tools.map((tool) => bind([tool.app], str(packageAt(tool.package), tool.path))))),
  ]);
}

function nodeExpression({ managers, modules }: NodePlan): Expr {
  return set([
    inheritFrom(id("pkgs"), "nodejs"),
    ...unless(managers.length === 0, bind("managers", set([inheritFrom(id("pkgs"), ...managers)]))),
    ...unless(modules.length === 0, bind("modules", call(id("import"), path("./node-packages.nix")))),
  ]);
}

function configArguments(release: PackagePlan, modules: Expr): Expr {
  return set([
    bind("root", path(release.rootFromNix)),
    bind("folder", str(release.configFolder)),
    bind("file", str(release.configPath.split("/").at(-1) ?? release.configPath)),
    bind("nifs", modules),
  ]);
}
