/** Stands in a text for what is not known. */
const unknownText = "\uFFFD";

export const isUnknownText = (text: string): boolean => text.includes(unknownText);

/** Commands whose output is the folder of the Makefile. */
const here: ReadonlySet<string> = new Set(["pwd", "pwd -P"]);

const deepest = 20;
const longest = 10_000;
/** References that are followed in one file; a variable that names others that name others would take for ever. */
const most = 20_000;

/** Variables of a Makefile as far as they are known. */
export class Variables {
  /** Commands of `$(shell ...)` that were met. */
  readonly shell: string[] = [];
  readonly #values = new Map<string, string>();
  readonly #given: ReadonlySet<string>;
  #followed = 0;

  /** @param given from the environment of make; assignments in the Makefile win, but for `?=`. */
  constructor(given: ReadonlyMap<string, string>) {
    for (const [name, value] of given) this.#values.set(name, value.replaceAll("$", "$$$$"));
    this.#given = new Set(given.keys());
    for (const name of ["CURDIR", "PWD"]) if (!this.#given.has(name)) this.#values.set(name, ".");
    this.#values.set("MAKE", "make");
  }

  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** What every variable holds. */
  get held(): readonly string[] {
    return [...this.#values.keys()].map((name) => this.#reference(name, 0));
  }

  /** Takes a line `NAME = value`; false where it is none. */
  assign(line: string): boolean {
    const found = /^\s*(?:(?:export|override|private)\s+)*([\w.-]+)\s*(:{0,3}|\?|\+|!)=\s*(.*)$/.exec(line);
    if (found === null) return /^\s*(?:export|unexport|undefine)\b/.test(line);
    const [, name = "", kind = "", text = ""] = found;
    const before = this.#values.get(name);
    if (kind === "?" && before !== undefined) return true;
    // `:=` means what its variables hold now; a variable that names itself would never end.
    const value = kind.startsWith(":") ? this.expand(text).replaceAll("$", "$$$$") : text.trim();
    if (kind === "!") {
      this.shell.push(this.expand(text));
      this.#values.set(name, unknownText);
    } else this.#values.set(name, kind === "+" && before !== undefined ? `${before} ${value}` : value);
    return true;
  }

  /** The text with every variable in its place; one that nobody set is empty, as make has it. */
  expand(text: string, depth = 0): string {
    if (depth > deepest || text.length > longest) return unknownText;
    let out = "";
    for (let at = 0; at < text.length; at++) {
      if (text[at] !== "$") {
        out += text[at];
        continue;
      }
      const next = text[++at];
      if (next === "$") out += "$";
      else if (next === "(" || next === "{") {
        const end = closing(text, at, next);
        out += this.#reference(text.slice(at + 1, end), depth);
        at = end;
      } else if (next !== undefined) out += unknownText;
    }
    return out;
  }

  #reference(inside: string, depth: number): string {
    if (++this.#followed > most) return unknownText;
    const call = /^(shell|abspath|realpath|strip|CURDIR)\s+(.*)$/.exec(inside);
    if (call !== null) {
      const argument = this.expand(call[2] ?? "", depth + 1).trim();
      if (call[1] !== "shell") return argument;
      if (here.has(argument)) return ".";
      this.shell.push(argument);
      return unknownText;
    }
    const affixed = /^add(prefix|suffix)\s+([^,]*),(.*)$/.exec(inside);
    if (affixed !== null) {
      const [affix, names] = [affixed[2], affixed[3]].map((part) => this.expand(part ?? "", depth + 1).trim());
      return words(names)
        .map((name) => (affixed[1] === "prefix" ? `${affix}${name}` : `${name}${affix}`))
        .join(" ");
    }
    const each = /^foreach\s+([\w.-]+)\s*,([^,]*),(.*)$/.exec(inside);
    if (each !== null) {
      const [, name = "", list = "", body = ""] = each;
      const every = words(this.expand(list, depth + 1)).slice(0, mostWords);
      return every.map((word) => this.expand(body.replaceAll(`$(${name})`, word), depth + 1)).join(" ");
    }
    if (!/^[\w.-]+$/.test(inside)) return unknownText;
    const value = this.#values.get(inside);
    if (value !== undefined) return this.expand(value, depth + 1);
    // Anything else may come from the environment.
    return unknownText;
  }
}

/** Of a list in a loop so many are gone through. */
const mostWords = 200;

const words = (text = ""): readonly string[] => text.split(/\s+/).filter((word) => word !== "");

function closing(text: string, start: number, open: "(" | "{"): number {
  const close = open === "(" ? ")" : "}";
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at;
  }
  return text.length;
}
