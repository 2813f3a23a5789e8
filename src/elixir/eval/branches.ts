import { maximumWays } from "./bounds.ts";
import type { Frame } from "./frame.ts";
import type { FunctionClause, FunctionDef, ModuleState } from "./module-state.ts";
import type { Runtime } from "./runtime.ts";
import { nil } from "./values/make.ts";
import { merge } from "./values/merge.ts";
import type { UnknownValue, Value } from "./values/value.ts";
import { taint } from "./values/variables.ts";

/** What a branch may change of the module that is being defined. */
interface Snapshot {
  readonly functions: ModuleState["functions"];
  readonly attributes: ModuleState["attributes"];
}

/** See Runtime.branches. */
export function runBranches(rt: Runtime, ways: readonly (() => Value)[], because: UnknownValue, frame: Frame): Value {
  const { module } = frame;
  const before = module === undefined ? undefined : take(module);
  const values: Value[] = [];
  const after: Snapshot[] = [];
  for (const way of ways) {
    if (module !== undefined && before !== undefined) restore(module, before);
    const value = rt.under({ certain: false, variables: because.variables }, way);
    values.push(value);
    if (module !== undefined && !(value.t === "unknown" && value.raises)) after.push(take(module));
  }
  if (module !== undefined && before !== undefined) restore(module, joined(after, before, because));
  return taint(merge(values, bare(because)), because.variables);
}

/** The reason alone: what the condition itself could be says nothing of the result. */
function bare(because: UnknownValue): UnknownValue {
  const { choices: _, raises: __, ...rest } = because;
  return rest;
}

const take = ({ functions, attributes }: ModuleState): Snapshot => ({ functions, attributes });

function restore(module: ModuleState, to: Snapshot): void {
  module.functions = to.functions;
  module.attributes = to.attributes;
}

function joined(states: readonly Snapshot[], before: Snapshot, because: UnknownValue): Snapshot {
  const [first = before, ...rest] = states;
  return rest.reduce(
    (a, b) => ({
      functions: a.functions === b.functions ? a.functions : eitherOf(a.functions, b.functions),
      attributes: a.attributes === b.attributes ? a.attributes : attributes(a.attributes, b.attributes, because),
    }),
    first,
  );
}

function attributes(
  a: Snapshot["attributes"],
  b: Snapshot["attributes"],
  because: UnknownValue,
): Snapshot["attributes"] {
  const names = new Set([...a.keys(), ...b.keys()]);
  return new Map([...names].map((name) => [name, merge([a.get(name) ?? nil, b.get(name) ?? nil], bare(because))]));
}

/** The functions of a module that is defined in one of two ways. */
export function eitherOf(a: Snapshot["functions"], b: Snapshot["functions"]): Snapshot["functions"] {
  const all = new Map(a);
  for (const [key, def] of b) {
    const old = a.get(key);
    all.set(key, old === undefined || old === def ? def : both(old, def));
  }
  return all;
}

/** A function that is defined in one of several ways. */
function both(a: FunctionDef, b: FunctionDef): FunctionDef {
  const ways: (readonly FunctionClause[])[] = [];
  for (const clauses of [a.clauses, ...(a.alternatives ?? []), b.clauses, ...(b.alternatives ?? [])]) {
    if (!ways.includes(clauses)) ways.push(clauses);
  }
  const [clauses = [], ...alternatives] = ways.slice(0, maximumWays + 1);
  return alternatives.length === 0 ? { ...a, clauses } : { ...a, clauses, alternatives };
}
