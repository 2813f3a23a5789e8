import { knownOr } from "../../../model/unknown.ts";
import type { Want } from "./want.ts";

/**
 * The traversal by which Mix decides which dependencies count (lib/mix/dep/converger.ex, of Elixir 1.17 and later): the
 * wishes of one list first, then what the last of them brings, up to the first; an earlier wish for the same application
 * decides. What `only:` and `targets:` exclude is remembered, because a wish that does not exclude it may widen them.
 */
export interface Convergence {
  /** The environment and target that wishes are held against. */
  readonly mixEnv: string;
  readonly target: string;
  /** Takes a dependency: gives what it wants itself. Called once for each application. */
  load(want: Want, need: "yes" | "maybe"): readonly Want[];
  /** The declaration excludes the application, and a dependency needs it: Mix refuses that. It is taken. */
  diverges(declared: Want, needing: Want): void;
}

/** Applications whose wishes stand above: those of the same list and of the lists that led there. */
interface Breadths {
  readonly apps: ReadonlySet<string>;
  readonly above: Breadths | undefined;
}

interface Node {
  readonly want: Want;
  readonly override: boolean;
  only: readonly string[] | null;
  targets: readonly string[] | null;
  loaded: boolean;
}

interface Frame {
  readonly wants: readonly Want[];
  /** What brings these wishes; undefined for the project itself. */
  readonly from: Want | undefined;
  readonly upper: Breadths | undefined;
  readonly breadths: Breadths;
  readonly need: "yes" | "maybe";
}

/** Follows the project's wishes to the end; those that are not certain come last, and so does what they bring. */
export function converge(wants: readonly Want[], convergence: Convergence): void {
  const { mixEnv, target, load, diverges } = convergence;
  const nodes = new Map<string, Node>();
  const kept = new Set<string>();
  const uncertain = new Map(wants.filter(({ certain }) => !certain).map((want) => [want.app, want]));
  const later: Frame[] = [];
  const stack: Frame[] = [];

  const isSkipped = ({ only, targets }: Restrictions): boolean =>
    (only !== null && !only.includes(mixEnv)) || (targets !== null && !targets.includes(target));

  const take = (node: Node, frame: Frame): void => {
    node.loaded = true;
    kept.add(node.want.app);
    const children = load(node.want, frame.need);
    if (children.length === 0) return;
    const apps = new Set(children.map(({ app }) => app));
    const breadths = { apps, above: frame.breadths };
    stack.push({ wants: children, from: node.want, upper: frame.breadths, breadths, need: frame.need });
  };

  const meet = (want: Want, frame: Frame): void => {
    const other = nodes.get(want.app);
    if (other === undefined) {
      const decisive = uncertain.get(want.app) ?? want;
      const node: Node = { want: decisive, override: overrides(decisive), ...restrictions(want), loaded: false };
      nodes.set(want.app, node);
      if (!isSkipped(node)) take(node, frame);
      return;
    }
    if (other.only === null && other.targets === null) return;
    const own = restrictions(want);
    const above = isAbove(want.app, frame.upper);
    if (above && other.override) return;
    const widened = { only: union(other.only, own.only), targets: union(other.targets, own.targets) };
    if (!above && isSkipped(other) && !isSkipped(own)) {
      const node: Node = { want, override: overrides(want), ...(other.want.optional ? own : widened), loaded: false };
      nodes.set(want.app, node);
      take(node, frame);
    } else if (want.optional) {
      return;
    } else if (!above) {
      Object.assign(other, widened);
    } else if (!other.loaded && !isSkipped(own)) {
      diverges(other.want, want);
      take(other, frame);
    }
  };

  const run = (): void => {
    for (let frame = stack.pop(); frame !== undefined; frame = stack.pop()) {
      const wanted = frame.wants.filter((want) => counts(want, frame.from, kept));
      const unsure = frame.need === "yes" ? wanted.filter(({ certain }) => !certain) : [];
      if (unsure.length > 0) later.push({ ...frame, wants: unsure, need: "maybe" });
      for (const want of wanted) if (!unsure.includes(want)) meet(want, frame);
    }
  };

  const top: Breadths = { apps: new Set(wants.map(({ app }) => app)), above: undefined };
  stack.push({ wants, from: undefined, upper: undefined, breadths: top, need: "yes" });
  run();
  // Two restrictions that each exclude it may have widened one another away.
  for (const node of [...nodes.values()].filter((one) => !one.loaded && !isSkipped(one))) {
    take(node, { wants: [], from: undefined, upper: undefined, breadths: top, need: "yes" });
    run();
  }
  stack.push(...later.reverse());
  run();
}

/** Optional wishes count for the project itself, for the children of an umbrella, and where the application is there anyway. */
function counts(want: Want, from: Want | undefined, kept: ReadonlySet<string>): boolean {
  return !want.optional || from === undefined || from.child !== undefined || kept.has(want.app);
}

function isAbove(app: string, upper: Breadths | undefined): boolean {
  for (let at = upper; at !== undefined; at = at.above) if (at.apps.has(app)) return true;
  return false;
}

interface Restrictions {
  readonly only: readonly string[] | null;
  readonly targets: readonly string[] | null;
}

function restrictions({ declared }: Want): Restrictions {
  return { only: knownOr(declared?.only ?? null, null), targets: knownOr(declared?.targets ?? null, null) };
}

/** Where one of them has no restriction there is none. */
function union(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  return a === null || b === null ? null : [...new Set([...a, ...b])];
}

function overrides({ declared }: Want): boolean {
  return knownOr(declared?.override ?? false, false);
}
