/** What a hole of a template accepts, by the word behind its colon. */
const KINDS: Readonly<Record<string, (text: string) => boolean>> = {
  any: () => true,
  /** No white space: a version, a name. */
  word: (text) => text !== "" && !/\s/.test(text),
  /** With a folder in it. */
  path: (text) => text.includes("/"),
  /** A library by its name alone, as the loader looks for it. */
  soname: (text) => text !== "" && !/[\s/]/.test(text),
};

interface Hole {
  readonly name: string;
  readonly kind: string;
}

/** A parsed template: literals with holes between them. There is one literal more than there are holes; the last may be empty. */
export interface Template {
  readonly literals: readonly string[];
  readonly holes: readonly Hole[];
}

/** `a {x:word} b` -> its literals and holes. `{x}` accepts anything; a hole named `_` is not kept. */
export function parseTemplate(text: string): Template {
  const parts = text.split(/\{([a-z_]+)(?::([a-z]+))?\}/);
  const literals: string[] = [];
  const holes: Hole[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    literals.push(parts[at] ?? "");
    if (at + 1 < parts.length) holes.push({ name: parts[at + 1] ?? "", kind: parts[at + 2] ?? "any" });
  }
  const unknown = holes.find(({ kind }) => !Object.hasOwn(KINDS, kind));
  if (unknown !== undefined) throw new Error(`${unknown.kind} is no kind of hole: ${text}`);
  return { literals, holes };
}

/** Longest value of a hole that is kept: it is shown in a sentence. */
const LONGEST = 300;

/**
 * The values of a template's holes where a line has its literals in this order; undefined where it has not. Each literal is
 * looked for once, behind the one before it, so that the time is proportional to the line's length whatever it holds: logs
 * are written by programs that are not trusted, and a regular expression can be made to run for hours.
 */
export function matchTemplate(template: Template, line: string): Readonly<Record<string, string>> | undefined {
  const { literals, holes } = template;
  const first = literals[0] as string;
  const start = line.indexOf(first);
  if (start < 0) return undefined;
  const found: Record<string, string> = {};
  let end = start + first.length;
  for (const [index, { name, kind }] of holes.entries()) {
    const literal = literals[index + 1] as string;
    const next = literal === "" ? endOfValue(line, end, kind) : line.indexOf(literal, end);
    if (next < 0) return undefined;
    const value = line.slice(end, next);
    if (!KINDS[kind]?.(value)) return undefined;
    if (name !== "_") found[name] = value.slice(0, LONGEST);
    end = next + literal.length;
  }
  return found;
}

/** Where a hole at the end of a template ends: a word at white space, anything else with the line. */
function endOfValue(line: string, from: number, kind: string): number {
  if (kind === "any") return line.length;
  let end = from;
  while (end < line.length && !" \t,;)'\"`".includes(line[end] as string)) end++;
  return end;
}
