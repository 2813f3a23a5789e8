import { union } from "../environment.ts";
import type { Maybe } from "../equal.ts";
import { list, openList } from "../make.ts";
import type { ListValue, UnknownValue, Value } from "../value.ts";

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

export function concat(a: ListValue, b: ListValue): ListValue {
  const items = [...a.items, ...b.items];
  const open = a.open ?? b.open;
  if (open === undefined) return list(items);
  const openAt = a.open === undefined ? a.items.length + (b.openAt ?? 0) : (a.openAt ?? 0);
  const anything = [a, b].some((one) => one.open !== undefined && one.maybe === undefined);
  const why = b.open?.env === undefined ? open : { ...open, env: union(open.env, b.open.env) };
  return openList(items, why, openAt, anything ? undefined : [...(a.maybe ?? []), ...(b.maybe ?? [])]);
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
