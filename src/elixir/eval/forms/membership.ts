import type { Node } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import type { Runtime } from "../runtime.ts";
import { enumerate, field, rangeSize } from "../values/enumerate.ts";
import { equal } from "../values/equal.ts";
import { derived, no, yes } from "../values/make.ts";
import type { UnknownValue, Value } from "../values/value.ts";
import { taint, union } from "../values/variables.ts";
import type { Forms } from "./form.ts";

export const membershipForms: Forms = {
  in(rt, node, frame) {
    if (node.args.length !== 2) return undefined;
    return member(rt, rt.eval(node.args[1]!, frame), rt.eval(node.args[0]!, frame), node, frame);
  },
};

/** `value in collection`, also Enum.member?/2. */
export function member(rt: Runtime, collection: Value, value: Value, node: Node, frame: Frame): Value {
  const variables = union(collection.variables, value.variables);
  if (collection.t === "map" && value.t === "int") {
    const answer = inRange(collection, value.v);
    if (answer !== undefined) return taint(answer ? yes : no, variables);
  }
  const items = enumerate(rt, collection, node, frame);
  if (items.open?.raises) return items.open;
  let unsure: UnknownValue | undefined = items.open;
  let names = union(variables, items.open?.variables);
  for (const item of items.items) {
    if (!rt.step(1)) return rt.unknown("needs too many steps", node, frame);
    const same = equal(item, value, true);
    names = union(names, item.variables);
    if (same === true) return taint(yes, names);
    if (same === undefined)
      unsure ??=
        item.t === "unknown"
          ? item
          : value.t === "unknown"
            ? value
            : rt.unknown("compares values that are not known", node, frame);
  }
  return taint(unsure === undefined ? no : derived(unsure), names);
}

function inRange(collection: Extract<Value, { t: "map" }>, value: bigint): boolean | undefined {
  const type = field(collection, "__struct__");
  if (type?.t !== "atom" || type.v !== "Elixir.Range") return undefined;
  const [first, last, step] = ["first", "last", "step"].map((name) => field(collection, name));
  if (first?.t !== "int" || last?.t !== "int" || step?.t !== "int") return undefined;
  if (rangeSize(first.v, last.v, step.v) === 0n) return false;
  const [low, high] = step.v > 0n ? [first.v, last.v] : [last.v, first.v];
  return value >= low && value <= high && (value - first.v) % step.v === 0n;
}
