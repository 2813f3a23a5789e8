import { itemKey, itemValue } from "../../../elixir/eval/values/keyword-list.ts";
import type { Value } from "../../../elixir/eval/values/value.ts";

/**
 * The configuration of one application as lines of a configuration file; undefined where a part of it has no text.
 * @param here absolute: a value that has this folder in it would be another one in a build.
 */
export function configLines(app: string, settings: Value, here: string): readonly string[] | undefined {
  if (settings.t !== "list" || settings.open !== undefined) return undefined;
  const lines: string[] = [];
  for (const item of settings.items) {
    if (item.t !== "tuple" || item.items.length !== 2) return undefined;
    const [key, value] = item.items.map(textOf);
    if (key === undefined || value === undefined || value.includes(here)) return undefined;
    lines.push(`config ${atom(app)}, ${key}, ${value}`);
  }
  return lines;
}

/** A value as Elixir source; undefined for functions, quoted code, and what is not known. */
function textOf(value: Value): string | undefined {
  switch (value.t) {
    case "atom":
      return atom(value.v);
    case "int":
      return value.v.toString();
    case "float":
      return Number.isFinite(value.v) ? float(value.v) : undefined;
    case "str":
      return text(value.v);
    case "list":
      return value.open === undefined ? joined(value.items, "[", "]") : undefined;
    case "tuple":
      return joined(value.items, "{", "}");
    case "map": {
      if (value.open !== undefined) return undefined;
      const entries = value.entries.map((entry) => entry.map(textOf));
      if (entries.some((entry) => entry.includes(undefined))) return undefined;
      return `%{${entries.map(([key, own]) => `${key} => ${own}`).join(", ")}}`;
    }
    default:
      return undefined;
  }
}

function joined(items: readonly Value[], open: string, close: string): string | undefined {
  const texts = items.map(textOf);
  return texts.includes(undefined) ? undefined : `${open}${texts.join(", ")}${close}`;
}

/** Elixir wants a point in every float, in one with an exponent too. */
function float(value: number): string {
  const [whole = "", power] = String(value).split("e");
  return `${whole.includes(".") ? whole : `${whole}.0`}${power === undefined ? "" : `e${power.replace("+", "")}`}`;
}

/** Line breaks of other scripts, and what turns the direction of text: Elixir refuses them in its source. */
const REFUSED = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** JSON's escapes are Elixir's as well. */
function text(value: string): string {
  return JSON.stringify(value)
    .replaceAll("#{", "\\#{")
    .replaceAll(REFUSED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function atom(name: string): string {
  if (/^(?:nil|true|false)$/.test(name)) return name;
  if (/^Elixir(?:\.[A-Z]\w*)+$/.test(name)) return name.slice("Elixir.".length);
  return /^[a-z_]\w*[?!]?$/.test(name) ? `:${name}` : `:${text(name)}`;
}

/** Every atom in a value that is no key of a keyword list. */
export function atomsIn(value: Value): readonly string[] {
  if (value.t === "atom") return [value.v];
  if (value.t === "list")
    return value.items.flatMap((item) => (itemKey(item) === undefined ? atomsIn(item) : atomsIn(itemValue(item))));
  if (value.t === "tuple") return value.items.flatMap(atomsIn);
  return value.t === "map" ? value.entries.flatMap((entry) => entry.flatMap(atomsIn)) : [];
}
