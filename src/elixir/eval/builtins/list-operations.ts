import type { Maybe } from "../values/equal.ts";
import { list, openList } from "../values/make.ts";
import type { ListValue, UnknownValue, Value } from "../values/value.ts";
import { noNames, taint, union } from "../values/variables.ts";

/** Operations on lists that keep what is known of partial ones. */

export function mapList(of: ListValue, change: (item: Value) => Value): ListValue {
  const items = of.items.map(change);
  if (of.open === undefined) return list(items);
  return openList(items, of.open, of.openAt ?? 0, of.maybe?.map(change));
}

/**
 * Keeps items by a test; those for which it is not known are perhaps there.
 * @param because why a test is not known.
 */
export function filterList(of: ListValue, test: (item: Value) => Maybe, because: () => UnknownValue): ListValue {
  const kept: Value[] = [];
  const maybe: Value[] = [];
  let openAt: number | undefined;
  let open = of.open;
  for (const [index, item] of of.items.entries()) {
    if (of.open !== undefined && index === (of.openAt ?? 0)) openAt ??= kept.length;
    const is = test(item);
    if (is === true) kept.push(item);
    else if (is === undefined) {
      openAt ??= kept.length;
      open ??= because();
      maybe.push(item);
    }
  }
  if (open === undefined) return list(kept);
  const anything = of.open !== undefined && of.maybe === undefined;
  const others = of.maybe?.filter((item) => test(item) !== false) ?? [];
  return openList(kept, open, openAt ?? kept.length, anything ? undefined : [...maybe, ...others]);
}

export const concat = (a: ListValue, b: ListValue): ListValue => concatAll([a, b]);

/** One list after the other; open from where the first of them is. */
export function concatAll(lists: readonly ListValue[]): ListValue {
  const items: Value[] = [];
  const maybe: Value[] = [];
  let variables = noNames;
  let open: UnknownValue | undefined;
  let openAt = 0;
  let anything = false;
  for (const one of lists) {
    if (one.open !== undefined) {
      if (open === undefined) openAt = items.length + (one.openAt ?? 0);
      open ??= one.open;
      variables = union(variables, one.open.variables);
      if (one.maybe === undefined) anything = true;
      else for (const item of one.maybe) maybe.push(item);
    }
    for (const item of one.items) items.push(item);
  }
  if (open === undefined) return list(items);
  return openList(items, taint(open, variables), openAt, anything ? undefined : maybe);
}

/** What is known of `value` as a list: an unknown value is a list of nothing known. */
export function asList(value: ListValue | UnknownValue): ListValue {
  return value.t === "list" ? value : openList([], value, 0);
}

/** The list without its first `count` items. */
export function drop(of: ListValue, count: number): ListValue {
  const items = of.items.slice(count);
  if (of.open === undefined) return list(items);
  return { ...of, items, openAt: Math.max(0, (of.openAt ?? 0) - count) };
}
