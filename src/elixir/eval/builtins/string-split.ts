import { field } from "../values/enumerate.ts";
import { graphemes } from "../values/graphemes.ts";
import { list, str } from "../values/make.ts";
import { option, patterns } from "./arguments.ts";
import type { Builtin } from "./builtin.ts";
import { isSpace } from "./string-trim.ts";

/** Where a text has the first of several patterns from a place on; of two at one place the longest. */
export function nextMatch(
  text: string,
  wanted: readonly string[],
  from: number,
): readonly [number, number] | undefined {
  let best: readonly [number, number] | undefined;
  for (const pattern of wanted) {
    if (pattern === "") continue;
    const at = text.indexOf(pattern, from);
    if (at < 0) continue;
    if (best === undefined || at < best[0] || (at === best[0] && pattern.length > best[1])) best = [at, pattern.length];
  }
  return best;
}

function words(text: string): readonly string[] {
  const found: string[] = [];
  let word = "";
  for (const character of text) {
    if (!isSpace(character) || character === "\u00a0" || character === "\u202f" || character === "\u2007")
      word += character;
    else if (word !== "") {
      found.push(word);
      word = "";
    }
  }
  if (word !== "") found.push(word);
  return found;
}

/** String.split/1, /2 and /3. */
export const split: Builtin = (c, text, pattern, options) => {
  const of = c.str(text);
  c.step(of.length / 16);
  if (pattern === undefined) return list(words(of).map(str));
  const by = c.known(pattern);
  if (by.t === "map" && field(by, "__struct__") !== undefined) {
    return c.rt.callRemote(
      "Elixir.Regex",
      "split",
      [pattern, text, ...(options === undefined ? [] : [options])],
      c.node,
      c.frame,
    );
  }
  const trim = option(c, options, "trim", (value) => c.truthy(value), false);
  const parts = option(
    c,
    options,
    "parts",
    (value) => {
      const known = c.known(value);
      return known.t === "int" ? Number(known.v) : Number.POSITIVE_INFINITY;
    },
    Number.POSITIVE_INFINITY,
  );
  const found = by.t === "str" && by.v === "" ? letters(of, parts) : pieces(of, patterns(c, pattern), parts, trim);
  return list((trim ? found.filter((piece) => piece !== "") : found).map(str));
};

function letters(text: string, parts: number): readonly string[] {
  const all = ["", ...graphemes(text), ""];
  return all.length <= parts ? all : [...all.slice(0, parts - 1), all.slice(parts - 1).join("")];
}

function pieces(text: string, wanted: readonly string[], parts: number, trim: boolean): readonly string[] {
  const found: string[] = [];
  let start = 0;
  while (found.length < parts - 1) {
    const next = nextMatch(text, wanted, start);
    if (next === undefined) break;
    if (!trim || next[0] > start) found.push(text.slice(start, next[0]));
    start = next[0] + next[1];
  }
  return [...found, text.slice(start)];
}
