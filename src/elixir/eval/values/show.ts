import { facts } from "./facts.ts";
import { floatText } from "./float.ts";
import { sortedEntries } from "./order.ts";
import type { MapValue, Value } from "./value.ts";

/**
 * `inspect/1`: Elixir's way to write a value. Undefined where a part is not known, where versions of Elixir differ
 * (charlists), and for what is so large that Elixir would cut it short.
 */
export function inspect(value: Value): string | undefined {
  return facts(value).weight > maximumInspected ? undefined : write(value);
}

/** Below Elixir's own limit of 50 items, whatever counts as one. */
const maximumInspected = 40;

function write(value: Value): string | undefined {
  switch (value.t) {
    case "atom":
      return inspectAtom(value.v);
    case "int":
      return String(value.v);
    case "float":
      return floatText(value.v);
    case "str":
      return inspectText(value.v);
    case "list":
      return value.open === undefined ? inspectList(value.items) : undefined;
    case "tuple":
      return joined(value.items, "{", "}");
    case "map":
      return inspectMap(value);
    default:
      return undefined;
  }
}

/** An atom as it stands in source: `:ok`, `nil`, `Foo.Bar`, `:"a b"`. */
export function inspectAtom(name: string): string {
  if (name === "nil" || name === "true" || name === "false") return name;
  if (isAlias(name)) return name === "Elixir" ? name : name.slice("Elixir.".length);
  return isPlainAtom(name) ? `:${name}` : `:${quoteText(name, '"')}`;
}

const operators = new Set(
  "! != !== % %{} & && &&& * ** + ++ +++ - -- --- -> . .. ..// / // :: < <- <<< <<>> <<~ <= <> <|> <~ <~> = == === => =~ > >= >>> @ ^ ^^^ {} | |> || ||| ~> ~>> ~~~ ... __aliases__".split(
    " ",
  ),
);

function isPlainAtom(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_@]*[?!]?$/u.test(name) || operators.has(name);
}

function isAlias(name: string): boolean {
  return /^Elixir(\.[A-Z][A-Za-z0-9_]*)*$/.test(name);
}

/** A key before its colon, as in `[a: 1]`. */
function inspectKey(name: string): string {
  const plain = isPlainAtom(name) && !["..", "../../", "::", "."].includes(name);
  return plain ? `${name}:` : `${quoteText(name, '"')}:`;
}

function inspectList(items: readonly Value[]): string | undefined {
  if (items.length > 0 && items.every(isPrintable)) return undefined;
  const keys = keywordText(items);
  return keys === false ? joined(items, "[", "]") : keys === undefined ? undefined : `[${keys}]`;
}

/** A string that has characters without a form is written byte by byte. */
function inspectText(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the ones without a form
  if (!/[\u0000-\u0006\u000e-\u001a\u001c-\u001f\u0080-\u009f\ufffe\uffff]/.test(text)) return quoteText(text, '"');
  return `<<${Array.from(new TextEncoder().encode(text)).join(", ")}>>`;
}

/** Code points that Elixir takes for a charlist when a list is inspected. */
function isPrintable(item: Value): boolean {
  return item.t === "int" && ((item.v >= 32n && item.v <= 126n) || (item.v >= 7n && item.v <= 13n) || item.v === 27n);
}

/** `a: 1, b: 2`; false where the items are no keyword pairs, undefined where a value has no known form. */
function keywordText(items: readonly Value[]): string | undefined | false {
  const parts: string[] = [];
  for (const item of items) {
    if (item.t !== "tuple" || item.items.length !== 2) return false;
    const [key, value] = item.items as readonly [Value, Value];
    if (key.t !== "atom" || isAlias(key.v)) return false;
    const text = write(value);
    if (text === undefined) return undefined;
    parts.push(`${inspectKey(key.v)} ${text}`);
  }
  return parts.length === 0 ? false : parts.join(", ");
}

function joined(items: readonly Value[], open: string, close: string): string | undefined {
  const parts: string[] = [];
  for (const item of items) {
    const text = write(item);
    if (text === undefined) return undefined;
    parts.push(text);
  }
  return `${open}${parts.join(", ")}${close}`;
}

function inspectMap(value: MapValue): string | undefined {
  if (value.open !== undefined || value.environment) return undefined;
  const sorted = sortedEntries(value);
  if (sorted === undefined) return undefined;
  const struct = sorted.find(([key]) => key.t === "atom" && key.v === "__struct__")?.[1];
  if (struct !== undefined) return undefined;
  const pairs = sorted.map((entry): Value => ({ t: "tuple", items: entry }));
  const keys = keywordText(pairs);
  if (keys !== false) return keys === undefined ? undefined : `%{${keys}}`;
  const parts: string[] = [];
  for (const [key, item] of sorted) {
    const left = write(key);
    const right = write(item);
    if (left === undefined || right === undefined) return undefined;
    parts.push(`${left} => ${right}`);
  }
  return `%{${parts.join(", ")}}`;
}

const escapes: Readonly<Record<string, string>> = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\u007f": "\\d",
  "\u001b": "\\e",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
};

/** A text between quotes, with escapes as `inspect` writes them. */
export function quoteText(text: string, quote: '"' | "'"): string {
  let out = quote as string;
  for (const character of text) {
    if (character === quote) out += `\\${quote}`;
    else if (escapes[character] !== undefined) out += escapes[character];
    else out += character;
  }
  return (out + quote).replaceAll("#{", "\\#{");
}

/** A short text of any value for messages; at most about 60 characters. */
export function brief(value: Value): string {
  const text = value.t === "unknown" ? "an unknown value" : (inspect(value) ?? `a ${names[value.t]}`);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

const names = {
  atom: "atom",
  int: "number",
  float: "number",
  str: "string",
  list: "list",
  tuple: "tuple",
  map: "map",
  fn: "function",
  quoted: "piece of code",
  unknown: "unknown value",
} as const;

/** `to_string/1`; undefined where it raises or is not known. */
export function toText(value: Value): string | undefined {
  switch (value.t) {
    case "atom":
      return value.v === "nil" ? "" : value.v;
    case "int":
      return String(value.v);
    case "float":
      return floatText(value.v);
    case "str":
      return value.v;
    case "list":
      return listText(value);
    case "map":
      return structText(value);
    default:
      return undefined;
  }
}

/** The text of a charlist or of nested lists of strings and code points (`List.to_string/1`). */
export function listText(value: Value): string | undefined {
  if (value.t === "str") return value.v;
  if (value.t === "int") {
    const isCharacter = value.v >= 0n && value.v <= 0x10ffffn && !(value.v >= 0xd800n && value.v <= 0xdfffn);
    return isCharacter ? String.fromCodePoint(Number(value.v)) : undefined;
  }
  if (value.t !== "list" || value.open !== undefined) return undefined;
  let text = "";
  for (const item of value.items) {
    const part = listText(item);
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}

/** Structs that implement String.Chars and that we make ourselves. */
function structText(value: MapValue): string | undefined {
  const field = (name: string): Value | undefined =>
    value.entries.find(([key]) => key.t === "atom" && key.v === name)?.[1];
  const type = field("__struct__");
  if (type?.t !== "atom") return undefined;
  const text = (name: string): string | undefined => {
    const part = field(name);
    return part?.t === "str" ? part.v : undefined;
  };
  if (type.v === "Elixir.Version") {
    const numbers = ["major", "minor", "patch"].map((name) => field(name));
    if (!numbers.every((number) => number?.t === "int")) return undefined;
    const pre = field("pre");
    if (pre?.t !== "list") return undefined;
    const suffix = pre.items.map(toText);
    if (suffix.includes(undefined)) return undefined;
    const build = text("build");
    const core = numbers.map((number) => String((number as { v: bigint }).v)).join(".");
    return core + (suffix.length === 0 ? "" : `-${suffix.join(".")}`) + (build === undefined ? "" : `+${build}`);
  }
  return undefined;
}
