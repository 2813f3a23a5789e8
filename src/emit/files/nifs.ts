import type { Binding, Expr, NixFile } from "../../nix/ast.ts";
import {
  bind,
  bool,
  call,
  fn,
  formals,
  id,
  inherit,
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
import type { BuildPlan, CrateDerivation, NifPlacement, PackagePlan } from "../../plan/build-plan.ts";

/** nix/nifs.nix: a derivation for each crate, and what the release needs so that its modules find them. */
export function nifsFile(plan: BuildPlan): NixFile {
  const usesPkgs = plan.crates.some((crate) => crate.nativeBuildInputs.length + crate.buildInputs.length > 0);
  return {
    header: [],
    body: fn(
      formals(["callPackage", "beamPackages", ["craneLib", nil], ...(usesPkgs ? ["pkgs"] : [])]),
      letIn(
        [
          bind("nif2nix", call(id("callPackage"), path("./nif2nix.nix"), set([inherit("beamPackages", "craneLib")]))),
          space,
          bind(
            "crates",
            set(
              plan.crates.map((crate) =>
                bind(crate.attr, call(select(id("nif2nix"), "buildCrate"), crateArguments(crate, plan))),
              ),
            ),
          ),
          space,
          bind("modules", list(plan.nifs.map(placement))),
        ],
        set([
          inherit("crates", "modules"),
          space,
          bind("release", call(select(id("nif2nix"), "mixProject"), releaseArguments(plan.package))),
          space,
          bind("config", call(select(id("nif2nix"), "mixConfig"), configArguments(plan.package))),
          space,
          bind(
            "loadCheck",
            fn("release", call(select(id("nif2nix"), "loadCheck"), set([inherit("release", "modules")]))),
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
    bind("root", path(crate.rootFromNix)),
    bind("sources", strings(crate.sources)),
    ...unless(crate.workspace === ".", bind("workspace", str(crate.workspace))),
    ...unless(crate.manifest === "Cargo.toml", bind("manifest", str(crate.manifest))),
    bind("cargoLock", path(crate.cargoLockFromNix)),
    ...unless(crate.features.length === 0, bind("features", strings(crate.features))),
    ...unless(crate.defaultFeatures, bind("defaultFeatures", bool(false))),
    ...unless(crate.mode === "release", bind("mode", str(crate.mode))),
    ...record("env", crate.env),
    ...record("outputHashes", crate.outputHashes),
    ...packages("nativeBuildInputs", crate.nativeBuildInputs),
    ...packages("buildInputs", crate.buildInputs),
    ...unless(plan.rust === "crane", bind("builder", str(plan.rust))),
  ]);
}

function placement(nif: NifPlacement): Expr {
  return set([
    bind("module", str(nif.module)),
    bind("crate", nif.crate === null ? nil : select(id("crates"), nif.crate)),
    bind("configApp", str(nif.configApp)),
    bind("loadApp", str(nif.loadApp)),
    bind("library", nif.library === null ? nil : str(nif.library)),
    bind("directory", str(nif.directory)),
  ]);
}

function releaseArguments(release: PackagePlan): Expr {
  return set([
    bind("pname", str(release.pname)),
    bind("version", str(release.version)),
    bind("root", path(release.rootFromNix)),
    ...unless(release.directory === ".", bind("directory", str(release.directory))),
    bind("configPath", str(release.configPath)),
    bind("nifs", id("modules")),
    ...record("env", release.buildEnv),
  ]);
}

function configArguments(release: PackagePlan): Expr {
  return set([
    bind("root", path(release.rootFromNix)),
    bind("folder", str(release.configFolder)),
    bind("file", str(release.configPath.split("/").at(-1) ?? release.configPath)),
    bind("nifs", id("modules")),
  ]);
}

const unless = (absent: boolean, binding: Binding): readonly Binding[] => (absent ? [] : [binding]);

function record(name: string, values: Readonly<Record<string, string>>): readonly Binding[] {
  const entries = Object.entries(values);
  return unless(entries.length === 0, bind(name, set(entries.map(([key, value]) => bind([key], str(value))))));
}

function packages(name: string, attributes: readonly string[]): readonly Binding[] {
  return unless(
    attributes.length === 0,
    bind(name, list(attributes.map((attribute) => select(id("pkgs"), ...attribute.split("."))))),
  );
}
