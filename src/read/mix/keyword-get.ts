import { itemKey, lookup } from "../../elixir/eval/values/keyword-list.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import { type Known, unknown } from "../../model/unknown.ts";

/**
 * `keyword[key]`: undefined = surely absent (also for what is no keyword, as Access does); an unknown value where an
 * item that is not known may be it.
 */
export function keywordGet(keyword: Value, key: string): Value | undefined {
  if (keyword.t === "unknown") return keyword;
  if (keyword.t === "map") {
    for (const [own, value] of keyword.entries) if (own.t === "atom" && own.v === key) return value;
    return keyword.entries.map(([own]) => own).find((own) => own.t === "unknown") ?? keyword.open;
  }
  if (keyword.t !== "list") return undefined;
  const result = lookup(keyword, key);
  if (result.found === "yes") return result.value;
  return result.found === "unknown" ? result.because : undefined;
}

/** Whether a value is a keyword list as Keyword.keyword?/1 says: every item a pair with an atom; `undefined` = not known. */
export function isKeyword(value: Value): boolean | undefined {
  if (value.t === "unknown") return undefined;
  if (value.t !== "list") return false;
  let known = value.open === undefined || value.maybe !== undefined;
  for (const item of [...value.items, ...(value.maybe ?? [])]) {
    if (itemKey(item) !== undefined) continue;
    if (!mayBecomePair(item)) return false;
    known = false;
  }
  return known ? true : undefined;
}

function mayBecomePair(item: Value): boolean {
  return item.t === "unknown" || (item.t === "tuple" && item.items.length === 2 && item.items[0]?.t === "unknown");
}

/** All pairs of a list that is wholly known, in order; undefined where something in it is no pair. */
export function pairsOf(value: Value): Known<readonly (readonly [Value, Value])[]> | undefined {
  if (value.t === "map") return value.open === undefined ? value.entries : unknown(value.open.why);
  if (value.t !== "list") return undefined;
  if (value.open !== undefined) return unknown(value.open.why);
  const pairs: (readonly [Value, Value])[] = [];
  for (const item of value.items) {
    if (item.t === "unknown") return unknown(item.why);
    if (item.t !== "tuple" || item.items.length !== 2) return undefined;
    pairs.push([item.items[0] as Value, item.items[1] as Value]);
  }
  return pairs;
}
