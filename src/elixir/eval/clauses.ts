import type { Clause, Node } from "../parse/tree.ts";
import { inner, type Frame } from "./frame.ts";
import { Matching } from "./patterns/match-pattern.ts";
import type { Runtime } from "./runtime.ts";
import type { Maybe } from "./values/equal.ts";
import type { UnknownValue, Value } from "./values/value.ts";
import { noNames, taint, union } from "./values/variables.ts";

/** A clause and the frame in which its patterns, guard and body are looked up. */
export interface Candidate {
  readonly clause: Clause;
  readonly frame: Frame;
  /** Runs instead of the clause's body, in the clause's bindings. */
  readonly run?: (here: Frame) => Value;
}

/**
 * Runs the first clause that matches. Where that depends on what is not known, runs all that may be it and merges.
 * @param caller whose module's state the ways share.
 * @param otherwise the value where no clause matches.
 */
export function runClauses(
  rt: Runtime,
  candidates: Iterable<Candidate>,
  args: readonly Value[],
  caller: Frame,
  otherwise: () => Value,
): Value {
  const ways: (() => Value)[] = [];
  let variables = noNames;
  let because: UnknownValue | undefined;
  let sure = false;
  for (const { clause, frame, run: instead } of candidates) {
    if (clause.args.length !== args.length) continue;
    const here = inner(frame);
    const matching = new Matching(rt, here);
    let result = matching.all(clause.args, args);
    if (result !== false) {
      matching.commit(here);
      if (clause.guard !== null) result = both(result, guard(rt, clause.guard, here, matching));
    }
    variables = union(variables, matching.variables);
    if (result === false) continue;
    const names = variables;
    const run = (): Value => rt.under({ variables: names }, () => instead?.(here) ?? rt.eval(clause.body, here));
    if (result === true) {
      if (ways.length === 0) return taint(run(), variables);
      ways.push(run);
      sure = true;
      break;
    }
    because ??= matching.because;
    ways.push(run);
  }
  if (ways.length === 0) return taint(otherwise(), variables);
  if (!sure) ways.push(otherwise);
  return taint(rt.branches(ways, because as UnknownValue, caller), variables);
}

function both(a: Maybe, b: Maybe): Maybe {
  return a === false || b === false ? false : a === undefined ? undefined : b;
}

/** A guard that raises is one that does not hold. `when a when b` holds where either does. */
function guard(rt: Runtime, node: Node, frame: Frame, matching: Matching): Maybe {
  if (node.kind === "call" && node.name === "when" && node.args.length === 2) {
    const first = guard(rt, node.args[0] as Node, frame, matching);
    if (first === true) return true;
    const second = guard(rt, node.args[1] as Node, frame, matching);
    return second === true ? true : first === undefined || second === undefined ? undefined : false;
  }
  const value = rt.eval(node, frame);
  matching.variables = union(matching.variables, value.variables);
  if (value.t === "unknown") {
    if (value.raises) return false;
    matching.because ??= value;
    return undefined;
  }
  return value.t === "atom" && value.v === "true";
}
