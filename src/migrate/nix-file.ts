import { type Token, nixTokens, pairsOf } from "./nix-tokens.ts";

/** A file of Nix, as far as it matters what is called with what. */
export interface NixFile {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly pairs: ReadonlyMap<number, number>;
}

export function nixFile(path: string, text: string): NixFile {
  const tokens = nixTokens(text);
  return { path, text, tokens, pairs: pairsOf(tokens) };
}

/** `name = value;` in a set. */
export interface Attribute {
  /** With its dots: `env.MY_VARIABLE`. */
  readonly name: string;
  /** Index of the name's first token. */
  readonly at: number;
  /** Indexes of the value's tokens, the end not included; none for `inherit`. */
  readonly from: number;
  readonly to: number;
}

/** A function that is given a set: `craneLib.buildPackage { ... }`. */
export interface Call {
  /** The last name: "buildPackage". */
  readonly name: string;
  /** All of it: "craneLib.buildPackage". */
  readonly full: string;
  readonly at: number;
  /** Of the set; none where it is given something else. */
  readonly attributes: readonly Attribute[];
  /** Index of the set's `{`; null where there is none. */
  readonly set: number | null;
}

const isMark = (token: Token | undefined, text: string): boolean => token?.kind === "mark" && token.text === text;

/** Every name, with the names before its dots, and what it is given where that is a set. */
export function callsOf(file: NixFile): readonly Call[] {
  const { tokens } = file;
  const calls: Call[] = [];
  const inside: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const { kind, text } = tokens[at] as Token;
    if (kind === "mark" && /^(?:\$?\{|\(|\[)$/.test(text)) inside.push(text);
    else if (kind === "mark" && /^[\])}]$/.test(text)) inside.pop();
    // In a list, and after `inherit`, a name beside another is given nothing.
    if (kind === "name" && inside.at(-1) === "[") continue;
    if (kind === "name" && text === "inherit" && !isMark(tokens[at - 1], ".")) {
      for (at++; at < tokens.length && !isMark(tokens[at], ";"); at++) {
        if (isMark(tokens[at], "(")) at = file.pairs.get(at) ?? at;
      }
      continue;
    }
    // What comes after a dot belongs to the names before it; of (makeRustPlatform { }).buildRustPackage there are none.
    if (tokens[at]?.kind !== "name" || (isMark(tokens[at - 1], ".") && !isMark(tokens[at - 2], ")"))) continue;
    let last = at;
    const names = [tokens[at]?.text ?? ""];
    while (isMark(tokens[last + 1], ".") && tokens[last + 2]?.kind === "name") {
      last += 2;
      names.push(tokens[last]?.text ?? "");
    }
    const set = setAfter(file, last + 1);
    calls.push({
      name: names.at(-1) ?? "",
      full: names.join("."),
      at,
      set,
      attributes: set === null ? [] : attributesOf(file, set),
    });
    at = last;
  }
  return calls;
}

/** The set that a function is given: at once, in parentheses, as `rec`, as a function of itself, as the first part of `//`. */
function setAfter({ tokens, pairs }: NixFile, from: number): number | null {
  let at = from;
  // (finalAttrs: { and (rec { and ((
  for (let steps = 0; steps < 6; steps++) {
    const token = tokens[at];
    if (isMark(token, "{")) {
      const end = pairs.get(at) ?? at;
      // A function's own arguments: { lib, ... }: BODY
      if (isMark(tokens[end + 1], ":")) at = end + 2;
      else return at;
    } else if (isMark(token, "(")) at++;
    else if (token?.kind === "name" && token.text === "rec") at++;
    else if (token?.kind === "name" && isMark(tokens[at + 1], ":") && at > from) at += 2;
    // (common // {
    else if (token?.kind === "name" && isMark(tokens[at + 1], "//") && at > from) at += 2;
    else return null;
  }
  return null;
}

/** The attributes of a set, by the index of its `{`. */
export function attributesOf({ tokens, pairs }: NixFile, open: number): readonly Attribute[] {
  const found: Attribute[] = [];
  const end = pairs.get(open) ?? tokens.length;
  // Of what is not closed nobody can say where it ends.
  if (!isMark(tokens[end], "}")) return found;
  for (let at = open + 1; at < end;) {
    const start = at;
    if (tokens[at]?.text === "inherit" && tokens[at]?.kind === "name") {
      for (at++; at < end && !isMark(tokens[at], ";"); at++) {
        if (isMark(tokens[at], "(")) at = pairs.get(at) ?? at;
        else if (tokens[at]?.kind === "name") found.push({ name: tokens[at]?.text ?? "", at, from: at, to: at });
      }
      at++;
      continue;
    }
    const names: string[] = [];
    while (at < end && !isMark(tokens[at], "=") && !isMark(tokens[at], ";")) {
      const { kind, text } = tokens[at] as Token;
      if (kind === "name" || kind === "text") names.push(text);
      at = kind === "mark" && text !== '"' ? (pairs.get(at) ?? at) + 1 : at + 1;
    }
    if (!isMark(tokens[at], "=")) {
      at++;
      continue;
    }
    const from = at + 1;
    at = from;
    while (at < end && !isMark(tokens[at], ";")) {
      // A `let ... in` has bindings with ends of their own, and so have `with` and `assert`.
      const word = tokens[at]?.kind === "name" ? tokens[at]?.text : undefined;
      if (word === "let") at = endOfLet(tokens, pairs, at, end);
      else if (word === "with" || word === "assert") {
        while (at < end && !isMark(tokens[at], ";")) at = (pairs.get(at) ?? at) + 1;
        at++;
      } else at = (pairs.get(at) ?? at) + 1;
    }
    found.push({ name: names.join("."), at: start, from, to: at });
    at++;
  }
  return found;
}

function endOfLet(tokens: readonly Token[], pairs: NixFile["pairs"], from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at = (pairs.get(at) ?? at) + 1) {
    const { kind, text } = tokens[at] as Token;
    if (kind !== "name") continue;
    if (text === "let") depth++;
    else if (text === "in" && --depth === 0) return at + 1;
  }
  return end;
}

/**
 * What a list has in it: paths of attributes as the package set has them, without `pkgs.`; and whether it has anything else, such as
 * names of the file's own.
 */
export function listOf(
  file: NixFile,
  { from, to }: Attribute,
): { readonly names: readonly string[]; readonly more: boolean } {
  const { tokens, pairs } = file;
  let at = from;
  const withPackages = tokens[at]?.text === "with" && /^pkgs$/.test(tokens[at + 1]?.text ?? "");
  if (tokens[at]?.text === "with") {
    while (at < to && !isMark(tokens[at], ";")) at++;
    at++;
  }
  if (!isMark(tokens[at], "[")) return { names: [], more: from < to };
  const end = Math.min(pairs.get(at) ?? to, to);
  const names: string[] = [];
  let more = end + 1 < to;
  for (at++; at < end; at++) {
    if (tokens[at]?.kind !== "name") {
      more = true;
      at = pairs.get(at) ?? at;
      continue;
    }
    const parts = [tokens[at]?.text ?? ""];
    while (isMark(tokens[at + 1], ".") && tokens[at + 2]?.kind === "name") {
      at += 2;
      parts.push(tokens[at]?.text ?? "");
    }
    const own = parts[0] === "pkgs";
    if (own) parts.shift();
    const known = own || withPackages || parts.length === 1;
    if (parts.length === 0 || !known || (!own && boundIn(file).has(parts[0] ?? ""))) more = true;
    else names.push(parts.join("."));
  }
  return { names, more };
}

const bound = new WeakMap<NixFile, ReadonlySet<string>>();

/** Names that a file gives a value to: no packages of nixpkgs, or not those alone. */
function boundIn(file: NixFile): ReadonlySet<string> {
  const known = bound.get(file);
  if (known !== undefined) return known;
  const { tokens } = file;
  const names = tokens.flatMap(({ kind, text }, at) =>
    kind === "name" && isMark(tokens[at + 1], "=") && !isMark(tokens[at - 1], ".") ? [text] : [],
  );
  const made = new Set(names);
  bound.set(file, made);
  return made;
}

/** The text of a value that is one string without `${}`, a number or a boolean; undefined for others. */
export function plainValue({ tokens }: NixFile, { from, to }: Attribute): string | undefined {
  const value = tokens.slice(from, to);
  const [first, text, last] = value;
  if (value.length === 1 && (first?.kind === "number" || /^(?:true|false)$/.test(first?.text ?? "")))
    return first?.text === "true" ? "1" : first?.text === "false" ? "" : first?.text;
  if (value.length === 2 && first?.text === '"' && text?.text === '"') return "";
  if (value.length !== 3 || first?.kind !== "mark" || text?.kind !== "text" || last?.text !== first.text)
    return undefined;
  return /[\\\n]/.test(text.text) ? undefined : text.text;
}
