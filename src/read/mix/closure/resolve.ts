import type { LockEntry } from "../../../model/lock.ts";
import { knownOr } from "../../../model/unknown.ts";
import type { LoadedProject } from "../loaded-project.ts";
import { decided } from "./alternatives.ts";
import { type Children, childrenReader, lockedChildren } from "./children.ts";
import { converge } from "./converge.ts";
import type { ResolveContext } from "./resolve-context.ts";
import { pathOf, type Want, wantsOf } from "./want.ts";

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
 * Which dependencies the chosen environment needs. What packages of Hex want is in the lock; what path dependencies and Git
 * dependencies want is in their own mix.exs, where that is at hand. Where it is not, any entry of the lock may be needed.
 * @param children the applications of an umbrella.
 */
export function resolve(root: LoadedProject, children: readonly LoadedProject[], context: ResolveContext): Resolution {
  const local: LoadedProject[] = [];
  const childrenOf = childrenReader(context, (project) => local.push(project));
  const all = new Map<string, Resolved>();
  const wants = decided(wantsOf(root, children, "mix.exs", true), context);
  converge(wants, {
    mixEnv: context.mixEnv,
    target: context.target,
    load(want, need) {
      const path = pathOf(want);
      const entry = path === undefined ? context.lock.get(want.app) : undefined;
      const brought = childrenOf(want, entry, path);
      all.set(want.app, { app: want.app, need, want, entry, path, children: brought });
      return brought.wants;
    },
    diverges: (declared, needing) => reportDiverging(declared, needing, context),
  });
  reportSelf(wants, root.mix.app, context);
  for (const one of all.values()) reportSelf(one.children.wants, one.app, context);
  const complete = root.deps.complete && [...all.values()].every((one) => one.children.known);
  const excluded = new Set(wants.map(({ app }) => app));
  for (const [app, entry] of context.lock) {
    if (all.has(app)) continue;
    // What the project declares and the environment excludes is not needed by others either: Mix would refuse that.
    const need = complete || excluded.has(app) ? "no" : "maybe";
    all.set(app, { app, need, want: undefined, entry, path: undefined, children: lockedChildren(entry) });
  }
  return { all, local };
}

function reportSelf(wants: readonly Want[], app: unknown, { diagnostics }: ResolveContext): void {
  for (const want of wants)
    if (want.app === app && want.certain) diagnostics.report("self-dependency", want.place, { app: want.app });
}

function reportDiverging(declared: Want, needing: Want, { diagnostics, mixEnv }: ResolveContext): void {
  const only = (knownOr(declared.declared?.only ?? null, null) ?? []).join(", ");
  diagnostics.report("only-diverges", declared.place, { app: declared.app, only, env: mixEnv, parent: needing.parent });
}
