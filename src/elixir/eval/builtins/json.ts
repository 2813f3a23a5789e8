import { atom, bool, float, int, list, map, nil, str, tuple } from "../values/make.ts";
import { putEntries } from "../values/put-entries.ts";
import type { Value } from "../values/value.ts";
import type { BuiltinCall, BuiltinModule } from "./builtin.ts";

/** RFC 8259, section 6; group 1 makes it a float. */
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\n\r]*/y;

/** Lists and objects inside of one another; deeper ones are left to whoever runs the code. */
const MAX_DEPTH = 200;

class NoJson extends Error {}

/**
 * Text as :json.decode/1 (OTP 27) and JSON.decode!/1 (Elixir 1.18) read it: whole numbers and floats are told apart, keys
 * are strings, of two equal keys the last counts.
 * @param nothing what `null` becomes.
 */
function decode(c: BuiltinCall, text: string, nothing: Value): Value | undefined {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const string = (): string => {
    const match = take(STRING);
    if (match === null) throw new NoJson();
    return JSON.parse(match[0]) as string;
  };
  const next = (sign: string): boolean => {
    take(SPACE);
    if (text[at] !== sign) return false;
    at++;
    return true;
  };
  const all = (end: string, item: () => void): void => {
    if (next(end)) return;
    do item();
    while (next(","));
    if (!next(end)) throw new NoJson();
  };
  const value = (depth: number): Value => {
    if (depth > MAX_DEPTH) return c.unknown("reads very deep JSON");
    c.step(1);
    take(SPACE);
    if (next("[")) {
      const items: Value[] = [];
      all("]", () => items.push(value(depth + 1)));
      return list(items);
    }
    if (next("{")) {
      const entries: (readonly [Value, Value])[] = [];
      all("}", () => {
        take(SPACE);
        const key = str(string());
        if (!next(":")) throw new NoJson();
        entries.push([key, value(depth + 1)]);
      });
      return putEntries(map([]), entries, c.rt, c.node, c.frame);
    }
    if (text[at] === '"') return str(string());
    const word = take(/true|false|null/y);
    if (word !== null) return word[0] === "null" ? nothing : bool(word[0] === "true");
    const number = take(NUMBER);
    if (number === null) throw new NoJson();
    return number[1] === undefined && number[2] === undefined ? int(BigInt(number[0])) : float(Number(number[0]));
  };
  try {
    const found = value(0);
    take(SPACE);
    return at === text.length ? found : undefined;
  } catch (error) {
    if (error instanceof NoJson) return undefined;
    throw error;
  }
}

export const jsonBuiltins: BuiltinModule = {
  module: "Elixir.JSON",
  functions: {
    "decode!/1": (c, text) => decode(c, c.str(text), nil) ?? c.raise("that is no JSON"),
    "decode/1": (c, text) => {
      const value = decode(c, c.str(text), nil);
      const error = c.rt.unknown("says what is wrong with JSON", c.node, c.frame);
      return value === undefined ? tuple(atom("error"), error) : tuple(atom("ok"), value);
    },
  },
};

export const erlangJsonBuiltins: BuiltinModule = {
  module: "json",
  functions: {
    "decode/1": (c, text) => decode(c, c.str(text), atom("null")) ?? c.raise("that is no JSON"),
  },
};
