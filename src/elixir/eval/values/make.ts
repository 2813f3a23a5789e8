import type { Place } from "../../../model/source.ts";
import type { Closure, ListValue, MapValue, UnknownValue, Value } from "./value.ts";

/** Small constructors: what goes in is what the value holds. */

export const nil: Value = { t: "atom", v: "nil" };
export const yes: Value = { t: "atom", v: "true" };
export const no: Value = { t: "atom", v: "false" };
export const emptyList: Value = { t: "list", items: [] };

export const atom = (v: string): Value => ({ t: "atom", v });
export const bool = (v: boolean): Value => (v ? yes : no);
export const int = (v: bigint | number): Value => ({ t: "int", v: BigInt(v) });
export const float = (v: number): Value => ({ t: "float", v });
export const str = (v: string): Value => ({ t: "str", v });
export const list = (items: readonly Value[]): ListValue => ({ t: "list", items });
export const tuple = (...items: readonly Value[]): Value => ({ t: "tuple", items });
export const pair = (key: string, value: Value): Value => ({ t: "tuple", items: [atom(key), value] });
export const map = (entries: readonly (readonly [Value, Value])[]): MapValue => ({ t: "map", entries });
export const fn = (arity: number, call: Closure["call"], name?: string): Value => ({
  t: "fn",
  fn: name === undefined ? { arity, call } : { arity, call, name },
});
export const unknownValue = (why: string, place: Place): UnknownValue => ({ t: "unknown", why, place });
export const raised = (why: string, place: Place): UnknownValue => ({ t: "unknown", why, place, raises: true });

/** The reason alone, for another value that is made from this one: what this one can be says nothing of that. */
export function derived<V extends UnknownValue>(value: V): V {
  if (value.choices === undefined) return value;
  const { choices: _, ...rest } = value;
  return rest as V;
}

/** A struct: a map with its module's full name under :__struct__. */
export function struct(module: string, fields: Readonly<Record<string, Value>>): Value {
  const entries: (readonly [Value, Value])[] = [[atom("__struct__"), atom(module)]];
  for (const key of Object.keys(fields)) entries.push([atom(key), fields[key] as Value]);
  return map(entries);
}

/** A list of which `items` are known and the rest is not; `openAt` as in ListValue. */
export function openList(
  items: readonly Value[],
  open: UnknownValue,
  openAt: number,
  maybe?: readonly Value[],
): ListValue {
  const list: ListValue = { t: "list", items, open: derived(open), openAt };
  return maybe === undefined ? list : { ...list, maybe };
}

/** A charlist: a list of code points. */
export const charlist = (text: string): Value => list(Array.from(text, (c) => int(c.codePointAt(0) as number)));
