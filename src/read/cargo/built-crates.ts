import type { RustTarget } from "../../recipes/rust-targets.ts";
import type { CargoLock, LockedPackage } from "./cargo-lock.ts";
import { declaredCrates, type DeclaredCrate } from "./declared-crates.ts";
import { featuresOf } from "./features.ts";
import { inheritedText } from "./inherited.ts";
import { listedPackages } from "./lock-entries.ts";
import type { Manifest, PackageManifest } from "./manifest.ts";
import { platformHolds } from "./platform.ts";
import { crateVersionMatches, parseCrateRequirement } from "./requirement.ts";
import { crateTypes } from "./targets.ts";
import { string } from "./toml.ts";

/** What is built: one package of a workspace, as cargo is told on its command line. */
export interface BuildRequest {
  readonly lock: CargoLock;
  /** The lock's entry of the package. */
  readonly package: LockedPackage;
  /** Each may be a list, with commas or spaces. */
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
  /** Version 1 takes features for all uses of a package together; 2 and 3 apart for the target and for what runs while building. */
  readonly resolver: 1 | 2;
  readonly target: Pick<RustTarget, "triple" | "cfg">;
  /** The manifest of a package of the lock; undefined where it cannot be had (yet). */
  manifestOf(locked: LockedPackage): PackageManifest | undefined;
}

/** A crate that takes part in a build. */
export interface BuiltCrate {
  readonly locked: LockedPackage;
  readonly features: readonly string[];
  /** Its code is in what comes out; otherwise it runs while others are built: build scripts, macros. */
  readonly linked: boolean;
  /** False where it is here only since somebody's manifest, which would say whether it is needed, could not be had. */
  readonly certain: boolean;
  readonly dependencies: readonly LockedPackage[];
}

export interface BuiltCrates {
  /** In the lock's order, the package itself among them. */
  readonly crates: readonly BuiltCrate[];
  /** Of these, those whose manifest was not had: all that the lock lists for them counts as needed. */
  readonly unread: readonly LockedPackage[];
  /** Packages whose manifest would tell more: those, and some of which features alone count. */
  readonly wanted: readonly LockedPackage[];
}

/**
 * The crates that `cargo build` compiles for one package, with their features: normal and build dependencies for the target, no
 * development dependencies. After cargo's src/cargo/core/resolver/features.rs.
 */
export function builtCrates(request: BuildRequest): BuiltCrates {
  const resolution = new FeatureResolution(request);
  resolution.run();
  return resolution.built();
}

/** For the target, or for the machine that builds. */
type Side = "target" | "host";

interface Edge {
  readonly declared: Pick<DeclaredCrate, "key" | "kind" | "optional" | "features" | "defaultFeatures">;
  readonly to: LockedPackage;
  /** The platform is the target's. */
  readonly holds: boolean;
  readonly certain: boolean;
}

interface Read {
  readonly edges: readonly Edge[];
  readonly features: ReadonlyMap<string, readonly string[]>;
  readonly isMacro: boolean;
  readonly unread: boolean;
}

interface Activated {
  readonly locked: LockedPackage;
  readonly side: Side;
  readonly features: Set<string>;
  /** Keys of optional dependencies that are taken. */
  readonly taken: Set<string>;
  /** `dependency?/feature` of those that are not taken (yet). */
  readonly waiting: Map<string, Set<string>>;
}

class FeatureResolution {
  readonly #request: BuildRequest;
  readonly #read = new Map<LockedPackage, Read>();
  readonly #activated = new Map<LockedPackage, Map<Side, Activated>>();
  /** No recursion: how deep features lead is up to the manifests. */
  readonly #work: (() => void)[] = [];

  constructor(request: BuildRequest) {
    this.#request = request;
  }

  run(): void {
    const { features, defaultFeatures, package: own } = this.#request;
    const asked = features
      .flatMap((each) => each.split(/[\s,]+/))
      .filter((each) => each !== "")
      .map((each) => (each.startsWith(`${own.name}/`) ? each.slice(own.name.length + 1) : each));
    this.#activate(own, "target", defaultFeatures ? ["default", ...asked] : asked);
    for (let next = this.#work.pop(); next !== undefined; next = this.#work.pop()) next();
  }

  #activate(locked: LockedPackage, side: Side, values: readonly string[]): void {
    let sides = this.#activated.get(locked);
    if (sides === undefined) this.#activated.set(locked, (sides = new Map<Side, Activated>()));
    let active = sides.get(side);
    if (active === undefined) {
      const made: Activated = { locked, side, features: new Set(), taken: new Set(), waiting: new Map() };
      sides.set(side, (active = made));
      this.#work.push(() => {
        for (const edge of this.#edges(made)) if (!edge.declared.optional) this.#follow(made, edge);
      });
    }
    const here = active;
    for (const value of values) this.#work.push(() => this.#value(here, value));
  }

  /** One of the forms that a feature may ask for: `feature`, `dep:key`, `key/feature`, `key?/feature`. */
  #value(active: Activated, value: string): void {
    const dependency = /^dep:(.+)$/.exec(value)?.[1];
    if (dependency !== undefined) return this.#take(active, dependency);
    const [, key, weak, feature] = /^([^/?]+)(\?)?\/(.+)$/.exec(value) ?? [];
    if (key === undefined || feature === undefined) return this.#feature(active, value);
    for (const edge of this.#edges(active)) {
      if (edge.declared.key !== key) continue;
      if (edge.declared.optional && weak !== undefined && !active.taken.has(key)) {
        const waiting = active.waiting.get(key) ?? new Set();
        active.waiting.set(key, waiting.add(feature));
        continue;
      }
      if (edge.declared.optional && weak === undefined) {
        this.#take(active, key);
        // From before there were `dep:` and `?`: the feature of the dependency's name came along.
        if (this.#readOf(active.locked).features.has(key)) this.#feature(active, key);
      }
      this.#activate(edge.to, this.#sideOf(active, edge), [feature]);
    }
  }

  #feature(active: Activated, name: string): void {
    if (active.features.has(name)) return;
    const needs = this.#readOf(active.locked).features.get(name);
    // What is not there is asked in vain: `default` of most packages.
    if (needs === undefined) return;
    active.features.add(name);
    for (const value of needs) this.#work.push(() => this.#value(active, value));
  }

  #take(active: Activated, key: string): void {
    if (active.taken.has(key)) return;
    active.taken.add(key);
    const waiting = [...(active.waiting.get(key) ?? [])];
    for (const edge of this.#edges(active)) {
      if (edge.declared.key !== key) continue;
      this.#follow(active, edge);
      this.#activate(edge.to, this.#sideOf(active, edge), waiting);
    }
  }

  #follow(active: Activated, edge: Edge): void {
    const { defaultFeatures, features } = edge.declared;
    this.#activate(edge.to, this.#sideOf(active, edge), defaultFeatures ? ["default", ...features] : features);
  }

  #sideOf({ side }: Activated, { declared, to }: Edge): Side {
    if (this.#request.resolver === 1) return "target";
    return side === "host" || declared.kind === "build" || this.#readOf(to).isMacro ? "host" : "target";
  }

  /** Those whose features count. With the first resolver these are also those of other platforms, and for the package's tests. */
  #edges({ locked }: Activated): readonly Edge[] {
    const { edges } = this.#readOf(locked);
    if (this.#request.resolver !== 1) return edges.filter(({ declared, holds }) => holds && declared.kind !== "dev");
    return edges.filter(({ declared }) => declared.kind !== "dev" || locked === this.#request.package);
  }

  #readOf(locked: LockedPackage): Read {
    let read = this.#read.get(locked);
    if (read === undefined) this.#read.set(locked, (read = readPackage(this.#request, locked)));
    return read;
  }

  built(): BuiltCrates {
    const { lock, package: own } = this.#request;
    const reached = new Map<LockedPackage, { linked: boolean; certain: boolean; needs: Set<LockedPackage> }>();
    const visit: { locked: LockedPackage; side: Side; linked: boolean; certain: boolean }[] = [];
    const seen = new Set<string>();
    const ids = new Map(lock.packages.map((each, index) => [each, index]));
    visit.push({ locked: own, side: "target", linked: true, certain: true });
    for (let next = visit.pop(); next !== undefined; next = visit.pop()) {
      const { locked, side, linked, certain } = next;
      const key = `${ids.get(locked)} ${side} ${linked} ${certain}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const known = reached.get(locked);
      const here = {
        linked: linked || known?.linked === true,
        certain: certain || known?.certain === true,
        needs: known?.needs ?? new Set<LockedPackage>(),
      };
      reached.set(locked, here);
      const active = this.#activated.get(locked)?.get(side);
      for (const edge of this.#readOf(locked).edges) {
        const { declared, to, holds } = edge;
        if (!holds || declared.kind === "dev" || (declared.optional && !active?.taken.has(declared.key))) continue;
        here.needs.add(to);
        const inside = linked && declared.kind === "normal" && !this.#readOf(to).isMacro;
        visit.push({
          locked: to,
          side: active === undefined ? side : this.#sideOf(active, edge),
          linked: inside,
          certain: certain && edge.certain,
        });
      }
    }
    const crates = lock.packages.flatMap((locked): readonly BuiltCrate[] => {
      const found = reached.get(locked);
      if (found === undefined) return [];
      const features = [...(this.#activated.get(locked)?.values() ?? [])].flatMap((active) => [...active.features]);
      const { linked, certain, needs } = found;
      return [
        {
          locked,
          features: [...new Set(features)].sort(),
          linked,
          certain,
          dependencies: [...needs],
        },
      ];
    });
    const unread = crates.flatMap(({ locked }) => (this.#readOf(locked).unread ? [locked] : []));
    return { crates, unread, wanted: this.#wanted() };
  }

  /** Not what only such a package leads to: there it is not known whether it is needed. */
  #wanted(): readonly LockedPackage[] {
    const { package: own } = this.#request;
    const seen = new Set(this.#activated.get(own)?.values());
    for (const active of seen) {
      for (const edge of this.#edges(active)) {
        if (!edge.certain || (edge.declared.optional && !active.taken.has(edge.declared.key))) continue;
        const next = this.#activated.get(edge.to)?.get(this.#sideOf(active, edge));
        if (next !== undefined) seen.add(next);
      }
    }
    return [...new Set([...seen].map(({ locked }) => locked))].filter((locked) => this.#readOf(locked).unread);
  }
}

function readPackage({ lock, manifestOf, target }: BuildRequest, locked: LockedPackage): Read {
  const listed = listedPackages(lock, locked);
  // Where its list cannot be followed nobody knows what it needs: no manifest says which version.
  if (listed === undefined) return { edges: [], features: new Map(), isMacro: false, unread: true };
  const found = manifestOf(locked);
  if (found === undefined) {
    const declared = { kind: "normal", optional: false, features: [], defaultFeatures: true } as const;
    const edges = listed.map((to): Edge => ({
      declared: { ...declared, key: to.name },
      to,
      holds: true,
      certain: false,
    }));
    return { edges, features: new Map(), isMacro: false, unread: true };
  }
  const { manifest, root } = found;
  const declared = declaredCrates(manifest, root);
  const edges = declared.flatMap((each): readonly Edge[] => {
    const to = lockedFor(each, listed);
    const holds = each.platform === undefined || platformHolds(each.platform, target);
    return to === undefined ? [] : [{ declared: each, to, holds, certain: true }];
  });
  return {
    edges,
    features: featuresOf(manifest, declared),
    isMacro: crateTypes(manifest).includes("proc-macro"),
    unread: false,
  };
}

/** Of the packages that the lock lists for a manifest, the one that a dependency means; undefined for an optional one that nothing asks for. */
function lockedFor({ name, requirement }: DeclaredCrate, listed: readonly LockedPackage[]): LockedPackage | undefined {
  const same = listed.filter((one) => one.name === name);
  if (same.length < 2) return same[0];
  const wanted = requirement === undefined ? undefined : parseCrateRequirement(requirement);
  return same.find((one) => wanted === undefined || crateVersionMatches(one.version, wanted) !== false);
}

/** The resolver that a workspace's manifest asks for: its own word, otherwise its package's edition decides (cargo, `ResolveBehavior`). */
export function resolverOf(root: Manifest): 1 | 2 {
  const asked = string(root.workspace?.["resolver"]) ?? string(root.package?.["resolver"]);
  if (asked !== undefined) return asked === "1" ? 1 : 2;
  return Number(inheritedText({ manifest: root, root }, "edition") ?? "2015") >= 2021 ? 2 : 1;
}
