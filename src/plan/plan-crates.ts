import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Crate } from "../model/crate.ts";
import type { NifModule } from "../model/nif-module.ts";
import { commonFolder, isInside, joinPath, parentPath, relativePath } from "../model/paths.ts";
import { onSystem, type PerSystem, perSystem, type System, systems } from "../model/systems.ts";
import type { ToolchainFile, ToolchainRequest } from "../model/toolchain.ts";
import { inputsOfCrate, joinInputs } from "../recipes/recipes-for.ts";
import { oldestRust } from "../recipes/rust-versions.ts";
import type { CrateSettings, RustBuilder, Settings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";
import { compareMinors } from "./compare-minors.ts";
import type { CrateDerivation } from "./crate-derivation.ts";
import { checkNeeds, inputsOfTools } from "./crate-needs.ts";
import type { FetchedSource } from "./fetched-source.ts";
import { inputsOfNames } from "./package-needs.ts";
import { planToolchain } from "./plan-toolchain.ts";

/** A crate with the options that one or more NIF modules build it with. */
export interface CrateUse {
  readonly crate: Crate;
  /** The dependency that the crate is part of; null for the project's own. */
  readonly home: CrateHome | null;
  readonly features: PerSystem<readonly string[]>;
  readonly defaultFeatures: PerSystem<boolean>;
  readonly mode: PerSystem<"release" | "debug">;
  /** Its programs are built, and its library only where that is one to load. */
  readonly programs?: boolean;
  readonly env: Readonly<Record<string, string>>;
  /** Variables that are not the same on all systems, beside those. */
  readonly envOn?: Readonly<Record<System, Readonly<Record<string, string>>>>;
  /** Where the module asks for a toolchain itself, in place of the crate's files: `cargo: {:rustup, version}`. */
  readonly toolchain?: ToolchainFile;
}

export interface CrateHome {
  readonly app: string;
  readonly source: FetchedSource;
  /** Text of the crate's Cargo.lock. */
  readonly cargoLock: string;
}

/** The same crate built with the same options is one derivation. */
export function crateKey(use: CrateUse): string {
  const sorted = (env: CrateUse["env"]): unknown => Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1));
  const { envOn } = use;
  return JSON.stringify([
    use.home?.app ?? null,
    use.crate.manifest,
    perSystem((system) => onSystem(use.features, system).toSorted()),
    use.defaultFeatures,
    use.mode,
    use.programs ?? false,
    sorted(use.env),
    envOn === undefined ? null : systems.map((system) => sorted(envOn[system])),
    use.toolchain?.asks ?? null,
  ]);
}

/**
 * Derivations for the uses given, in order, one for each key; attribute names are made unique by a number.
 * @param project absolute: the folder that the paths of the project's own crates start at. A workspace above it names
 *   the folders in between, which no relative path knows.
 */
export function planCrates(
  uses: readonly CrateUse[],
  settings: Settings,
  project: string,
  diagnostics: DiagnosticSink,
): ReadonlyMap<string, CrateDerivation> {
  const toolchains = new Map<string, ToolchainRequest | null>();
  const derivations = new Map<string, CrateDerivation>();
  const taken = new Set<string>();
  for (const use of uses) {
    const key = crateKey(use);
    if (derivations.has(key)) continue;
    const attr = uniqueName(use.crate.packageName, taken);
    const own = lookUp(settings.crates, use.crate.packageName);
    const planned = planCrate(attr, use, settings, own, project);
    // Findings of a crate that is built in several ways are told once.
    const crate = use.toolchain === undefined ? use.crate : { ...use.crate, toolchain: use.toolchain };
    const sameCrate = JSON.stringify([use.home?.app ?? null, crate.manifest, crate.toolchain]);
    const known = toolchains.get(sameCrate);
    const rustVersion = neededRust(use);
    const toolchain = known === undefined ? planToolchain(crate, planned.env, own, diagnostics) : known;
    if (!toolchains.has(sameCrate)) checkNeeds(crate, planned, own, diagnostics);
    toolchains.set(sameCrate, toolchain);
    derivations.set(key, { ...planned, toolchain, rustVersion: toolchain === null ? rustVersion : null });
  }
  return derivations;
}

function planCrate(
  attr: string,
  use: CrateUse,
  settings: Settings,
  own: CrateSettings | undefined,
  project: string,
): Omit<CrateDerivation, "toolchain" | "rustVersion"> {
  const { crate, home } = use;
  const between = (from: string, to: string): string =>
    home === null ? relativePath(joinPath(project, from), joinPath(project, to)) : relativePath(from, to);
  const workspace = parentPath(crate.workspaceManifest);
  const detected = joinInputs([inputsOfCrate(crate.locked), inputsOfTools(crate.tools)]);
  const root = home === null ? crateRoot(crate, workspace) : ".";
  const builder = builderOf(use, settings.rust);
  const outputHashes = own?.outputHashes ?? {};
  // Each system builds it for its own BEAM; what else was asked for is reported.
  const { CARGO_BUILD_TARGET: _, ...env } = { ...rustlerEnv(crate), ...detected.env, ...use.env, ...own?.env };
  // `PROTOC = "protoc"`: a program that is named by a variable is run all the same.
  const asked = { programs: Object.values(use.env), libraries: [], linked: [] };
  return {
    attr,
    pname: crate.packageName,
    version: typeof crate.version === "string" ? crate.version : "0.0.0",
    libName: crate.libName,
    source:
      home === null
        ? {
            kind: "local",
            rootFromNix: joinPath("..", root),
            files: crate.sources.map((source) => between(root, source)),
            except: crate.unread.map((path) => between(root, path)),
            standIns: crate.standIns.map((path) => between(workspace, path)),
          }
        : { kind: "dependency", source: home.source },
    builder,
    workspace: between(root, workspace),
    manifest: between(workspace, crate.manifest),
    cargoLockFromNix:
      home === null
        ? joinPath("..", crate.cargoLock ?? joinPath(workspace, "Cargo.lock"))
        : `locks/${home.app}/${crate.packageName}.lock`,
    cargoLockText: home?.cargoLock ?? null,
    features: use.features,
    defaultFeatures: use.defaultFeatures,
    mode: use.mode,
    targets: use.programs !== true ? "library" : crate.loadable === true ? "all" : "programs",
    buildFlagsOnly: !crate.flags.target && (crate.flags.build || env["CARGO_BUILD_RUSTFLAGS"] !== undefined),
    namesTarget: crate.buildTargets.length > 0,
    configs: crate.ownConfigs.map((path) => between(workspace, path)),
    env,
    envOn: ownEnvOn(use, own),
    outputHashes: builder === "crane" ? bySource(outputHashes, crate) : outputHashes,
    nativeBuildInputs: union(
      [...detected.nativeBuildInputs, ...inputsOfNames(asked).nativeBuildInputs],
      own?.nativeBuildInputs ?? [],
    ),
    buildInputs: union(detected.buildInputs, own?.buildInputs ?? []),
  };
}

/** What the settings say of a variable holds on all systems. */
function ownEnvOn({ envOn }: CrateUse, own: CrateSettings | undefined): CrateDerivation["envOn"] {
  if (envOn === undefined) return null;
  const left = systems.map((system) => {
    const { CARGO_BUILD_TARGET: _, ...env } = envOn[system];
    return [system, Object.fromEntries(Object.entries(env).filter(([name]) => own?.env[name] === undefined))] as const;
  });
  const none = left.every(([, env]) => Object.keys(env).length === 0);
  return none ? null : (Object.fromEntries(left) as NonNullable<CrateDerivation["envOn"]>);
}

/** What a crate asks for of the package set's Rust that not every nixpkgs has. */
function neededRust({ crate, home }: CrateUse): CrateDerivation["rustVersion"] {
  if (crate.rustVersion === null || !(compareMinors(crate.rustVersion, oldestRust) > 0)) return null;
  return { version: crate.rustVersion, file: home === null ? crate.manifest : `deps/${home.app}/${crate.manifest}` };
}

/**
 * crane reads the manifests while Nix evaluates, which for fetched sources would be import from derivation; and it does not
 * know the checksums of the first version of Cargo.lock, which stand in a table of their own (lib/vendorCargoRegistries.nix).
 */
function builderOf({ crate, home }: CrateUse, wished: RustBuilder): RustBuilder {
  return home !== null || crate.lockVersion === 1 ? "rustPlatform" : wished;
}

/** Hashes of git crates by "name-version", as crane keys them: by the source in Cargo.lock. */
function bySource(hashes: Readonly<Record<string, string>>, { locked }: Crate): Readonly<Record<string, string>> {
  return Object.fromEntries(
    locked.flatMap(({ name, version, source }) => {
      const hash = lookUp(hashes, `${name}-${version}`);
      return hash === undefined || source === null ? [] : [[source, hash]];
    }),
  );
}

/**
 * The folder that becomes the derivation's source: the workspace's own where everything lies in it, so that the common
 * crate needs no change of folder; otherwise the smallest one around all files.
 */
function crateRoot(crate: Crate, workspace: string): string {
  // Files that only have to be there are made in the folder of the sources, too.
  if ([...crate.sources, ...crate.standIns].every((source) => isInside(workspace, source))) return workspace;
  return commonFolder([workspace, ...[...crate.sources, ...crate.standIns].map(parentPath)]);
}

/**
 * The crates rustler 0.24 to 0.28 ask a running `erl` for its NIF version and take the newest where there is none.
 * 2.15 is understood by every BEAM since OTP 22 (erl_nif's version history), so the build does not depend on erl.
 */
function rustlerEnv(crate: Crate): Readonly<Record<string, string>> {
  const rustler = crate.locked.find((locked) => locked.name === "rustler");
  const minor = rustler === undefined ? null : /^0\.(\d+)\./.exec(rustler.version)?.[1];
  return minor && Number(minor) >= 24 && Number(minor) <= 28 ? { RUSTLER_NIF_VERSION: "2.15" } : {};
}

const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique); number += 1) unique = `${name}_${number}`;
  taken.add(unique);
  return unique;
}

/** The crate that a NIF module names, among those that were read. */
export function crateOf(nif: NifModule, crates: readonly Crate[]): Crate | undefined {
  return crates.find((crate) => crate.manifest === nif.manifest);
}
