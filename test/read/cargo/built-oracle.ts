import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { SourceFile } from "../../../src/model/source.ts";
import type { System } from "../../../src/model/systems.ts";
import { nodeByteFiles } from "../../../src/ports/node-byte-files.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { builtCrates, resolverOf } from "../../../src/read/cargo/built-crates.ts";
import { cargoContext } from "../../../src/read/cargo/cargo-context.ts";
import { type LockedPackage, readCargoLock } from "../../../src/read/cargo/cargo-lock.ts";
import { crateManifests } from "../../../src/read/cargo/crate-manifests.ts";
import { nameAndVersion } from "../../../src/read/cargo/inherited.ts";
import { localManifests } from "../../../src/read/cargo/local-manifests.ts";
import type { PackageManifest } from "../../../src/read/cargo/manifest.ts";
import { loadToml } from "../../../src/read/cargo/toml.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";
import { readTar } from "../../../src/read/sources/tar.ts";
import { rustTargets } from "../../../src/recipes/rust-targets.ts";
import { cargo } from "./oracle.ts";

const toml = await loadToml();
const silent = { report: (): void => {} };

export interface Asked {
  readonly features?: readonly string[];
  readonly defaultFeatures?: boolean;
  readonly system?: System;
}

const flags = ({ features = [], defaultFeatures = true }: Asked): readonly string[] => [
  ...(features.length === 0 ? [] : ["--features", features.join(",")]),
  ...(defaultFeatures ? [] : ["--no-default-features"]),
];

/** The same as cargo's own plan of the build has it (`--unit-graph`, which is for its developers and needs RUSTC_BOOTSTRAP). */
export function builtByCargo(workspace: string, crate: string, asked: Asked = {}): readonly string[] {
  const manifest = join(workspace, crate, "Cargo.toml");
  const target = ["--target", rustTargets["x86_64-linux"].triple];
  const graph = ["build", "--unit-graph", "-Zunstable-options", "--locked", "--offline", "--manifest-path", manifest];
  const { units } = JSON.parse(cargo(workspace, ...graph, ...target, ...flags(asked))) as {
    readonly units: readonly {
      readonly pkg_id: string;
      readonly features: readonly string[];
      readonly platform: string | null;
      readonly mode: string;
    }[];
  };
  const found = new Map<string, { readonly features: Set<string>; linked: boolean }>();
  for (const { pkg_id: id, features, platform, mode } of units) {
    // PATH#NAME@VERSION, and PATH#VERSION where the folder has the package's name; up to cargo 1.85 NAME VERSION (PATH).
    const [, name, version] = /^(\S+) (\S+) \(/.exec(id) ?? /#(?:(.+)@)?([^@]+)$/.exec(id) ?? [];
    const key = `${name ?? basename(id.replace(/[#?].*$/s, "")).replace(/\.git$/, "")} ${version}`;
    const known = found.get(key) ?? { features: new Set<string>(), linked: false };
    for (const feature of features) known.features.add(feature);
    known.linked ||= platform !== null && mode === "build";
    found.set(key, known);
  }
  return [...found]
    .map(([key, { features, linked }]) => `${key} [${[...features].toSorted().join(" ")}]${linked ? "" : " host"}`)
    .toSorted();
}

/** "name version" of each crate that `cargo metadata` has for a system. */
export function namedByMetadata(
  workspace: string,
  crate: string,
  system: System,
  asked: Asked = {},
): readonly string[] {
  const manifest = join(workspace, crate, "Cargo.toml");
  const triple = rustTargets[system].triple;
  const args = ["--offline", "--format-version=1", "--filter-platform", triple, "--manifest-path", manifest];
  const { packages, resolve } = JSON.parse(cargo(workspace, "metadata", ...args, ...flags(asked))) as {
    readonly packages: readonly { readonly id: string; readonly name: string; readonly version: string }[];
    readonly resolve: {
      readonly root: string;
      readonly nodes: readonly {
        readonly id: string;
        readonly deps: readonly {
          readonly pkg: string;
          readonly dep_kinds: readonly { readonly kind: string | null }[];
        }[];
      }[];
    };
  };
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const reached = new Set([resolve.root]);
  for (const id of reached) {
    for (const { pkg, dep_kinds: kinds } of nodes.get(id)?.deps ?? [])
      if (kinds.some(({ kind }) => kind !== "dev")) reached.add(pkg);
  }
  return packages
    .filter(({ id }) => reached.has(id))
    .map(({ name, version }) => `${name} ${version}`)
    .toSorted();
}

export const onlyNames = (crates: readonly string[]): readonly string[] =>
  crates.map((each) => each.replace(/ \[.*$/, ""));

/** "name version [features]" of each crate that is read as built, and whether it is linked. */
export async function readAsBuilt(workspace: string, crate: string, asked: Asked = {}): Promise<readonly string[]> {
  const { system = "x86_64-linux", features = [], defaultFeatures = true } = asked;
  const context = cargoContext({ fs: nodeFileSystem, project: workspace, limit: workspace, diagnostics: silent, toml });
  const local = localManifests(context, join(workspace, crate, "Cargo.toml"));
  const text = readFileSync(join(workspace, "Cargo.lock"), "utf8");
  const lock = readCargoLock(toml, new SourceFile("Cargo.lock", text), silent);
  if (local === undefined || lock === undefined) throw new Error("not read");
  const own = lock.packages.find(
    (each) => each.source === null && `${each.name} ${each.version}` === nameAndVersion(local.own),
  ) as LockedPackage;
  const known = new Map<LockedPackage, PackageManifest>();
  const world = {
    fs: nodeFileSystem,
    bytes: nodeByteFiles,
    network: undefined,
    timeout: 1,
    concurrency: 1,
    cargoHome: process.env["CARGO_HOME"] ?? join(homedir(), ".cargo"),
    cachePath: "/nowhere",
    vendored: local.vendored,
    toml,
    checkout: async (url: string, rev: string) => {
      const folder = url.replace(/^file:\/\//, "");
      return archiveAt("/crate", readTar(execFileSync("git", ["-C", folder, "archive", rev], { maxBuffer: 1 << 30 })));
    },
  };
  for (;;) {
    const built = builtCrates({
      lock,
      package: own,
      features,
      defaultFeatures,
      resolver: resolverOf(local.root),
      target: rustTargets[system],
      manifestOf: (locked) =>
        locked === own
          ? local.own
          : locked.source === null
            ? local.byName.get(`${locked.name} ${locked.version}`)
            : known.get(locked),
    });
    const wanted = built.wanted.filter((locked) => !known.has(locked));
    if (wanted.length === 0) {
      return built.crates
        .map(
          (each) =>
            `${each.locked.name} ${each.locked.version} [${each.features.join(" ")}]${each.linked ? "" : " host"}`,
        )
        .toSorted();
    }
    for (const [locked, found] of await crateManifests(wanted, world)) {
      if ("missing" in found) throw new Error(`${locked.name} ${locked.version}: ${found.missing}`);
      known.set(locked, found);
    }
  }
}
