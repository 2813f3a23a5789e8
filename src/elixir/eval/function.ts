import type { Node } from "../parse/tree.ts";
import { maximumWays } from "./bounds.ts";
import { runClauses, type Candidate } from "./clauses.ts";
import type { Frame } from "./frame.ts";
import type { FunctionClause, FunctionDef } from "./module-state.ts";
import type { Runtime } from "./runtime.ts";
import { Scope } from "./scope.ts";
import { equal } from "./values/equal.ts";
import { facts } from "./values/facts.ts";
import { brief } from "./values/show.ts";
import type { Value } from "./values/value.ts";

/** A call of a function that was found. */
export interface Call {
  readonly args: readonly Value[];
  readonly node: Node;
  /** Where the call stands. */
  readonly frame: Frame;
  /** Further variables of the function's body, by name. */
  readonly variables?: readonly (readonly [string, Value])[];
}

/** Calls a function (or runs the body of a macro) of the project. */
export function callFunction(rt: Runtime, def: FunctionDef, call: Call): Value {
  const { args, node, frame: caller } = call;
  if (def.delegate !== undefined) return rt.callRemote(def.delegate.module, def.delegate.name, args, node, caller);
  if (def.defaults !== undefined) return withDefaults(rt, def, call);
  const run = (clauses: readonly FunctionClause[]): Value => rt.shared(() => runWith(rt, def, clauses, call));
  if (def.alternatives === undefined) return run(def.clauses);
  const because = rt.unknown(`calls ${def.name}/${def.arity}, which is defined in one of several ways`, node, caller);
  if (def.alternatives.length >= maximumWays) return because;
  return rt.branches(
    [def.clauses, ...def.alternatives].map((clauses) => () => run(clauses)),
    because,
    caller,
  );
}

function runWith(rt: Runtime, def: FunctionDef, clauses: readonly FunctionClause[], call: Call): Value {
  const { args, node, frame: caller, variables } = call;
  const run = (): Value =>
    runClauses(rt, candidates(def, clauses, variables), args, caller, () =>
      rt.raises(`raises: no clause of ${def.name}/${def.arity} matches (${args.map(brief).join(", ")})`, node, caller),
    );
  if (!args.some((arg) => arg.t === "unknown")) return run();
  // A function that calls itself with nothing known that was not known before would do so for ever.
  if (rt.underWay.some((one) => one.clauses === clauses && sameArguments(one.args, args))) {
    return rt.unknown(`calls ${def.name}/${def.arity} again and again, for how long is not known`, node, caller);
  }
  rt.underWay.push({ clauses, args });
  try {
    return run();
  } finally {
    rt.underWay.pop();
  }
}

/** Larger arguments are not compared. */
const smallWeight = 50;

function sameArguments(a: readonly Value[], b: readonly Value[]): boolean {
  return a.every((one, i) => {
    const other = b[i] as Value;
    if (one === other || (one.t === "unknown" && other.t === "unknown")) return true;
    return facts(one).weight < smallWeight && equal(one, other, true) === true;
  });
}

function* candidates(
  def: FunctionDef,
  clauses: readonly FunctionClause[],
  variables: Call["variables"] = [],
): Iterable<Candidate> {
  for (const { clause, home } of clauses) {
    const scope = Scope.empty(home.scope.lexical);
    for (const [name, value] of variables) scope.set(name, value);
    yield { clause, frame: { ...home, scope, fn: { name: def.name, arity: def.arity } } };
  }
}

/** A call with fewer arguments than the clauses have: the others come from `\\`. */
function withDefaults(rt: Runtime, def: FunctionDef, call: Call): Value {
  const { to, fill, home } = def.defaults as NonNullable<FunctionDef["defaults"]>;
  const frame: Frame = { ...home, scope: Scope.empty(home.scope.lexical), fn: { name: def.name, arity: def.arity } };
  let next = 0;
  const all = fill.map((value) => (value === undefined ? (call.args[next++] as Value) : rt.eval(value, frame)));
  const target = home.module?.functions.get(`${def.name}/${to}`);
  if (target === undefined) return rt.raises(`raises: ${def.name}/${to} has no clauses`, call.node, call.frame);
  return callFunction(rt, target, { ...call, args: all });
}
