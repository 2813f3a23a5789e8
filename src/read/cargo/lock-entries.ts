import { readGitAddress } from "../../model/git-address.ts";
import { trimEnd } from "../../text/trim-end.ts";
import type { CargoLock, LockedPackage } from "./cargo-lock.ts";
import type { DeclaredCrate } from "./declared-crates.ts";
import { gitSource } from "./git-source.ts";
import type { LockedWorkspace } from "./lock-check.ts";
import { crateVersionMatches, parseCrateRequirement } from "./requirement.ts";

/**
 * The packages that an entry lists as its dependencies; undefined where one of them is not in the lock, or not only once.
 * A name stands alone where the lock has one package of it (cargo src/cargo/core/resolver/encode.rs).
 */
export function listedPackages(lock: CargoLock, entry: LockedPackage): readonly LockedPackage[] | undefined {
  const found: LockedPackage[] = [];
  for (const text of entry.dependencies) {
    const [, name, version, source] = /^(\S+)(?: (\S+))?(?: \((.*)\))?$/.exec(text) ?? [];
    const same = (packagesByName(lock).get(name ?? "") ?? []).filter(
      (one) =>
        (version === undefined || one.version === version) &&
        (source === undefined || one.source === null || withoutCommit(one.source) === withoutCommit(source)),
    );
    if (same.length !== 1) return undefined;
    found.push(same[0] as LockedPackage);
  }
  return found;
}

const byName = new WeakMap<CargoLock, ReadonlyMap<string, readonly LockedPackage[]>>();

/** A lock may list thousands, and each is looked up for each package that needs it. */
function packagesByName(lock: CargoLock): ReadonlyMap<string, readonly LockedPackage[]> {
  const known = byName.get(lock);
  if (known !== undefined) return known;
  const made = new Map<string, LockedPackage[]>();
  for (const each of lock.packages) {
    const same = made.get(each.name);
    if (same === undefined) made.set(each.name, [each]);
    else same.push(each);
  }
  byName.set(lock, made);
  return made;
}

const withoutCommit = (source: string): string => source.replace(/#[0-9a-f]+$/, "");

/** Whether a locked package is what a manifest asks for. What is not understood is let pass. */
export function meets({ lock, replaced }: LockedWorkspace, dependency: DeclaredCrate, locked: LockedPackage): boolean {
  if (dependency.name !== locked.name) return false;
  const requirement = dependency.requirement === undefined ? undefined : parseCrateRequirement(dependency.requirement);
  if (requirement !== undefined && crateVersionMatches(locked.version, requirement) === false) return false;
  if (replaced.has(dependency.name)) return true;
  if (dependency.path !== undefined) return locked.source === null;
  if (dependency.git === undefined) return locked.source !== null && !locked.source.startsWith("git+");
  const source = locked.source === null ? undefined : gitSource(locked.source, lock.version);
  if (source === undefined || canonical(source.url) !== canonical(dependency.git)) return false;
  // Before version 3 of the lock the default branch was written as master.
  if (lock.version < 3) return true;
  const { reference } = dependency;
  return reference?.kind === source.reference?.kind && reference?.name === source.reference?.name;
}

/** As cargo compares addresses: src/cargo/util/canonical_url.rs. */
function canonical(url: string): string {
  const plain = trimEnd(url, "/").replace(/\.git$/, "");
  const address = readGitAddress(plain);
  return "host" in address && address.host.toLowerCase() === "github.com" ? plain.toLowerCase() : plain;
}

/** Whether a package of the lock is the one that a patch brings; `version` is its own, where that is known. */
export function isPatch(
  patch: DeclaredCrate,
  version: string | undefined,
  locked: Pick<LockedPackage, "name" | "version" | "source">,
  lock: CargoLock,
): boolean {
  if (locked.name !== patch.name) return false;
  if (patch.path !== undefined) return locked.source === null && (version ?? locked.version) === locked.version;
  if (patch.git === undefined) return true;
  const source = locked.source === null ? undefined : gitSource(locked.source, lock.version);
  return source !== undefined && canonical(source.url) === canonical(patch.git);
}
