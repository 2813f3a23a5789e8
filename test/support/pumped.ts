import { execute } from "../../src/elixir/eval/regex/execute.ts";
import { parseRegex } from "../../src/elixir/eval/regex/parse-regex.ts";
import { NotFollowed, type Regex } from "../../src/elixir/eval/regex/pattern.ts";

/** Characters of which texts are made: blanks, a letter, a digit, and signs that the expression itself names. */
function alphabet(source: string): readonly string[] {
  const named =
    source.replaceAll(/\\[a-zA-Z]|\(\?<?[:=!]|\[\^?|[\](){}*+?|^$]/g, "").match(/["'#:;,.=/<>@\\&%!~-]|[a-z]/g) ?? [];
  return [...new Set([" ", "\n", "a", "0", "/", ...named])].slice(0, 10);
}

class Enough extends Error {}

/** Attempts of a backtracking matcher at one text. */
function attempts(regex: Regex, text: string, bound: number): number {
  let steps = 0;
  try {
    execute(
      regex,
      Array.from(text, (one) => one.codePointAt(0) as number),
      0,
      () => {
        if (++steps > bound) throw new Enough();
      },
    );
  } catch (error) {
    if (error instanceof Enough) return steps;
    throw error;
  }
  return steps;
}

/** The same expression for our own matcher; undefined where it does not follow it. A sticky one begins where it is asked to. */
function followed(source: string, flags: string): Regex | undefined {
  const inPcre = source
    .replaceAll("\\/", "/")
    .replaceAll("[^]", "[\\s\\S]")
    .replaceAll(/\\u\{?([0-9a-f]+)\}?/g, "\\x{$1}");
  try {
    return parseRegex(flags.includes("y") ? `\\A(?:${inPcre})` : inPcre, `${flags.replaceAll(/[^ims]/g, "")}u`);
  } catch (error) {
    if (error instanceof NotFollowed) return undefined;
    throw error;
  }
}

const SHORT = 30;
const TIMES = 4;

/**
 * A text, repeated, for which an expression takes more attempts than in proportion to its length; undefined where none of those that are
 * tried is one, "not followed" where that cannot be said. Counts attempts and no time.
 */
export function pumped(source: string, flags: string): string | undefined {
  const regex = followed(source, flags);
  if (regex === undefined) return "not followed";
  const letters = alphabet(source);
  for (const pump of letters.flatMap((one) => [one, ...letters.map((two) => one + two)])) {
    for (const start of ["", letters.at(-1) as string]) {
      try {
        const few = attempts(regex, `${start}${pump.repeat(SHORT)}\u0001`, 100_000);
        const most = (few + SHORT) * TIMES * 2;
        if (attempts(regex, `${start}${pump.repeat(SHORT * TIMES)}\u0001`, most) > most) return start + pump;
      } catch (error) {
        if (!(error instanceof NotFollowed)) throw error;
      }
    }
  }
  return undefined;
}
