import type { Value } from "../../../../src/elixir/eval/values/value.ts";

/** A value as plain data, the same for Elixir's and ours; keys of maps are sorted by their text. */
export type Term =
  | string
  | readonly Term[]
  | { readonly atom: string }
  | { readonly int: string }
  | { readonly float: string }
  | { readonly tuple: readonly Term[] }
  | { readonly map: readonly (readonly [Term, Term])[] }
  | { readonly regex: readonly [string, string] }
  | { readonly set: readonly Term[] }
  | { readonly opaque: string }
  | { readonly raised: string }
  | { readonly unknown: string };

const byText = (a: unknown, b: unknown): number => {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x < y ? -1 : x > y ? 1 : 0;
};

/** Our value as a term; sorted maps so that `sorted` of Elixir's is equal to it. */
export function toTerm(value: Value): Term {
  switch (value.t) {
    case "atom":
      return { atom: value.v };
    case "int":
      return { int: String(value.v) };
    case "float":
      return { float: floatBits(value.v) };
    case "str":
      return value.v;
    case "list":
      return value.open === undefined ? value.items.map(toTerm) : { unknown: value.open.why };
    case "tuple":
      return { tuple: value.items.map(toTerm) };
    case "map":
      return mapTerm(value);
    case "fn":
      return { opaque: "fn" };
    case "quoted":
      return { opaque: "code" };
    case "unknown":
      return value.raises ? { raised: value.why } : { unknown: value.why };
  }
}

function mapTerm(value: Extract<Value, { t: "map" }>): Term {
  if (value.open !== undefined) return { unknown: value.open.why };
  const field = (name: string): Value | undefined =>
    value.entries.find(([key]) => key.t === "atom" && key.v === name)?.[1];
  const type = field("__struct__");
  const [source, opts, items] = [field("source"), field("opts"), field("items")];
  if (type?.t === "atom" && type.v === "Elixir.Regex" && source?.t === "str" && opts?.t === "str") {
    return { regex: [source.v, opts.v] };
  }
  if (type?.t === "atom" && type.v === "Elixir.MapSet" && items?.t === "list") {
    return { set: items.items.map(toTerm).toSorted(byText) };
  }
  return { map: value.entries.map(([key, item]): [Term, Term] => [toTerm(key), toTerm(item)]).toSorted(byText) };
}

const isList = (term: Term): term is readonly Term[] => Array.isArray(term);

/** Elixir's term with maps sorted as ours are. */
export function sorted(term: Term): Term {
  if (typeof term === "string") return term;
  if (isList(term)) return term.map(sorted);
  if ("tuple" in term) return { tuple: term.tuple.map(sorted) };
  if ("set" in term) return { set: term.set.map(sorted).toSorted(byText) };
  if ("map" in term) {
    return { map: term.map.map(([key, value]): [Term, Term] => [sorted(key), sorted(value)]).toSorted(byText) };
  }
  return term;
}

function floatBits(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes.toString("hex").toUpperCase();
}

/** Whether a term or a part of it is not known. */
export function hasUnknown(term: Term): boolean {
  const text = JSON.stringify(term);
  return text.includes('{"unknown":') || text.includes('{"raised":');
}
