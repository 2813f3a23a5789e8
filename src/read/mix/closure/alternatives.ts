import { isInside } from "../../../model/paths.ts";
import { reportUnknownOptions } from "../unknown-options.ts";
import { difference } from "./check.ts";
import type { ResolveContext } from "./resolve-context.ts";
import { type Want, pathOf } from "./want.ts";

/**
 * Decides what mix.exs leaves open: of several things that one dependency can be, and of several possible ones of which
 * only one can hold, that which the lock meets; else the one whose folder is there, else the first. Of a dependency where
 * none fits, what is not known is reported.
 */
export function decided(wants: readonly Want[], context: ResolveContext): readonly Want[] {
  const best = new Map<string, Want>();
  const all = wants.map((want) => settled(want, context));
  for (const want of all) {
    if (want.certain || want.declared === undefined) continue;
    const other = best.get(want.app);
    if (other === undefined || rank(want, context) > rank(other, context)) best.set(want.app, want);
  }
  return all.filter((want) => want.certain || want.declared === undefined || best.get(want.app) === want);
}

function settled(want: Want, context: ResolveContext): Want {
  const { alternatives = [], ...rest } = want;
  if (want.declared === undefined || alternatives.length === 0) return want;
  const [best] = alternatives.toSorted((a, b) => rank(b, context) - rank(a, context));
  if (best !== undefined && rank(best, context) > 0) return best;
  reportUnknownOptions(want.declared, context.diagnostics);
  return rest;
}

/** Above 0 for what a build can have. */
function rank(want: Want, context: ResolveContext): number {
  const { lock, fs, limit } = context;
  const path = pathOf(want);
  if (path !== undefined) return isInside(limit, path) && fs.isDirectory(path) ? 1 : -1;
  const entry = lock.get(want.app);
  if (entry === undefined || want.declared === undefined) return 0;
  return difference(want.declared, entry) === undefined ? 2 : 0;
}
