import type { LockEntry } from "../../../model/lock.ts";
import { knownOr } from "../../../model/unknown.ts";
import type { LoadedProject } from "../loaded-project.ts";
import { type Children, childrenReader, lockedChildren } from "./children.ts";
import type { ResolveContext } from "./context.ts";
import { isSkipped, pathOf, type Want, wantsOf } from "./want.ts";

/** Whether the chosen environment needs a dependency; "maybe" where that depends on something that is not known. */
export type Need = "yes" | "maybe" | "no";

/** A dependency as the traversal found it. */
export interface Resolved {
  readonly app: string;
  readonly need: Need;
  /** The wish that decides on it; undefined for entries of the lock that nobody is known to want. */
  readonly want: Want | undefined;
  readonly entry: LockEntry | undefined;
  /** Absolute folder of a path dependency. */
  readonly path: string | undefined;
  /** What it wants itself, optional ones included. */
  readonly children: Children;
}

export interface Resolution {
  /** In the order of the traversal: the project's own wishes first; then the rest of the lock. */
  readonly all: ReadonlyMap<string, Resolved>;
  /** Every mix.exs inside that was read on the way: path dependencies and the children of umbrellas among them. */
  readonly local: readonly LoadedProject[];
}

/**
 * Which dependencies count, as Mix's own traversal decides (lib/mix/dep/converger.ex, lib/mix/dep/loader.ex; for Hex
 * packages by the lock's lists, as Hex's remote converger does): breadth first; the project's own declarations decide over
 * those of dependencies; what `only:` and `targets:` exclude is left out unless somebody else needs it; optional
 * dependencies of dependencies count only where they are there anyway.
 * @param children the applications of an umbrella.
 */
export function resolve(root: LoadedProject, children: readonly LoadedProject[], context: ResolveContext): Resolution {
  const local: LoadedProject[] = [];
  const childrenOf = childrenReader(context, (project) => local.push(project));
  const wants = wantsOf(root, children, "mix.exs", true);
  const top = new Map(wants.toReversed().map((want) => [want.app, want]));
  const skipped = new Map<string, Want>();
  const all = new Map<string, Resolved>();

  const take = (want: Want, need: Need): readonly Want[] => {
    const { app } = want;
    const path = pathOf(want);
    const entry = path === undefined ? context.lock.get(app) : undefined;
    const children = childrenOf(want, entry, path);
    all.set(app, { app, need, want, entry, path, children });
    return children.wants;
  };

  const visit = (want: Want, need: Need): readonly Want[] => {
    if (all.has(want.app)) return [];
    const before = skipped.get(want.app);
    if (isSkipped(want.declared, context.env, context.target)) {
      if (before === undefined) skipped.set(want.app, want);
      return [];
    }
    if (want.optional && !want.topLevel) return [];
    if (before?.topLevel) {
      // The declaration of the project holds where it overrides; else Mix finds that both cannot be met.
      if (knownOr(before.declared?.override ?? false, false)) return [];
      reportDiverging(before, want, context);
    }
    return take(top.get(want.app) ?? want, need);
  };

  const traverse = (start: readonly Want[], need: Need): readonly Want[] => {
    const later: Want[] = [];
    for (let level = start; level.length > 0;) {
      const next: Want[] = [];
      for (const want of level) {
        if (want.certain || need !== "yes") next.push(...visit(want, need));
        else later.push(want);
      }
      level = next;
    }
    return later;
  };

  const possible = traverse(wants, "yes");
  traverse(possible, "maybe");
  const complete = root.deps.complete && [...all.values()].every(({ children }) => children.known);
  for (const [app, entry] of context.lock) {
    if (all.has(app)) continue;
    const need = complete || skipped.has(app) ? "no" : "maybe";
    all.set(app, { app, need, want: undefined, entry, path: undefined, children: lockedChildren(entry) });
  }
  return { all, local };
}

function reportDiverging(top: Want, want: Want, { diagnostics, env }: ResolveContext): void {
  const only = (knownOr(top.declared?.only ?? null, null) ?? []).join(", ");
  diagnostics.report("only-diverges", top.place, { app: top.app, only, env, parent: want.parent });
}
