import type { Node } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import type { Runtime } from "../runtime.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import { taint } from "../values/variables.ts";

/** Whether `if` takes a value for true: everything but nil and false. */
export function truthy(value: Exclude<Value, UnknownValue>): boolean {
  return !(value.t === "atom" && (value.v === "nil" || value.v === "false"));
}

/** Chooses by a condition: one way where it is known, both where it is not. The variables it was made from decide on the value, too. */
export function choose(rt: Runtime, condition: Value, then: () => Value, otherwise: () => Value, frame: Frame): Value {
  if (condition.t === "unknown") {
    return condition.raises ? condition : rt.branches([then, otherwise], condition, frame);
  }
  const { variables } = condition;
  return taint(
    rt.under({ variables }, () => (truthy(condition) ? then() : otherwise())),
    variables,
  );
}

/** The value of a block of a construct, nil where it has none. */
export function blockValue(rt: Runtime, node: Node | undefined, frame: Frame): Value {
  return node === undefined ? { t: "atom", v: "nil" } : rt.evalInner(node, frame);
}
