import type { NodeSource } from "../../../model/assets.ts";
import { expandPath, joinPath } from "../../../model/paths.ts";
import { gitSource, tarballUrl } from "./address.ts";
import { type HoistRoot, type Requires, hoist } from "./hoist.ts";
import { sha1Hash, usableHash } from "./integrity.ts";
import { type LockText, NotForNix } from "./lock-text.ts";
import { systemsByName } from "./system-names.ts";
import type { NodeTree } from "./tree.ts";
import { type Manifest, readManifests } from "./workspaces.ts";
import { type YarnEntry, parseYarnLock } from "./yarn-text.ts";

/**
 * yarn.lock, version 1: which version each range was resolved to. It does not say where packages lie, nor for which systems
 * they are. Source: Yarn's documentation of yarn.lock (classic).
 */
export function readYarnLock({ file, folder, absolute, fs, tree }: LockText): void {
  if (/^__metadata:/m.test(file.text)) {
    throw new NotForNix(
      "the checksums in the yarn.lock of Yarn 2 and later are of archives that Yarn itself makes",
      "`npm install --package-lock-only` in that folder makes a lock that Nix can use; pnpm and Yarn 1 do, too",
    );
  }
  const entries = new Map<string, YarnEntry>();
  for (const entry of parseYarnLock(file.text)) for (const pattern of entry.patterns) entries.set(pattern, entry);
  const manifests = readManifests(absolute, fs);
  const own = new Map(
    manifests.slice(1).flatMap((each) => (each.name === undefined ? [] : [[each.name, each.folder]])),
  );
  const needed = neededIn(manifests, entries);
  const roots: HoistRoot[] = manifests.map((each) => ({
    folder: each.folder,
    requires: referencesOf(each.requires, entries),
  }));
  linkOwn(manifests, own, entries, tree);
  const requires = new Map<YarnEntry, Requires>();
  const placements = hoist(roots, (id) => {
    const entry = entries.get(id) as YarnEntry;
    const known =
      requires.get(entry) ?? referencesOf(new Map([...entry.dependencies, ...entry.optionalDependencies]), entries);
    requires.set(entry, known);
    return known;
  });
  for (const { path, id } of placements) {
    const entry = entries.get(id) as YarnEntry;
    placeEntry(path, id, { entry, optional: !needed.has(entry), folder }, tree);
  }
}

/** Workspaces, and folders that are linked, are not in the lock. */
function linkOwn(
  manifests: readonly Manifest[],
  own: ReadonlyMap<string, string>,
  entries: ReadonlyMap<string, YarnEntry>,
  tree: NodeTree,
): void {
  for (const [name, folder] of own) tree.link(`node_modules/${name}`, folder, name);
  for (const each of manifests) {
    for (const [name, range] of each.requires) {
      if (!range.startsWith("link:") || entries.has(`${name}@${range}`)) continue;
      tree.link(
        joinPath(each.folder, "node_modules", name),
        expandPath(range.slice("link:".length), each.folder),
        name,
      );
    }
  }
}

/** One pattern for each entry, so that ranges of one package are one instance. */
function referencesOf(wanted: ReadonlyMap<string, string>, entries: ReadonlyMap<string, YarnEntry>): Requires {
  const found = new Map<string, string>();
  for (const [name, range] of wanted) {
    const entry = entries.get(`${name}@${range}`);
    if (entry !== undefined) found.set(name, entry.patterns[0] as string);
  }
  return found;
}

/** Entries that something needs that is not itself optional. */
function neededIn(manifests: readonly Manifest[], entries: ReadonlyMap<string, YarnEntry>): ReadonlySet<YarnEntry> {
  const needed = new Set<YarnEntry>();
  const pending = manifests.flatMap((each) =>
    [...each.requires].flatMap(([name, range]) => (each.optional.has(name) ? [] : [`${name}@${range}`])),
  );
  for (let pattern = pending.pop(); pattern !== undefined; pattern = pending.pop()) {
    const entry = entries.get(pattern);
    if (entry === undefined || needed.has(entry)) continue;
    needed.add(entry);
    for (const [name, range] of entry.dependencies)
      if (!entry.optionalDependencies.has(name)) pending.push(`${name}@${range}`);
  }
  return needed;
}

interface Placed {
  readonly entry: YarnEntry;
  readonly optional: boolean;
  /** Where yarn.lock lies. */
  readonly folder: string;
}

function placeEntry(path: string, id: string, { entry, optional, folder }: Placed, tree: NodeTree): void {
  const { version = "", resolved, integrity } = entry.values;
  const at = id.indexOf("@", 1);
  const [used, range] = [id.slice(0, at), id.slice(at + 1)];
  // A folder is copied; the lock holds nothing of it but its version.
  if (resolved === undefined && range.startsWith("file:")) return tree.copy(path, range.slice("file:".length), id);
  const name = /^npm:(.+)@[^@]*$/.exec(range)?.[1] ?? used;
  tree.package(path, {
    name,
    version,
    source: sourceOf(resolved, integrity, folder),
    systems: optional ? systemsByName(name) : null,
    optional,
    key: id,
  });
}

function sourceOf(resolved: string | undefined, integrity: string | undefined, folder: string): NodeSource | undefined {
  if (resolved === undefined) return undefined;
  const [address, fragment = ""] = resolved.split("#") as [string, string?];
  if (address.startsWith("file:")) return { kind: "file", path: expandPath(address.slice("file:".length), folder) };
  const hash = usableHash(integrity) ?? (address.endsWith(".git") ? undefined : sha1Hash(fragment));
  const url = tarballUrl(address);
  if (hash !== undefined && url !== undefined && !resolved.startsWith("git+")) return { kind: "tarball", url, hash };
  return gitSource(resolved) ?? gitSource(address);
}
