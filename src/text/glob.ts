/**
 * Which language's rules a pattern follows: the crate `glob`, which cargo uses, Erlang's filelib, which Path.wildcard uses, or those of
 * .gitignore (git's wildmatch.c).
 */
export type GlobRules = "cargo" | "elixir" | "git";

/** One place of a pattern. */
type Piece =
  | { readonly kind: "star" | "any" }
  | { readonly kind: "one"; readonly character: string }
  | {
      readonly kind: "set";
      readonly negated: boolean;
      readonly ranges: readonly (readonly [low: string, high: string])[];
    };

/** Whether one segment of a path pattern has a wildcard in it. */
export const isGlob = (segment: string): boolean => /[*?[]/.test(segment);

/**
 * One segment of a path pattern (`*`, `?`, `[a-z]`; in cargo `[!a]`, too) as a test of names. Written by hand and not as a regular
 * expression: patterns come from projects, and no name may take longer than its length times that of the pattern.
 * Undefined for a pattern that cargo refuses; Erlang takes what is not closed as it stands.
 */
export function globMatcher(segment: string, rules: GlobRules): ((name: string) => boolean) | undefined {
  const pieces = piecesOf([...segment], rules);
  return pieces === undefined ? undefined : (name) => matches(pieces, [...name]);
}

/** The last star takes one character more whenever what follows it does not fit: earlier ones never have to be tried again. */
function matches(pieces: readonly Piece[], name: readonly string[]): boolean {
  let [at, star, mark] = [0, -1, 0];
  for (let index = 0; index < name.length;) {
    const piece = pieces[at];
    if (piece?.kind === "star") {
      star = at++;
      mark = index;
    } else if (piece !== undefined && fits(piece, name[index] as string)) {
      at++;
      index++;
    } else if (star !== -1) {
      at = star + 1;
      index = ++mark;
    } else return false;
  }
  while (pieces[at]?.kind === "star") at++;
  return at === pieces.length;
}

function fits(piece: Piece, character: string): boolean {
  if (piece.kind === "one") return piece.character === character;
  if (piece.kind !== "set") return true;
  const point = pointOf(character);
  return piece.ranges.some(([low, high]) => pointOf(low) <= point && point <= pointOf(high)) !== piece.negated;
}

const pointOf = (character: string): number => character.codePointAt(0) as number;

function piecesOf(pattern: readonly string[], rules: GlobRules): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] as string;
    if (character === "*") {
      if (pieces.at(-1)?.kind === "star") continue;
      pieces.push({ kind: "star" });
    } else if (character === "?") pieces.push({ kind: "any" });
    else if (character === "\\" && rules === "git") {
      const escaped = pattern[++at];
      if (escaped === undefined) return undefined;
      pieces.push({ kind: "one", character: escaped });
    } else if (character === "[" && rules === "git") {
      const set = gitSet(pattern, at);
      if (set === undefined) return undefined;
      pieces.push(set.piece);
      at = set.end;
    } else if (character === "[") {
      const negated = rules === "cargo" && pattern[at + 1] === "!";
      const begin = at + (negated ? 2 : 1);
      // A bracket that comes first is a member.
      const end = pattern.indexOf("]", begin + 1);
      if (end === -1 && rules === "cargo") return undefined;
      if (end === -1) pieces.push({ kind: "one", character });
      else {
        pieces.push({ kind: "set", negated, ranges: rangesOf(pattern.slice(begin, end), rules) });
        at = end;
      }
    } else pieces.push({ kind: "one", character });
  }
  return pieces;
}

/** A range that runs backwards holds nothing for cargo; for Erlang it is three characters (filelib:compile_charset1). */
function rangesOf(members: readonly string[], rules: GlobRules): readonly (readonly [string, string])[] {
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < members.length; at++) {
    const [low, dash, high] = members.slice(at, at + 3) as [string, string?, string?];
    const leads = rules === "cargo" || at > 0 || low !== "-";
    const isRange = dash === "-" && high !== undefined && leads && (rules === "cargo" || pointOf(low) <= pointOf(high));
    ranges.push(isRange ? [low, high] : [low, low]);
    if (isRange) at += 2;
  }
  return ranges;
}

/** Classes of characters by their names, as wildmatch.c asks C for them. */
const classes: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  alnum: [
    ["0", "9"],
    ["A", "Z"],
    ["a", "z"],
  ],
  alpha: [
    ["A", "Z"],
    ["a", "z"],
  ],
  blank: [
    [" ", " "],
    ["\t", "\t"],
  ],
  cntrl: [
    ["\0", "\u001f"],
    ["\u007f", "\u007f"],
  ],
  digit: [["0", "9"]],
  graph: [["!", "~"]],
  lower: [["a", "z"]],
  print: [[" ", "~"]],
  punct: [
    ["!", "/"],
    [":", "@"],
    ["[", "`"],
    ["{", "~"],
  ],
  space: [
    ["\t", "\r"],
    [" ", " "],
  ],
  upper: [["A", "Z"]],
  xdigit: [
    ["0", "9"],
    ["A", "F"],
    ["a", "f"],
  ],
};

/** A set of .gitignore, from its bracket on, and where it ends; undefined where it does not, or names a class that there is not. */
function gitSet(
  pattern: readonly string[],
  start: number,
): { readonly piece: Piece; readonly end: number } | undefined {
  const ranges: (readonly [string, string])[] = [];
  let at = start + 1;
  const negated = pattern[at] === "!" || pattern[at] === "^";
  if (negated) at++;
  for (let first = true; first || pattern[at] !== "]"; first = false) {
    if (pattern[at] === "[" && pattern[at + 1] === ":") {
      const end = pattern.indexOf("]", at + 2);
      const named = pattern.slice(at + 2, end - 1).join("");
      const members =
        end !== -1 && pattern[end - 1] === ":" && Object.hasOwn(classes, named) ? classes[named] : undefined;
      if (members === undefined) return undefined;
      ranges.push(...members);
      at = end + 1;
      continue;
    }
    const low = member(pattern, at);
    if (low === undefined) return undefined;
    at = low.next;
    // The first of a range is a member also where the range runs backwards.
    ranges.push([low.character, low.character]);
    if (pattern[at] !== "-" || pattern[at + 1] === "]" || pattern[at + 1] === undefined) continue;
    const high = member(pattern, at + 1);
    if (high === undefined) return undefined;
    ranges.push([low.character, high.character]);
    at = high.next;
  }
  return { piece: { kind: "set", negated, ranges }, end: at };
}

function member(
  pattern: readonly string[],
  at: number,
): { readonly character: string; readonly next: number } | undefined {
  const escaped = pattern[at] === "\\";
  const character = pattern[escaped ? at + 1 : at];
  return character === undefined ? undefined : { character, next: at + (escaped ? 2 : 1) };
}
