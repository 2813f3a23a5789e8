import { joinPath } from "../model/paths.ts";
import type { Project } from "../model/project.ts";
import { SourceFile } from "../model/source.ts";
import { onSystem, type System } from "../model/systems.ts";
import type { BuildPlan } from "../plan/build-plan.ts";
import type { CrateDerivation } from "../plan/crate-derivation.ts";
import { releasedCrates } from "../plan/released-crates.ts";
import type { ReadFileSystem } from "../ports/file-system.ts";
import { nodeFileSystem } from "../ports/node-file-system.ts";
import { type BuildRequest, builtCrates, resolverOf } from "../read/cargo/built-crates.ts";
import { cargoContext } from "../read/cargo/cargo-context.ts";
import { type LockedPackage, readCargoLock } from "../read/cargo/cargo-lock.ts";
import { type CrateWorld, type MissingManifest, crateManifests } from "../read/cargo/crate-manifests.ts";
import { inheritedText } from "../read/cargo/inherited.ts";
import { localManifests } from "../read/cargo/local-manifests.ts";
import type { PackageManifest } from "../read/cargo/manifest.ts";
import type { SourceTree } from "../read/sources/source-tree.ts";
import { rustTargets } from "../recipes/rust-targets.ts";
import type { CratesOfNif, LinkedCrate } from "../sbom/linked-crates.ts";

/** Without the network, until more is known. */
export type World = Omit<CrateWorld, "vendored">;

/**
 * The crates that each crate of a plan is built from, by its attribute; of one that cannot be read (which was said) there is none.
 * @param trees sources of dependencies that have crates, by application.
 */
export async function cratesOfPlan(
  project: Project,
  plan: BuildPlan,
  trees: ReadonlyMap<string, SourceTree>,
  system: System,
  world: World,
): Promise<ReadonlyMap<string, CratesOfNif>> {
  const homes = new Map(
    plan.natives.flatMap(({ app, modules }) => modules.map(({ crate }) => [crate ?? "", app] as const)),
  );
  const found = new Map<string, CratesOfNif>();
  for (const crate of releasedCrates(plan)) {
    const place =
      crate.source.kind === "local"
        ? ofProject(project, crate, crate.source.rootFromNix)
        : ofDependency(crate, trees.get(homes.get(crate.attr) ?? ""));
    const crates = place === undefined ? undefined : await cratesOf(crate, place, system, world);
    if (crates !== undefined) found.set(crate.attr, crates);
  }
  return found;
}

interface CratePlace {
  readonly fs: ReadFileSystem;
  /** Absolute: outside of it nothing is read. */
  readonly limit: string;
  /** Absolute. */
  readonly manifest: string;
  readonly lock: string | undefined;
}

function ofProject(project: Project, crate: CrateDerivation, rootFromNix: string): CratePlace {
  const nix = joinPath(project.folder, "nix");
  return {
    fs: nodeFileSystem,
    limit: project.buildRoot,
    manifest: joinPath(nix, rootFromNix, crate.workspace, crate.manifest),
    lock: nodeFileSystem.readText(joinPath(nix, crate.cargoLockFromNix)),
  };
}

function ofDependency(crate: CrateDerivation, tree: SourceTree | undefined): CratePlace | undefined {
  if (tree === undefined) return undefined;
  const { fs, folder } = tree;
  return {
    fs,
    limit: folder,
    manifest: joinPath(folder, crate.workspace, crate.manifest),
    lock: crate.cargoLockText ?? undefined,
  };
}

async function cratesOf(
  { pname, version, features, defaultFeatures }: CrateDerivation,
  { fs, limit, manifest, lock: text }: CratePlace,
  system: System,
  world: World,
): Promise<CratesOfNif | undefined> {
  const silent = { report: (): void => {} };
  const context = cargoContext({ fs, project: limit, limit, diagnostics: silent, toml: world.toml, foreign: true });
  const local = localManifests(context, manifest);
  const lock = text === undefined ? undefined : readCargoLock(world.toml, new SourceFile("Cargo.lock", text), silent);
  const own = lock?.packages.filter((each) => each.name === pname && each.source === null) ?? [];
  const entry = own.find((each) => each.version === version) ?? own[0];
  if (lock === undefined || local === undefined || entry === undefined) return undefined;

  const known = new Map<LockedPackage, PackageManifest | MissingManifest>();
  const request: BuildRequest = {
    lock,
    package: entry,
    features: onSystem(features, system),
    defaultFeatures: onSystem(defaultFeatures, system),
    resolver: resolverOf(local.root),
    target: rustTargets[system],
    manifestOf: (locked) => {
      if (locked === entry) return local.own;
      if (locked.source === null) return local.byName.get(`${locked.name} ${locked.version}`);
      const found = known.get(locked);
      return found !== undefined && "manifest" in found ? found : undefined;
    },
  };
  let built = builtCrates(request);
  for (;;) {
    const wanted = built.wanted.filter((locked) => !known.has(locked) && request.manifestOf(locked) === undefined);
    if (wanted.length === 0) break;
    const found = await crateManifests(wanted, { ...world, vendored: local.vendored });
    for (const [locked, manifestOfIt] of found) known.set(locked, manifestOfIt);
    built = builtCrates(request);
  }
  const crates = built.crates.map(({ locked, dependencies, ...crate }): LinkedCrate => {
    const found = request.manifestOf(locked);
    return {
      ...crate,
      id: lock.packages.indexOf(locked),
      name: locked.name,
      version: locked.version,
      source: locked.source,
      checksum: locked.checksum,
      license: (found === undefined ? undefined : inheritedText(found, "license")) ?? null,
      dependencies: dependencies.map((each) => lock.packages.indexOf(each)),
    };
  });
  const unread = built.unread.map((locked) => {
    const found = known.get(locked);
    const unlisted = "the lock has not all that it lists for it";
    const unreached = request.manifestOf(locked) === undefined ? "what needs it could not be read" : unlisted;
    const why = found !== undefined && "missing" in found ? found.missing : unreached;
    return { name: locked.name, version: locked.version, why };
  });
  return { own: lock.packages.indexOf(entry), crates, unread };
}
