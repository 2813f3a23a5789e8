import { expandPath, joinPath } from "../../../model/paths.ts";
import type { LockText } from "./lock-text.ts";
import type { PnpmSettings } from "./pnpm-settings.ts";
import type { LockedPackage, NodeTree } from "./tree.ts";

/** An instance of a package: with the peers that it was resolved with. */
export interface PnpmPackage extends LockedPackage {
  /** A folder of the project in the place of a tarball, relative to the lock. */
  readonly folder: string | null;
  readonly hasScripts: boolean;
  /** Names of its optional dependencies. */
  readonly mayUse: readonly string[];
  /** Instances by the name that they are used under; `link:` and a folder for what is not in the lock. */
  readonly requires: ReadonlyMap<string, string>;
}

type Importers = ReadonlyMap<string, ReadonlyMap<string, string>>;

const STORE = "node_modules/.pnpm";

/**
 * pnpm's own layout: each instance lies in node_modules/.pnpm/INSTANCE/node_modules with links to what it depends on beside
 * it; what a project asks for is linked in its own node_modules; everything is linked once more in node_modules/.pnpm/node_modules, for
 * packages that do not say what they need. Source: pnpm's documentation, "Symlinked node_modules structure".
 */
export function layOutPnpm(
  { tree, wanted }: Pick<LockText, "tree" | "wanted">,
  packages: ReadonlyMap<string, PnpmPackage>,
  importers: Importers,
  settings: PnpmSettings,
): void {
  const chosen = reachableImporters(importers, wanted);
  const locations = locate(packages);
  const linkTo = (path: string, reference: string, base: string): void => {
    if (reference.startsWith("link:")) tree.link(path, expandPath(reference.slice("link:".length), base), reference);
    else {
      const target = locations.get(reference);
      if (target !== undefined) tree.link(path, target, packages.get(reference)?.key ?? reference);
    }
  };
  for (const [folder, requires] of chosen) {
    for (const [name, reference] of requires) linkTo(joinPath(folder, "node_modules", name), reference, folder);
  }
  const reached = byDepth(packages, chosen);
  for (const path of reached)
    placeInstance(packages.get(path) as PnpmPackage, locations.get(path) as string, tree, linkTo);
  const direct = importers.get(".") ?? new Map<string, string>();
  const hoisted = hoist(packages, reached);
  for (const [name, path] of hoisted) {
    if (!settings.flat) linkTo(`${STORE}/node_modules/${name}`, path, ".");
    else if (!direct.has(name)) linkTo(`node_modules/${name}`, path, ".");
  }
}

function placeInstance(
  each: PnpmPackage,
  location: string,
  tree: NodeTree,
  linkTo: (path: string, reference: string, base: string) => void,
): void {
  if (each.folder === null) tree.package(location, each);
  else tree.copy(location, each.folder, each.key);
  const beside = location.slice(0, location.length - each.name.length - 1);
  for (const [name, reference] of each.requires) {
    // What is used under the package's own name cannot lie beside it.
    linkTo(
      name === each.name ? `${location}/node_modules/${name}` : `${beside}/${name}`,
      reference,
      each.folder ?? ".",
    );
  }
}

/** The projects that are wanted, the root, and those that they link to. */
function reachableImporters(importers: Importers, wanted: readonly string[]): Importers {
  const chosen = new Map<string, ReadonlyMap<string, string>>();
  const pending = [".", ...wanted];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const requires = importers.get(folder);
    if (requires === undefined || chosen.has(folder)) continue;
    chosen.set(folder, requires);
    for (const reference of requires.values()) {
      if (reference.startsWith("link:")) pending.push(joinPath(folder, reference.slice("link:".length)));
    }
  }
  return chosen;
}

/** Instances that can be reached, those nearest to a project first, and by their paths where they are equally near. */
function byDepth(packages: ReadonlyMap<string, PnpmPackage>, importers: Importers): readonly string[] {
  const reached = new Set<string>();
  let next = [...importers.values()].flatMap((requires) => [...requires.values()]);
  while (next.length > 0) {
    const level = [...new Set(next)].filter((path) => packages.has(path) && !reached.has(path)).sort();
    for (const path of level) reached.add(path);
    next = level.flatMap((path) => [...(packages.get(path) as PnpmPackage).requires.values()]);
  }
  return [...reached];
}

/** One instance for each name that packages are used under: the one that is used nearest to a project. */
function hoist(packages: ReadonlyMap<string, PnpmPackage>, reached: readonly string[]): ReadonlyMap<string, string> {
  const hoisted = new Map<string, string>();
  for (const path of reached) {
    for (const [name, reference] of (packages.get(path) as PnpmPackage).requires) {
      if (!hoisted.has(name) && !reference.startsWith("link:")) hoisted.set(name, reference);
    }
  }
  return hoisted;
}

/** Longer names of folders make paths that programs stumble over; pnpm's own limit. */
const maxFolderName = 120;

/** Where each instance lies. */
function locate(packages: ReadonlyMap<string, PnpmPackage>): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  // Names that are cut may all be alike; each goes on where the one before it stopped.
  const numbers = new Map<string, number>();
  const locations = new Map<string, string>();
  for (const [path, { name }] of packages) {
    const plain = path
      .replace(/^\//, "")
      .replaceAll(/[\\/:*?"<>|#\u0000-\u0020]/g, "+")
      .replace(/\)$/, "")
      .replaceAll(/\)\(|[()]/g, "_");
    let folder = plain.slice(0, maxFolderName);
    const cut = plain.slice(0, maxFolderName - 8);
    while (taken.has(folder.toLowerCase())) {
      const number = (numbers.get(cut.toLowerCase()) ?? 1) + 1;
      numbers.set(cut.toLowerCase(), number);
      folder = `${cut}_${number}`;
    }
    taken.add(folder.toLowerCase());
    locations.set(path, `${STORE}/${folder}/node_modules/${name}`);
  }
  return locations;
}
