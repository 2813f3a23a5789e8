import { field } from "../values/enumerate.ts";
import { graphemes } from "../values/graphemes.ts";
import { atom, bool, charlist, float, int, list, nil, str, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { patterns } from "./arguments.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";
import { amount, sliceOf } from "./enum-slice.ts";
import { parseFloatText, parseInteger } from "./numbers.ts";
import { replace } from "./string-replace.ts";
import { split } from "./string-split.ts";
import { trimBuiltins } from "./string-trim.ts";

const mapped =
  (change: (text: string) => string): Builtin =>
  (c, text) =>
    str(change(c.str(text)));

const asks =
  (test: (text: string, pattern: string) => boolean): Builtin =>
  (c, text, pattern) => {
    const of = c.str(text);
    return bool(patterns(c, pattern).some((one) => test(of, one)));
  };

/** Unicode's default case mapping, as Elixir's; German sharp s and the like included. */
const lower = (text: string): string => text.toLowerCase();
const upper = (text: string): string => text.toUpperCase();

const asciiOnly = (c: BuiltinCall, mode: Value | undefined): boolean => mode !== undefined && c.atom(mode) === "ascii";

const cased =
  (all: (text: string) => string): Builtin =>
  (c, text, mode) => {
    const of = c.str(text);
    return str(asciiOnly(c, mode) ? of.replace(/[a-zA-Z]+/g, all) : all(of));
  };

function pad(c: BuiltinCall, text: Value, count: Value, with_: Value | undefined, leading: boolean): Value {
  const of = c.str(text);
  const missing = amount(c, count) - graphemes(of).length;
  if (missing <= 0) return str(of);
  c.step(missing / 8);
  const fill = with_ === undefined ? [" "] : padding(c, with_);
  if (fill.length === 0) return c.raise("pads with nothing");
  const added = Array.from({ length: missing }, (_, i) => fill[i % fill.length]).join("");
  return str(leading ? added + of : of + added);
}

function padding(c: BuiltinCall, value: Value): readonly string[] {
  const known = c.known(value);
  return known.t === "list" ? c.items(value).map((item) => c.str(item)) : graphemes(c.str(value));
}

function slice(c: BuiltinCall, text: Value, range: Value): Value {
  const of = graphemes(c.str(text));
  const known = c.map(range);
  const first = c.size(field(known, "first") ?? nil);
  const last = c.size(field(known, "last") ?? nil);
  const start = first < 0 ? Math.max(first + of.length, 0) : first;
  const end = last < 0 ? last + of.length : last;
  return str(of.slice(start, Math.max(start, end + 1)).join(""));
}

function duplicate(c: BuiltinCall, text: Value, count: Value): Value {
  const [of, times] = [c.str(text), c.size(count)];
  if (times < 0) return c.raise("repeats a string less than 0 times");
  if (of.length * times > 1_000_000) return c.unknown("builds a very long string");
  return str(of.repeat(times));
}

function capitalize(text: string): string {
  const [first = "", ...rest] = graphemes(text);
  const initial = upper(first);
  // Title case, not upper case: a character that has more than one letter in upper case keeps only the first tall.
  return (initial.length > first.length ? initial[0] + lower(initial.slice(1)) : initial) + lower(rest.join(""));
}

export const stringBuiltins: BuiltinModule = {
  module: "Elixir.String",
  functions: {
    ...trimBuiltins,
    "split/1": split,
    "split/2": split,
    "split/3": split,
    "splitter/2": split,
    "splitter/3": split,
    "replace/3": replace,
    "replace/4": replace,
    "upcase/1": cased(upper),
    "upcase/2": cased(upper),
    "downcase/1": cased(lower),
    "downcase/2": cased(lower),
    "capitalize/1": mapped(capitalize),
    "reverse/1": mapped((text) => graphemes(text).toReversed().join("")),
    "length/1": (c, text) => int(graphemes(c.str(text)).length),
    "at/2": (c, text, index) => {
      const at = graphemes(c.str(text)).at(c.size(index));
      return at === undefined ? nil : str(at);
    },
    "first/1": (c, text) => {
      const first = graphemes(c.str(text))[0];
      return first === undefined ? nil : str(first);
    },
    "last/1": (c, text) => {
      const last = graphemes(c.str(text)).at(-1);
      return last === undefined ? nil : str(last);
    },
    "slice/2": slice,
    "slice/3": (c, text, start, count) => {
      const [of, size] = [c.str(text), amount(c, count)];
      return str(size === 0 ? "" : sliceOf(graphemes(of), c.size(start), size).join(""));
    },
    "graphemes/1": (c, text) => list(graphemes(c.str(text)).map(str)),
    "codepoints/1": (c, text) => list(Array.from(c.str(text), str)),
    "split_at/2": (c, text, index) => {
      const of = graphemes(c.str(text));
      const at = c.size(index);
      const end = at < 0 ? Math.max(0, of.length + at) : at;
      return tuple(str(of.slice(0, end).join("")), str(of.slice(end).join("")));
    },
    "contains?/2": asks((text, pattern) => text.includes(pattern)),
    "starts_with?/2": asks((text, pattern) => text.startsWith(pattern)),
    "ends_with?/2": asks((text, pattern) => text.endsWith(pattern)),
    "equivalent?/2": (c, a, b) => bool(c.str(a).normalize("NFD") === c.str(b).normalize("NFD")),
    "match?/2": (c, text, regex) => c.rt.callRemote("Elixir.Regex", "match?", [regex, text], c.node, c.frame),
    "duplicate/2": duplicate,
    "pad_leading/2": (c, text, count) => pad(c, text, count, undefined, true),
    "pad_leading/3": (c, text, count, fill) => pad(c, text, count, fill, true),
    "pad_trailing/2": (c, text, count) => pad(c, text, count, undefined, false),
    "pad_trailing/3": (c, text, count, fill) => pad(c, text, count, fill, false),
    "to_atom/1": (c, text) => atom(c.str(text)),
    "to_existing_atom/1": (c, text) => atom(c.str(text)),
    "to_charlist/1": (c, text) => charlist(c.str(text)),
    "to_integer/1": (c, text) => {
      const number = parseInteger(c.str(text), 10);
      return number?.[1] === "" ? int(number[0]) : c.raise("reads a number that is none");
    },
    "to_integer/2": (c, text, base) => {
      const number = parseInteger(c.str(text), c.size(base));
      return number?.[1] === "" ? int(number[0]) : c.raise("reads a number that is none");
    },
    "to_float/1": (c, text) => {
      const of = c.str(text);
      const number = parseFloatText(of);
      return number?.[1] === "" && of.includes(".") ? float(number[0]) : c.raise("reads a number that is none");
    },
    "valid?/1": (c, text) => bool(c.known(text).t === "str"),
    "printable?/1": (c, text) => bool(!/[\u0000-\u0006\u000e-\u001a\u001c-\u001f\u007f-\u009f]/.test(c.str(text))),
    "normalize/2": (c, text, form) => {
      const name = c.atom(form).toUpperCase();
      return ["NFC", "NFD", "NFKC", "NFKD"].includes(name)
        ? str(c.str(text).normalize(name))
        : c.raise("knows no such form");
    },
    "next_codepoint/1": (c, text) => {
      const [first, ...rest] = Array.from(c.str(text));
      return first === undefined ? nil : tuple(str(first), str(rest.join("")));
    },
    "next_grapheme/1": (c, text) => {
      const [first, ...rest] = graphemes(c.str(text));
      return first === undefined ? nil : tuple(str(first), str(rest.join("")));
    },
  },
};
