import { joinPath } from "../../../model/paths.ts";
import { LockError } from "./lock-text.ts";

/** Instances by the name that they are used under. */
export type Requires = ReadonlyMap<string, string>;

/** A folder with package.json; the first is the one that the others lie in. */
export interface HoistRoot {
  readonly folder: string;
  readonly requires: Requires;
}

export interface Placement {
  readonly path: string;
  readonly id: string;
}

/** Deeper is no project: it is a lock whose packages need each other in circles, at versions that never meet. */
const maxDepth = 100;

/** More than any project has; without it a small lock whose versions all collide unfolds without end. */
const maxPlaced = 200_000;

class Place {
  readonly children = new Map<string, Place>();
  /** Names that this package, or one in it, finds further up, with what it finds there: another one in between would hide it. */
  readonly found = new Map<string, string>();
  readonly path: string;
  readonly id: string | null;
  readonly parent: Place | null;
  readonly depth: number;

  constructor(path: string, id: string | null, parent: Place | null) {
    this.path = path;
    this.id = id;
    this.parent = parent;
    this.depth = parent === null ? 0 : parent.depth + 1;
  }
}

/**
 * Where packages lie so that each finds, by Node's rules, the very instances that it requires: as far up as nothing else is in the
 * way, nearest to the roots first. Source of the rules: nodejs.org/api/modules.html, "Loading from node_modules folders".
 * @param requiresOf what an instance requires.
 */
export function hoist(roots: readonly HoistRoot[], requiresOf: (id: string) => Requires): readonly Placement[] {
  const placed: Placement[] = [];
  const [first] = roots;
  if (first === undefined) return [];
  const top = new Place(first.folder, null, null);
  const queue: { readonly place: Place; readonly requires: Requires }[] = roots.map(({ folder, requires }) => ({
    place: folder === first.folder ? top : new Place(folder, null, top),
    requires,
  }));
  // The array grows while it is walked.
  for (const { place, requires } of queue) {
    for (const [name, id] of requires) {
      const free = freePlace(place, name, id);
      for (let below: Place | null = place; below !== null && below !== free.at; below = below.parent)
        below.found.set(name, id);
      if (free.taken) continue;
      const child = new Place(joinPath(free.at.path, "node_modules", name), id, free.at);
      free.at.children.set(name, child);
      placed.push({ path: child.path, id });
      if (child.depth > maxDepth) throw new LockError("its packages need each other in circles that have no end");
      if (placed.length > maxPlaced)
        throw new LockError("its packages would lie in more places than a project can have");
      queue.push({ place: child, requires: requiresOf(id) });
    }
  }
  return placed;
}

/** The highest place that `from` finds an instance at; `taken` where it lies there already. */
function freePlace(from: Place, name: string, id: string): { readonly at: Place; readonly taken: boolean } {
  let highest = from;
  for (let at: Place | null = from; at !== null; at = at.parent) {
    const there = at.children.get(name);
    if (there !== undefined) return there.id === id ? { at, taken: true } : { at: highest, taken: false };
    const found = at.found.get(name);
    if (found === undefined || found === id) highest = at;
  }
  return { at: highest, taken: false };
}
