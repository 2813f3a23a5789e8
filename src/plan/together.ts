import type { DependencyDerivation } from "./dependency-derivation.ts";

/** What of a dependency decides whether others may be compiled with it. */
export type Compiled = Pick<DependencyDerivation, "app" | "version" | "requires" | "configured">;

/** Where a dependency is compiled: nothing of a batch is below it, it is built on the first batch, or on the second. */
const below = -1;
const batchOf = ({ configured }: Compiled): number => (configured ? 1 : 0);

/**
 * The dependencies that one BEAM can compile in one derivation, those with the project's configuration in a second one that is built on the
 * first. Neither may need anything that is itself built on it, so that what is above a dependency with a derivation of its own stays
 * apart with it, unless that one needs nothing of the batch.
 * @param isPlain whether nothing but its sources and Mix is needed to compile it.
 */
export function compiledTogether<T extends Compiled>(
  deps: readonly T[],
  isPlain: (dep: T) => boolean,
): ReadonlySet<string> {
  const byName = new Map(deps.map((dep) => [dep.app, dep]));
  const together = new Set<string>();
  const highest = new Map<string, number>();
  /** The highest batch that a dependency is in or is built on. */
  const place = (dep: T): number => {
    const known = highest.get(dep.app);
    if (known !== undefined) return known;
    // Where dependencies need each other, none of them is compiled with others.
    highest.set(dep.app, Number.POSITIVE_INFINITY);
    const needs = dep.requires.flatMap((app) => byName.get(app) ?? []);
    const places = needs.map((need) => ({ at: place(need), isMember: together.has(need.app) }));
    const own = batchOf(dep);
    const fits = places.every(({ at, isMember }) => (isMember ? at <= own : at < own));
    if (fits && isPlain(dep) && isPath(dep)) together.add(dep.app);
    const reached = Math.max(below, ...places.map(({ at }) => at), ...(together.has(dep.app) ? [own] : []));
    highest.set(dep.app, reached);
    return reached;
  };
  for (const dep of deps) place(dep);
  // One alone has nothing to gain.
  return together.size > 1 ? together : new Set();
}

/** Name and version are parts of paths in the derivation that all share. */
const isPath = ({ app, version }: Compiled): boolean => /^[a-z_]\w*$/.test(app) && /^\w[\w.+-]*$/.test(version);
