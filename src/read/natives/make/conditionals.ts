import { type Variables, isUnknownText } from "./variables.ts";

interface Level {
  /** Lines here count. */
  now: boolean;
  /** Whether a side was surely taken before; undefined = not known, then every side counts. */
  taken: boolean | undefined;
}

/** The conditionals around a line of a Makefile: ifdef, ifndef, ifeq, ifneq, else, endif. */
export class Conditionals {
  readonly #levels: Level[] = [];
  readonly #variables: Variables;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  /** Whether a line that is no part of a conditional itself counts. */
  get counts(): boolean {
    return this.#levels.every((level) => level.now);
  }

  /** Whether such a line counts for sure: no conditional around it is one that is not known. */
  get certain(): boolean {
    return this.#levels.every((level) => level.now && level.taken === true);
  }

  /** Takes a line; true where it was one of a conditional's own. */
  take(line: string): boolean {
    const [, otherwise, word, rest = ""] = /^(else\b)?\s*(ifdef|ifndef|ifeq|ifneq|endif)?\b\s*(.*)$/.exec(line) ?? [];
    if (otherwise === undefined && word === undefined) return false;
    if (word === "endif") {
      this.#levels.pop();
      return true;
    }
    const holds = word === undefined ? true : this.#holds(word, rest);
    if (otherwise === undefined) {
      this.#levels.push({ now: holds !== false, taken: holds });
      return true;
    }
    const level = this.#levels.at(-1);
    if (level === undefined) return true;
    level.now = level.taken !== true && holds !== false;
    if (level.taken === false) level.taken = holds;
    return true;
  }

  #holds(word: string, rest: string): boolean | undefined {
    if (word === "ifdef" || word === "ifndef") {
      const value = this.#variables.get(rest.trim());
      return (value !== undefined && value !== "") === (word === "ifdef");
    }
    const sides = sidesOf(rest.trim());
    const [left = "", right = ""] = (sides ?? []).slice(1).map((side) => this.#variables.expand(side.trim()));
    if (sides === null || isUnknownText(left) || isUnknownText(right)) return undefined;
    return (left === right) === (word === "ifeq");
  }
}

/** `(a,b)` or `"a" 'b'`. The end is looked at first: to find at each comma that it is missing takes minutes. */
function sidesOf(text: string): RegExpExecArray | null {
  if (text.startsWith("(")) return text.endsWith(")") ? /^\((.*),(.*)\)$/.exec(text) : null;
  return /["']$/.test(text) ? /^["'](.*?)["']\s+["'](.*)["']$/.exec(text) : null;
}
