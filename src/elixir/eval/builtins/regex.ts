import { execute, executeAll, type Captures } from "../regex/execute.ts";
import { parseRegex } from "../regex/parse-regex.ts";
import { NotFollowed, type Regex } from "../regex/pattern.ts";
import { field } from "../values/enumerate.ts";
import { atom, bool, list, map, nil, str, struct, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { option } from "./arguments.ts";
import type { Builtin, BuiltinCall, BuiltinModule } from "./builtin.ts";

/** A text as the expression sees it: code points with `u`, bytes without. */
interface Subject {
  readonly units: readonly number[];
  slice(from: number, to: number): string;
}

function subject(c: BuiltinCall, regex: Regex, text: string): Subject {
  c.step(text.length / 16);
  if (regex.unicode) {
    const characters = Array.from(text);
    return {
      units: characters.map((one) => one.codePointAt(0) as number),
      slice: (from, to) => characters.slice(from, to).join(""),
    };
  }
  const bytes = new TextEncoder().encode(text);
  return {
    units: Array.from(bytes),
    slice(from, to) {
      const part = bytes.slice(from, to);
      try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(part);
      } catch {
        return c.unknown("cuts a character into bytes");
      }
    },
  };
}

/** Runs with a regular expression; ends the call where that is of a kind that is not followed. */
function using<T>(c: BuiltinCall, value: Value, run: (regex: Regex, step: () => void) => T): T {
  const of = c.map(value);
  const source = c.str(field(of, "source") ?? c.wrong(value, "a regular expression"));
  const flags = field(of, "opts");
  let steps = 0;
  try {
    return run(parseRegex(source, flags?.t === "str" ? flags.v : ""), () => {
      if (++steps % 8 === 0) c.step(1);
    });
  } catch (error) {
    if (error instanceof NotFollowed) return c.unknown("uses a regular expression of a kind that is not followed");
    throw error;
  }
}

const textOf = (of: Subject, range: readonly [number, number] | undefined): string =>
  range === undefined ? "" : of.slice(range[0], range[1]);

/** Captures as Erlang gives them: groups at the end that took no part are left out. */
function trimmed(captures: Captures): Captures {
  const end = captures.findLastIndex((range) => range !== undefined);
  return captures.slice(0, end + 1);
}

/** What `capture:` asks for; undefined where the match alone counts. */
function selected(c: BuiltinCall, regex: Regex, captures: Captures, of: Subject, wanted: Value): readonly Value[] {
  const known = c.known(wanted);
  const texts = (ranges: Captures): readonly Value[] => ranges.map((range) => str(textOf(of, range)));
  if (known.t === "list") {
    return texts(
      c.items(wanted).map((one) => {
        const name = c.known(one);
        if (name.t === "int") return captures[Number(name.v)];
        const index = regex.names.get(name.t === "atom" ? name.v : c.str(one));
        return index === undefined ? undefined : captures[index];
      }),
    );
  }
  switch (c.atom(wanted)) {
    case "all":
      return texts(trimmed(captures));
    case "first":
      return texts(captures.slice(0, 1));
    case "all_but_first":
      return texts(trimmed(captures).slice(1));
    case "all_names":
      return texts([...regex.names].toSorted().map(([, index]) => captures[index]));
    case "none":
      return [];
    default:
      return c.unknown("asks for captures in a way that is not followed");
  }
}

function plain(c: BuiltinCall, options: Value | undefined): Value {
  if (option(c, options, "return", (value) => c.atom(value), "binary") !== "binary") c.unknown("asks for positions");
  if (option(c, options, "offset", (value) => c.size(value), 0) !== 0) c.unknown("starts in the middle of a text");
  return option(c, options, "capture", (value) => value, atom("all"));
}

const run: Builtin = (c, regex, text, options) =>
  using(c, regex, (compiled, step) => {
    const of = subject(c, compiled, c.str(text));
    const captures = execute(compiled, of.units, 0, step);
    const wanted = plain(c, options);
    return captures === undefined ? nil : list(selected(c, compiled, captures, of, wanted));
  });

const scan: Builtin = (c, regex, text, options) =>
  using(c, regex, (compiled, step) => {
    const of = subject(c, compiled, c.str(text));
    const wanted = plain(c, options);
    return list(executeAll(compiled, of.units, step).map((one) => list(selected(c, compiled, one, of, wanted))));
  });

const split: Builtin = (c, regex, text, options) =>
  using(c, regex, (compiled, step) => {
    const of = subject(c, compiled, c.str(text));
    const parts = option(c, options, "parts", (value) => limit(c, value), Number.POSITIVE_INFINITY);
    const trim = option(c, options, "trim", (value) => c.truthy(value), false);
    if (option(c, options, "include_captures", (value) => c.truthy(value), false)) c.unknown("keeps what it splits at");
    if (option(c, options, "on", (value) => value, undefined) !== undefined) c.unknown("splits at a group");
    if (of.units.length === 0) return list(trim ? [] : [str("")]);
    const found: string[] = [];
    let start = 0;
    for (const captures of executeAll(compiled, of.units, step)) {
      const [at, end] = captures[0] as readonly [number, number];
      if (at === end) return c.unknown("splits at an empty match");
      if (found.length >= parts - 1) break;
      if (!trim || at > start) found.push(of.slice(start, at));
      start = end;
    }
    const rest = of.slice(start, of.units.length);
    return list((trim && rest === "" ? found : [...found, rest]).map(str));
  });

function limit(c: BuiltinCall, value: Value): number {
  const known = c.known(value);
  return known.t === "int" ? Number(known.v) : Number.POSITIVE_INFINITY;
}

const replace: Builtin = (c, regex, text, by, options) =>
  using(c, regex, (compiled, step) => {
    const of = subject(c, compiled, c.str(text));
    const global = option(c, options, "global", (value) => c.truthy(value), true);
    const all = executeAll(compiled, of.units, step);
    let out = "";
    let start = 0;
    for (const captures of global ? all : all.slice(0, 1)) {
      const [at, end] = captures[0] as readonly [number, number];
      out += of.slice(start, at) + replacement(c, by, captures, of);
      if (out.length > 1_000_000) return c.unknown("builds a very long string");
      start = end;
    }
    return str(out + of.slice(start, of.units.length));
  });

/** `\\0` to `\\9`, `\\g{1}` and `\\\\` in the text; a function gets as many captures as it takes. */
function replacement(c: BuiltinCall, by: Value, captures: Captures, of: Subject): string {
  const known = c.known(by);
  if (known.t === "fn") {
    const args = Array.from({ length: known.fn.arity }, (_, i) => str(textOf(of, captures[i])));
    return c.str(c.call(by, ...args));
  }
  return c
    .str(by)
    .replace(/\\(?:g\{(\d+)\}|(\d+)|(\\))/g, (_, braced?: string, bare?: string, backslash?: string) =>
      backslash === undefined ? textOf(of, captures[Number(braced ?? bare)]) : "\\",
    );
}

const compile: Builtin = (c, source, flags) => {
  const text = c.str(source);
  const known = flags === undefined ? undefined : c.known(flags);
  if (known !== undefined && known.t !== "str") return c.unknown("compiles a regular expression with options");
  const regex = struct("Elixir.Regex", { opts: known ?? str(""), source: str(text) });
  using(c, regex, () => nil);
  return regex;
};

export const regexBuiltins: BuiltinModule = {
  module: "Elixir.Regex",
  functions: {
    "match?/2": (c, regex, text) =>
      using(c, regex, (compiled, step) => {
        const of = subject(c, compiled, c.str(text));
        return bool(execute(compiled, of.units, 0, step) !== undefined);
      }),
    "run/2": run,
    "run/3": run,
    "scan/2": scan,
    "scan/3": scan,
    "split/2": split,
    "split/3": split,
    "replace/3": replace,
    "replace/4": replace,
    "named_captures/2": (c, regex, text) =>
      using(c, regex, (compiled, step) => {
        const of = subject(c, compiled, c.str(text));
        const captures = execute(compiled, of.units, 0, step);
        if (captures === undefined) return nil;
        return map([...compiled.names].map(([name, index]) => [str(name), str(textOf(of, captures[index]))] as const));
      }),
    "names/1": (c, regex) => using(c, regex, (compiled) => list([...compiled.names.keys()].toSorted().map(str))),
    "source/1": (c, regex) => field(c.map(regex), "source") ?? c.wrong(regex, "a regular expression"),
    "regex?/1": (c, value) => {
      const known = c.known(value);
      const type = known.t === "map" ? field(known, "__struct__") : undefined;
      return bool(type?.t === "atom" && type.v === "Elixir.Regex");
    },
    "compile!/1": compile,
    "compile!/2": compile,
    "compile/1": (c, source) => tuple(atom("ok"), compile(c, source)),
    "compile/2": (c, source, flags) => tuple(atom("ok"), compile(c, source, flags)),
    "escape/1": (c, text) => str(c.str(text).replace(/[.^$*+?()[{\\|\s#\-\]}]/g, (one) => escaped(one))),
  },
};

/** Line ends and the like are escaped by a backslash before the very character. */
const escaped = (character: string): string => `\\${character}`;
