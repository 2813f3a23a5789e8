import type { FunctionCall, Runtime } from "../runtime.ts";
import type { Value } from "../values/value.ts";
import { taint } from "../values/variables.ts";
import { builtin } from "./all-builtins.ts";
import { BuiltinCall, Stop } from "./builtin.ts";

/** Calls a function of Elixir's own libraries that the registry knows. */
export function runBuiltin(rt: Runtime, { module, name, args, node, frame }: FunctionCall): Value {
  const run = builtin(module, name, args.length);
  const shown = `${module === "Elixir.Kernel" ? "" : `${module.replace(/^Elixir\./, "")}.`}${name}/${args.length}`;
  if (run === undefined) return rt.unknown(`calls ${shown}, which is not followed`, node, frame);
  const c = new BuiltinCall(rt, node, frame, shown);
  try {
    const value = run(c, ...args);
    return taint(value, c.variables);
  } catch (stop) {
    if (stop instanceof Stop) return taint(stop.value, c.variables);
    throw stop;
  }
}
