import type { Binding, Expr } from "../../nix/ast.ts";
import { binary, bind, bool, call, id, path, select, set, str, strings } from "../../nix/build.ts";
import type { CrateDerivation } from "../../plan/build-plan.ts";
import { sharingCrates } from "../../plan/library-parts.ts";
import { fetcherOf } from "../fetchers.ts";
import { environment, packages, record, unless } from "../inputs.ts";
import { toolchainExpression } from "../toolchain-expression.ts";

/** `crates` of nix/nifs.nix: a derivation for each crate, by the builder that the plan has chosen. */
export function cratesExpression(plan: Parameters<typeof sharingCrates>[0]): Expr {
  const shared = sharingCrates(plan);
  const single = plan.crates.filter((crate) => !shared.includes(crate));
  const sets = [
    ...(shared.length === 0
      ? []
      : [
          requiring(
            shared,
            call(
              select(id("nif2nix"), "buildWorkspaces"),
              set(shared.map((crate) => bind(crate.attr, crateArguments(crate)))),
            ),
          ),
        ]),
    ...(single.length === 0 && shared.length > 0 ? [] : [set(single.map(built))]),
  ];
  return sets.reduce((all, some) => binary("//", all, some));
}

const functions = { crane: "buildByCrane", rustPlatform: "buildByRustPlatform" } as const;

const built = (crate: CrateDerivation): Binding =>
  bind(crate.attr, requiring([crate], call(select(id("nif2nix"), functions[crate.builder]), crateArguments(crate))));

/** Where a crate asks for a newer Rust than every nixpkgs has. */
function requiring(crates: readonly CrateDerivation[], built: Expr): Expr {
  return crates.reduce((inner, { rustVersion, builder }) => {
    if (rustVersion === null) return inner;
    const asked = [
      bind("file", str(rustVersion.file)),
      bind("version", str(rustVersion.version)),
      ...unless(builder !== "crane", bind("byCrane", bool(true))),
    ];
    return call(select(id("nif2nix"), "requireRust"), set(asked), inner);
  }, built);
}

function crateArguments(crate: CrateDerivation): Expr {
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
    ...unless(!crate.programs, bind("programs", bool(true))),
    ...unless(!crate.buildFlagsOnly, bind("buildFlagsOnly", bool(true))),
    // rustPlatform always names the target.
    ...unless(!crate.namesTarget || crate.builder === "rustPlatform", bind("namesTarget", bool(true))),
    // rustPlatform builds in the crate's own folder, where cargo finds them.
    ...unless(crate.configs.length === 0 || crate.builder === "rustPlatform", bind("configs", strings(crate.configs))),
    ...(crate.toolchain === null
      ? []
      : [
          bind(
            "rust",
            call(select(id("nif2nix"), "toolchainFor"), str(crate.pname), toolchainExpression(crate.toolchain)),
          ),
        ]),
    ...environment(crate.env),
    ...record("outputHashes", crate.outputHashes),
    ...packages("nativeBuildInputs", crate.nativeBuildInputs),
    ...packages("buildInputs", crate.buildInputs),
  ]);
}

function crateSource({ source }: CrateDerivation): readonly Binding[] {
  if (source.kind === "dependency") return [bind("fetched", fetcherOf(source.source))];
  return [
    bind("root", path(source.rootFromNix)),
    ...unless(isWhole(source.files), bind("sources", strings(source.files))),
    ...unless(source.except.length === 0, bind("except", strings(source.except))),
    ...unless(source.standIns.length === 0, bind("standIns", strings(source.standIns))),
  ];
}

const isWhole = (files: readonly string[]): boolean => files.length === 1 && files[0] === ".";
