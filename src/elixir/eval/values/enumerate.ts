import type { Node } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import type { Runtime } from "../runtime.ts";
import { int, list, openList } from "./make.ts";
import { sortedEntries } from "./order.ts";
import { brief } from "./show.ts";
import type { ListValue, MapValue, UnknownValue, Value } from "./value.ts";
import { taint } from "./variables.ts";

const maximumItems = 100_000;

/** Why a list of nothing but an unknown rest stands for the value. */
const unknownItems = (why: UnknownValue): ListValue => openList([], why, 0);

/** The items of anything that can be enumerated; open where they are not all known. */
export function enumerate(
  rt: Runtime,
  value: Value,
  node: Node,
  frame: Frame,
): ListValue & { variables?: ReadonlySet<string> } {
  switch (value.t) {
    case "list":
      return value;
    case "unknown":
      return taint(unknownItems(value), value.variables);
    case "map":
      return taint(enumerateMap(rt, value, node, frame), value.variables);
    default:
      return taint(
        unknownItems(rt.raises(`raises: ${brief(value)} cannot be enumerated`, node, frame)),
        value.variables,
      );
  }
}

/** A field of a struct by its name. */
export function field(value: MapValue, name: string): Value | undefined {
  return value.entries.find(([key]) => key.t === "atom" && key.v === name)?.[1];
}

function enumerateMap(rt: Runtime, value: MapValue, node: Node, frame: Frame): ListValue {
  const type = field(value, "__struct__");
  if (type?.t === "atom") {
    if (type.v === "Elixir.Range") return range(rt, value, node, frame);
    if (type.v === "Elixir.MapSet") return field(value, "items") as ListValue;
    return unknownItems(rt.unknown(`enumerates ${brief(type)}`, node, frame));
  }
  if (value.environment) return unknownItems(rt.unknown("goes over all environment variables", node, frame));
  const sorted = sortedEntries(value);
  const items = (sorted ?? value.entries).map((entry): Value => ({ t: "tuple", items: entry }));
  if (value.open !== undefined) return openList(items, value.open, 0);
  if (sorted === undefined) return openList(items, rt.unknown("is a map whose order is not known", node, frame), 0, []);
  return list(items);
}

function range(rt: Runtime, value: MapValue, node: Node, frame: Frame): ListValue {
  const numbers = ["first", "last", "step"].map((name) => field(value, name));
  const unknown = numbers.find((number) => number?.t === "unknown");
  if (unknown?.t === "unknown") return unknownItems(unknown);
  const [first, last, step] = numbers.map((number) => (number as { v: bigint }).v) as [bigint, bigint, bigint];
  const size = rangeSize(first, last, step);
  if (size > BigInt(maximumItems) || !rt.step(Number(size))) {
    return unknownItems(rt.unknown(`goes over a range of ${size} numbers`, node, frame));
  }
  return list(Array.from({ length: Number(size) }, (_, i) => int(first + BigInt(i) * step)));
}

export function rangeSize(first: bigint, last: bigint, step: bigint): bigint {
  if (step === 0n) return 0n;
  if (step > 0n ? first > last : first < last) return 0n;
  return (last - first) / step + 1n;
}
