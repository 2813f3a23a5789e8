import { escapedLetter } from "../escape-letters.ts";
import type { Node } from "../tree.ts";
import { type Converter, failure, spanOf, textOf } from "./conversion.ts";

/** `1_000`, `0xff`, `0o17`, `0b1` */
function integer(...[node, context]: Parameters<Converter>): Node {
  return { kind: "integer", span: spanOf(node), value: BigInt(textOf(node, context).replaceAll("_", "")) };
}

function float(...[node, context]: Parameters<Converter>): Node {
  const value = Number(textOf(node, context).replaceAll("_", ""));
  if (!Number.isFinite(value)) return failure(node, context);
  return { kind: "float", span: spanOf(node), value };
}

/** `?a`, `?\n`: the number of a character. */
function char(...[node, context]: Parameters<Converter>): Node {
  const text = textOf(node, context);
  const character = text[1] === "\\" && text.length > 2 ? escapedLetter(text.slice(2)) : text.slice(1);
  return { kind: "integer", span: spanOf(node), value: BigInt(character.codePointAt(0) as number) };
}

/** `true`, `false`, `nil` */
function wordAtom(...[node, context]: Parameters<Converter>): Node {
  return { kind: "atom", span: spanOf(node), value: textOf(node, context) };
}

/** `:name`, `:+` */
function atom(...[node, context]: Parameters<Converter>): Node {
  return { kind: "atom", span: spanOf(node), value: textOf(node, context).slice(1) };
}

/** `name: `, the key of a keyword; its token takes the blank after the colon along. */
function keyword(...[node, context]: Parameters<Converter>): Node {
  const span = { start: node.start, end: node.end - 1 };
  return { kind: "atom", span, value: context.text.slice(node.start, node.end - 2) };
}

/** `Foo.Bar`; blanks and line breaks may stand around the dots. */
function alias(...[node, context]: Parameters<Converter>): Node {
  const segments = textOf(node, context).replace(/\s+/g, "").split(".");
  return { kind: "alias", span: spanOf(node), segments, base: null };
}

function identifier(...[node, context]: Parameters<Converter>): Node {
  return { kind: "variable", span: spanOf(node), name: textOf(node, context) };
}

/** An operator where a name is expected: `&+/2`. Alone only `..` may stand, which is a call. */
function operatorIdentifier(...[node, context]: Parameters<Converter>): Node {
  const name = textOf(node, context);
  if (name === "..") return { kind: "call", span: spanOf(node), name, args: [] };
  return { kind: "variable", span: spanOf(node), name };
}

export const literals: Readonly<Record<string, Converter>> = {
  integer,
  float,
  char,
  boolean: wordAtom,
  nil: wordAtom,
  atom,
  keyword,
  alias,
  identifier,
  operator_identifier: operatorIdentifier,
};
