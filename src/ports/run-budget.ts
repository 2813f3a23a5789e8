import { parentPath } from "../model/paths.ts";

/** What reading a project may take, all of it together. */
export type Resource = "files" | "entries" | "bytes" | "steps";

/**
 * The largest projects that are known take a tenth of each. Files and entries are bounded for the calls of the system that they cost,
 * bytes for the memory that they fill, steps for the time of the processor: a step is one of the evaluator, or as much elsewhere.
 */
const limits: Readonly<Record<Resource, number>> = {
  files: 40_000,
  entries: 500_000,
  bytes: 128 << 20,
  steps: 6_000_000,
};

/** A run took more than it may. */
export class BudgetExceeded extends Error {
  readonly resource: Resource;
  readonly limit: number;
  /** Absolute: the file that cost most, or the folder where no file in it stands out. */
  readonly path: string;
  /** What that took of the limit. */
  readonly cost: number;

  constructor(resource: Resource, limit: number, { path, cost }: Costliest) {
    super(`${path} takes ${cost} of ${limit} ${resource}`);
    this.resource = resource;
    this.limit = limit;
    this.path = path;
    this.cost = cost;
  }
}

interface Costliest {
  readonly path: string;
  readonly cost: number;
}

/** Counts what one run takes. Where that is too much the run ends: what was not read is not taken for absent. */
export class RunBudget {
  readonly #spent = new Map<Resource, Map<string, number>>();
  readonly #left: Record<Resource, number>;
  readonly #limits: Readonly<Record<Resource, number>>;

  constructor(own: Partial<Readonly<Record<Resource, number>>> = {}) {
    this.#limits = { ...limits, ...own };
    this.#left = { ...this.#limits };
  }

  /**
   * @param path absolute: the file or folder that is paid for.
   * @throws BudgetExceeded
   */
  spend(resource: Resource, amount: number, path: string): void {
    let spent = this.#spent.get(resource);
    if (spent === undefined) this.#spent.set(resource, (spent = new Map()));
    spent.set(path, (spent.get(path) ?? 0) + amount);
    this.#left[resource] -= amount;
    if (this.#left[resource] < 0) throw new BudgetExceeded(resource, this.#limits[resource], costliest(spent));
  }

  /** What was taken until now. */
  spent(resource: Resource): number {
    return this.#limits[resource] - this.#left[resource];
  }
}

/** From the root down, as long as one name takes most of what is spent in its folder. */
function costliest(spent: ReadonlyMap<string, number>): Costliest {
  const below = new Map<string, number>();
  const children = new Map<string, Set<string>>();
  for (const [path, cost] of spent) {
    for (let at = path; ; at = parentPath(at)) {
      below.set(at, (below.get(at) ?? 0) + cost);
      if (at === "/") break;
      const siblings = children.get(parentPath(at));
      if (siblings === undefined) children.set(parentPath(at), new Set([at]));
      else siblings.add(at);
    }
  }
  let at = "/";
  for (;;) {
    const cost = below.get(at) ?? 0;
    const next = [...(children.get(at) ?? [])].find((child) => (below.get(child) ?? 0) * 2 > cost);
    if (next === undefined) return { path: at, cost };
    at = next;
  }
}
