import { joinPath } from "../../model/paths.ts";
import { onSystem, type PerSystem, perSystem } from "../../model/systems.ts";
import type { Binding, Expr } from "../../nix/ast.ts";
import { bind, bool, call, id, joined, path, select, set, str, strings } from "../../nix/build.ts";
import type { CrateDerivation } from "../../plan/crate-derivation.ts";
import { sharingCrates } from "../../plan/library-parts.ts";
import type { RustBuilder } from "../../settings/settings.ts";
import { shellWord } from "../../text/shell-word.ts";
import { fetcherOf } from "../fetchers.ts";
import { environment, environmentSet, packages, record, unless } from "../inputs.ts";
import {
  boolOn,
  hostPlatform,
  isEmpty,
  listOn,
  onAll,
  textOn,
  textsOnSome,
  textUnless,
  withEnvOn,
} from "../on-systems.ts";
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
  return joined("//", sets);
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
    bind("cargoLock", path(crate.cargoLockText === null ? crate.cargoLockFromNix : `./${crate.cargoLockFromNix}`)),
    ...unless(!crate.buildFlagsOnly, bind("buildFlagsOnly", bool(true))),
    ...cargoOptions[crate.builder](crate),
    ...(crate.toolchain === null
      ? []
      : [
          bind(
            "rust",
            call(select(id("nif2nix"), "toolchainFor"), str(crate.pname), toolchainExpression(crate.toolchain)),
          ),
        ]),
    ...crateEnvironment(crate),
    ...record("outputHashes", crate.outputHashes),
    ...packages("nativeBuildInputs", crate.nativeBuildInputs),
    ...packages("buildInputs", crate.buildInputs),
  ]);
}

/** How cargo is told what to build. */
const cargoOptions: Readonly<Record<RustBuilder, (crate: CrateDerivation) => readonly Binding[]>> = {
  crane: (crate) => [
    bind("cargoExtraArgs", cargoExtraArgs(crate)),
    ...unless(crate.mode === "release", bind("CARGO_PROFILE", textOn(profileOf(crate), hostPlatform))),
  ],
  rustPlatform: ({ manifest, features, defaultFeatures, mode, targets }) => [
    ...unless(manifest === "Cargo.toml", bind("manifest", str(manifest))),
    ...featureBindings({ features, defaultFeatures }),
    ...unless(mode === "release", bind("mode", textOn(mode, hostPlatform))),
    ...unless(targets === "library", bind("programs", bool(true))),
    ...unless(targets !== "all", bind("library", bool(true))),
  ],
};

/** What crane has cargo called with: what all systems have, and then what some have. */
function cargoExtraArgs(crate: CrateDerivation): Expr {
  const { features, defaultFeatures } = crate;
  const featureWord = (names: readonly string[]): string => ` ${shellWord(`--features=${names.join(",")}`)}`;
  return joined("+", [
    str(cargoArguments(crate).map(shellWord).join(" "), ...target(crate)),
    ...textUnless(defaultFeatures, " --no-default-features", hostPlatform),
    ...textsOnSome(features, featureWord, hostPlatform),
  ]);
}

/** As cargo calls Rustler's modes. */
const profileOf = ({ mode }: CrateDerivation): PerSystem<"release" | "dev"> =>
  perSystem((system) => (onSystem(mode, system) === "release" ? "release" : "dev"));

/**
 * The crate is named by its Cargo.toml and not by its package, because a dependency may have the same name. Cargo runs in the
 * workspace's folder and would not see configuration below it; later files win.
 */
function cargoArguments({ configs, manifest, features, defaultFeatures, targets }: CrateDerivation): readonly string[] {
  const everywhere = onAll(features);
  return [
    "--locked",
    ...configs.map((config) => `--config=${config}`),
    `--manifest-path=${manifest}`,
    ...cargoTargets[targets],
    ...(defaultFeatures === false ? ["--no-default-features"] : []),
    ...(everywhere.length === 0 ? [] : [`--features=${everywhere.join(",")}`]),
  ];
}

/** Both together are what cargo builds by itself. */
const cargoTargets = { library: ["--lib"], programs: ["--bins"], all: [] } as const;

/** The features that cargo is told. */
export const featureBindings = ({
  features,
  defaultFeatures,
}: Pick<CrateDerivation, "features" | "defaultFeatures">): readonly Binding[] => [
  ...unless(isEmpty(features), bind("features", listOn(features, hostPlatform))),
  ...unless(defaultFeatures === true, bind("defaultFeatures", boolOn(defaultFeatures, hostPlatform))),
];

function crateEnvironment({ env, envOn }: CrateDerivation): readonly Binding[] {
  if (envOn === null) return environment(env);
  const plain = Object.keys(env).length === 0 ? null : environmentSet(env);
  return [bind("env", withEnvOn(plain, envOn, hostPlatform))];
}

/** Where another command of cargo than the build's finds a crate in its derivation: it runs in the workspace's folder, by whatever that is built. */
export const cargoPlace = ({ builder, workspace, manifest, configs }: CrateDerivation): readonly Binding[] => [
  // crane is in the workspace's folder already.
  ...unless(workspace === "." || builder === "crane", bind("folder", str(workspace))),
  ...unless(manifest === "Cargo.toml", bind("manifest", str(manifest))),
  ...unless(configs.length === 0, bind("configs", strings(configs))),
];

/** Where its configuration names a target: the command line alone counts more than files that are named on it. rustPlatform always has it there. */
const target = ({ namesTarget }: CrateDerivation): readonly (string | Expr)[] =>
  namesTarget ? [" --target=", select(hostPlatform("rust"), "rustcTarget")] : [];

function crateSource(crate: CrateDerivation): readonly Binding[] {
  const { source } = crate;
  if (source.kind === "dependency") return [bind("fetched", fetcherOf(source.source))];
  return [
    bind("root", path(source.rootFromNix)),
    ...unless(isWhole(source.files), bind("sources", strings(source.files))),
    ...unless(source.except.length === 0, bind("except", strings(source.except))),
    ...unless(
      source.standIns.length === 0,
      bind("postPatch", call(select(id("nif2nix"), "placeStandIns"), strings(standInsOf(crate, source.standIns)))),
    ),
  ];
}

/** Crane's phases run in the workspace's folder, those of rustPlatform above it. */
const standInsOf = ({ builder, workspace }: CrateDerivation, paths: readonly string[]): readonly string[] =>
  builder === "crane" ? paths : paths.map((path) => joinPath(workspace, path));

const isWhole = (files: readonly string[]): boolean => files.length === 1 && files[0] === ".";
