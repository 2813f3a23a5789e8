import type { Value } from "../../elixir/eval/values/value.ts";
import { type Known, isUnknown, unknown, wrongKind } from "../../model/unknown.ts";
import { pairsOf } from "./keyword-get.ts";

/** From Elixir values to fields of the model. A reader gives undefined for a value that is not of its shape. */
export type Reader<T> = (value: Value) => Known<T> | undefined;

/**
 * The value as a field: `absent` where it is not there or nil, unknown where it is not known or not what Mix expects.
 * @param expected for the reason: "a string", "a list of atoms".
 */
export function field<T, A>(value: Value | undefined, read: Reader<T>, expected: string, absent: A): Known<T | A> {
  if (value === undefined || isNil(value)) return absent;
  if (value.t === "unknown") return unknown(value.why);
  return read(value) ?? wrongKind(expected);
}

export function isNil(value: Value): boolean {
  return value.t === "atom" && value.v === "nil";
}

/** Everything but false and nil, as Elixir's `if` sees it; undefined where it is not known. */
export function truthy(value: Value | undefined): boolean | undefined {
  if (value === undefined) return false;
  if (value.t === "unknown") return undefined;
  return !(value.t === "atom" && (value.v === "nil" || value.v === "false"));
}

export const string: Reader<string> = (value) => (value.t === "str" ? value.v : undefined);

export const integer: Reader<number> = (value) => (value.t === "int" ? Number(value.v) : undefined);

/** An atom's name without `Elixir.`; nil is none. */
export const atom: Reader<string> = (value) =>
  value.t === "atom" && value.v !== "nil" ? value.v.replace(/^Elixir\./, "") : undefined;

export const atomOrString: Reader<string> = (value) => atom(value) ?? string(value);

/** `true` and whatever else counts as true; Mix asks `if opts[:override]`. */
export const truth: Reader<boolean> = (value) => truthy(value);

/** A list of which every item is known and of the shape. */
export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value) => {
    if (value.t !== "list") return undefined;
    const items = all(value.items, read);
    return value.open === undefined || items === undefined ? items : unknown(value.open.why);
  };
}

/** One, or a list of them, as List.wrap/1. */
export function oneOrListOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value) => (value.t === "list" ? listOf(read)(value) : all([value], read));
}

/** A keyword list (or a map) of which everything is known; `read` makes an item of each pair. */
export function keywordOf<T>(read: (key: string, value: Value) => Known<T> | undefined): Reader<readonly T[]> {
  return (value) => {
    const pairs = pairsOf(value);
    if (pairs === undefined || isUnknown(pairs)) return pairs;
    const items: T[] = [];
    for (const [key, content] of pairs) {
      const name = field(key, atomOrString, "an atom", undefined);
      if (name === undefined || isUnknown(name)) return name;
      const one = read(name, content);
      if (one === undefined || isUnknown(one)) return one as Known<never> | undefined;
      items.push(one as T);
    }
    return items;
  };
}

function all<T>(values: readonly Value[], read: Reader<T>): Known<readonly T[]> | undefined {
  const items: T[] = [];
  for (const value of values) {
    const one = value.t === "unknown" ? unknown(value.why) : read(value);
    if (one === undefined || isUnknown(one)) return one as Known<never> | undefined;
    items.push(one as T);
  }
  return items;
}

/** A keyword as a record; of two equal keys the first counts. */
export function recordOf(read: Reader<string>): Reader<Readonly<Record<string, string>>> {
  const items = keywordOf((key, value): Known<readonly [string, string]> | undefined => {
    const content = value.t === "unknown" ? unknown(value.why) : read(value);
    return content === undefined || isUnknown(content) ? content : [key, content];
  });
  return (value) => {
    const pairs = items(value);
    if (pairs === undefined || isUnknown(pairs)) return pairs;
    const record: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [key, content] of pairs) record[key] ??= content;
    return { ...record };
  };
}
