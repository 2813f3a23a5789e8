import { equal, keyOf } from "./equal.ts";
import { facts } from "./facts.ts";
import { itemKey } from "./keyword-list.ts";
import { openList } from "./make.ts";
import type { ListValue, MapValue, UnknownValue, Value } from "./value.ts";
import { noNames, taint, union, type Names } from "./variables.ts";

/**
 * What holds whichever of the values it is: equal parts stay, parts that differ become `because`.
 * Lists that differ in length keep what is in all of them and are open.
 * @param because why it is not known which of them.
 */
export function merge(values: readonly Value[], because: UnknownValue): Value {
  const possible = values.filter((value) => !(value.t === "unknown" && value.raises));
  if (possible.length === 0) return values[0] ?? because;
  const merged = possible.reduce((a, b) => two(a, b, because));
  return taint(merged, because.variables);
}

function two(a: Value, b: Value, because: UnknownValue): Value {
  if (a === b) return a;
  const names = union(a.variables, b.variables);
  if (a.t === "unknown" || b.t === "unknown") return unknowns(a, b, because);
  if (a.t === "tuple" && b.t === "tuple" && a.items.length === b.items.length && sameHead(a.items, b.items)) {
    const place = a.place ?? b.place;
    const items = a.items.map((item, i) => two(item, b.items[i] as Value, because));
    return taint(place === undefined ? { t: "tuple", items } : { t: "tuple", items, place }, names);
  }
  if (a.t === "list" && b.t === "list") return taint(lists(a, b, because), names);
  if (a.t === "map" && b.t === "map") return taint(maps(a, b, because), names);
  return taint(equal(a, b, true) === true ? a : differs(a, b, because), names);
}

/** At least one is not known: what it can be is known only where both say it. */
function unknowns(a: Value, b: Value, because: UnknownValue): Value {
  // A way with a part that raises is not the one taken.
  if (a.t === "unknown" && a.raises) return b;
  if (b.t === "unknown" && b.raises) return a;
  const [one, other] = a.t === "unknown" ? [a, b] : [b as UnknownValue, a];
  if (one.choices !== undefined && (other.t !== "unknown" || other.choices !== undefined))
    return differs(a, b, because);
  const { choices: _, ...bare } = one;
  return taint(bare, union(facts(a).variables, facts(b).variables));
}

/** Neither is known; the variables that either was made from would change the value. */
function differs(a: Value, b: Value, because: UnknownValue): UnknownValue {
  const choices = [...choicesOf(a), ...choicesOf(b)];
  const known = choices.length <= maximumChoices ? { ...because, choices } : because;
  return taint(known, union(facts(a).variables, facts(b).variables));
}

const maximumChoices = 16;
const maximumMaybe = 500;

function choicesOf(value: Value): readonly Value[] {
  return value.t === "unknown" ? (value.choices ?? []) : [value];
}

/** Tuples like `{:app, ...}` are the same thing only if their first atom is the same. */
function sameHead(a: readonly Value[], b: readonly Value[]): boolean {
  const [left, right] = [a[0], b[0]];
  return left?.t !== "atom" || right?.t !== "atom" || left.v === right.v;
}

/** Whether two items are the same one, perhaps with different contents. */
function corresponds(a: Value, b: Value): boolean {
  if (a.t === "tuple" && b.t === "tuple" && a.items[0]?.t === "atom") {
    return a.items.length === b.items.length && sameHead(a.items, b.items);
  }
  return equal(a, b, true) === true;
}

function lists(a: ListValue, b: ListValue, because: UnknownValue): ListValue {
  if (a.open === undefined && b.open === undefined && a.items.length === b.items.length && !differentKeys(a, b)) {
    return { t: "list", items: a.items.map((item, i) => two(item, b.items[i] as Value, because)) };
  }
  const limit = Math.min(a.openAt ?? a.items.length, b.openAt ?? b.items.length, a.items.length, b.items.length);
  let start = 0;
  while (start < limit && corresponds(a.items[start] as Value, b.items[start] as Value)) start++;
  const items = a.items.slice(0, start).map((item, i) => two(item, b.items[i] as Value, because));
  const [others, maybe] = common(a.items.slice(start), b.items.slice(start), because);
  const anything = [a, b].some((one) => one.open !== undefined && one.maybe === undefined);
  for (const one of [a, b]) if (!anything) maybe.push(...(one.maybe ?? []));
  const open = taint(a.open ?? b.open ?? because, names(a, b, because));
  return openList([...items, ...others], open, start, anything || maybe.length > maximumMaybe ? undefined : maybe);
}

function names(a: ListValue, b: ListValue, because: UnknownValue): Names {
  return union(union(a.open?.variables ?? noNames, b.open?.variables), because.variables);
}

function differentKeys(a: ListValue, b: ListValue): boolean {
  return a.items.some((item, i) => {
    const key = itemKey(item);
    return key !== undefined && key !== itemKey(b.items[i] as Value);
  });
}

/** Items that are in both, in the order of both, and those that are in one of them only. */
function common(a: readonly Value[], b: readonly Value[], because: UnknownValue): [Value[], Value[]] {
  const both: Value[] = [];
  const single: Value[] = [];
  let next = 0;
  // Bounded: longer lists are compared within a window only; what is not found in it counts as a single one.
  const window = 200;
  for (const item of a) {
    let at = -1;
    for (let i = next; i < Math.min(b.length, next + window); i++) {
      if (corresponds(item, b[i] as Value)) {
        at = i;
        break;
      }
    }
    if (at < 0) single.push(item);
    else {
      single.push(...b.slice(next, at));
      both.push(two(item, b[at] as Value, because));
      next = at + 1;
    }
  }
  single.push(...b.slice(next));
  return [both, single];
}

function maps(a: MapValue, b: MapValue, because: UnknownValue): Value {
  if (a.environment !== b.environment) return because;
  const other = new Map(b.entries.map(([key, value]) => [keyOf(key), value]));
  let open = a.open ?? b.open;
  const entries: (readonly [Value, Value])[] = [];
  for (const [key, value] of a.entries) {
    const there = other.get(keyOf(key));
    if (there === undefined) open ??= because;
    else entries.push([key, two(value, there, because)]);
  }
  if (entries.length !== b.entries.length) open ??= because;
  const merged: MapValue = open === undefined ? { t: "map", entries } : { t: "map", entries, open };
  return a.environment ? { ...merged, environment: true } : merged;
}
