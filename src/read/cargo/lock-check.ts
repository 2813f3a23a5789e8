import { Diagnostics } from "../../diagnostics/diagnostic.ts";
import type { Place } from "../../model/source.ts";
import type { Known } from "../../model/unknown.ts";
import { isUnknown } from "../../model/unknown.ts";
import { type CargoContext, placeOfText, shown } from "./cargo-context.ts";
import type { CargoLock, LockedPackage } from "./cargo-lock.ts";
import { declaredCrates, type DeclaredCrate } from "./declared-crates.ts";
import { packageField } from "./inherited.ts";
import { isPatch, listedPackages, meets } from "./lock-entries.ts";
import { type Manifest, manifestIn, packageName, readManifest } from "./manifest.ts";
import { findWorkspaceRoot } from "./workspace-root.ts";

/** What a lock is held against. */
export interface LockedWorkspace {
  /** Absolute path of the lock. */
  readonly path: string;
  readonly lock: CargoLock;
  /** The manifest beside it. */
  readonly root: Manifest;
  /** Every package of the workspace; the crate alone where it is in none. */
  readonly members: readonly Manifest[];
  /** Names of packages that `[patch]`, `[replace]` or cargo's configuration take from elsewhere. */
  readonly replaced: ReadonlySet<string>;
  /** Those of `[patch]`. */
  readonly patches: readonly DeclaredCrate[];
}

/**
 * Reports a lock that cargo would have to change: with `--locked`, as in every Nix build, it then stops. Held against it
 * are the manifests at hand: those of the workspace and of the path dependencies. What only the manifests of other
 * packages tell (that a feature brings a further one) is not known here.
 * After cargo's `resolve_ws_with_opts` (src/cargo/ops/resolve.rs), which resolves all members with all features.
 */
export function checkCargoLock(context: CargoContext, workspace: LockedWorkspace): void {
  const visited = new Set<string>();
  const members = new Set(workspace.members.map(({ path }) => path));
  const silent = { ...context, diagnostics: new Diagnostics() };
  const report = (place: Place, why: string): void => {
    const args = { lock: shown(context, workspace.path), why, manifest: shown(context, workspace.root.path) };
    context.diagnostics.report("cargo-lock-stale", place, args);
  };
  const visit = (manifest: Manifest): void => {
    const name = packageName(manifest);
    if (name === undefined || visited.has(manifest.path)) return;
    visited.add(manifest.path);
    // Not by the way that led here: a member may take another one before that one's own turn.
    const isMember = members.has(manifest.path);
    const root = isMember ? workspace.root : findWorkspaceRoot(context, manifest)?.manifest;
    const version = packageField(silent, manifest, root, "version") ?? "0.0.0";
    const entry = entryOf(workspace.lock, name, version);
    if (typeof entry === "string") return report(placeOfText(manifest.source, name), entry);
    const listed = listedPackages(workspace.lock, entry);
    if (listed === undefined) return;
    const declared = declaredCrates(manifest, root).filter(({ kind }) => isMember || kind !== "dev");
    for (const dependency of declared) {
      const met = listed.some((one) => meets(workspace, dependency, one));
      // Which optional ones of a package outside of the workspace count depends on features.
      if (!met && (isMember || !dependency.optional)) {
        report(placeOfDependency(manifest, dependency.key), difference(name, dependency, listed));
      }
      const local = dependency.path === undefined ? undefined : readManifest(context, manifestIn(dependency.path));
      if (met && local !== undefined) visit(local);
    }
    for (const one of listed) {
      if (declared.some((dependency) => dependency.name === one.name && meets(workspace, dependency, one))) continue;
      if (declared.some((dependency) => dependency.name === one.name && !isListed(workspace, dependency, listed)))
        continue;
      report(
        placeOfText(manifest.source, name),
        `it has ${one.name} ${one.version} among the dependencies of ${name}, which ${name} does not ask for`,
      );
    }
  };
  for (const member of workspace.members) visit(member);
  // A patch that cargo did not use is in the lock all the same.
  for (const patch of workspace.patches) {
    const version = patch.path === undefined ? undefined : patchVersion(silent, patch.path);
    if (
      [...workspace.lock.packages, ...(workspace.lock.unused ?? [])].some((one) =>
        isPatch(patch, version, one, workspace.lock),
      )
    )
      continue;
    report(placeOfDependency(workspace.root, patch.key), `it does not have ${patch.name} from where it is patched`);
  }
}

/** The version of the package in a folder, where it is known. */
function patchVersion(context: CargoContext, folder: string): string | undefined {
  const manifest = readManifest(context, manifestIn(folder));
  if (manifest === undefined) return undefined;
  const version = packageField(context, manifest, findWorkspaceRoot(context, manifest)?.manifest, "version");
  return version === undefined || isUnknown(version) ? undefined : version;
}

const isListed = (workspace: LockedWorkspace, dependency: DeclaredCrate, listed: readonly LockedPackage[]): boolean =>
  listed.some((one) => meets(workspace, dependency, one));

/** The lock's entry of a local package, or what is wrong with it. */
function entryOf(lock: CargoLock, name: string, version: Known<string>): LockedPackage | string {
  const own = lock.packages.filter((entry) => entry.name === name && entry.source === null);
  const [first] = own;
  if (first === undefined) return `it does not list ${name}`;
  if (isUnknown(version)) return first;
  const entry = own.find((candidate) => candidate.version === version);
  return entry ?? `it lists ${name} ${first.version}, the manifest says ${version}`;
}

/** Why none of the packages that are listed is what a dependency asks for. */
function difference(parent: string, dependency: DeclaredCrate, listed: readonly LockedPackage[]): string {
  const same = listed.filter(({ name }) => name === dependency.name);
  const [one] = same;
  if (one === undefined) return `it does not list ${dependency.name} among the dependencies of ${parent}`;
  const has = `it has ${one.name} ${same.map(({ version }) => version).join(" and ")}`;
  const from = sourceOf(one);
  const wanted = dependency.path !== undefined ? "a folder" : dependency.git !== undefined ? "git" : "a registry";
  if (from !== wanted) return `${has} from ${from}, and ${parent} asks for it from ${wanted}`;
  if (dependency.git !== undefined) return `${has} from another place or reference in git than ${parent} asks for`;
  return `${has}, and ${parent} asks for ${dependency.requirement ?? "another"}`;
}

function sourceOf({ source }: LockedPackage): string {
  return source === null ? "a folder" : source.startsWith("git+") ? "git" : "a registry";
}

/** Where a manifest has a dependency: the line that starts with its name, or the table of that name; else the name anywhere. */
function placeOfDependency({ source }: Manifest, key: string): Place {
  let start = 0;
  for (const line of source.text.split("\n")) {
    const name = /^[ \t]*(?:\[[^\]]*dependencies\.)?["']?/.exec(line)?.[0].length ?? 0;
    if (line.startsWith(key, name) && /^["']?[ \t]*[\].=]/.test(line.slice(name + key.length)))
      return source.place(start + name);
    start += line.length + 1;
  }
  return placeOfText(source, key);
}
