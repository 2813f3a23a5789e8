import type { Binding, Expr, Formals } from "./ast.ts";
import { flat } from "./flat.ts";
import { lowerPath } from "./lower-path.ts";
import { lowerLines, lowerString } from "./lower-string.ts";
import type { Entry, Formal, Node } from "./node.ts";
import { attribute, commentLines, identifier, isIdentifier } from "./text.ts";

/** How tightly an expression holds together; a higher number stands inside a lower one without parentheses. */
const tightness = {
  open: 0,
  "==": 1,
  "//": 2,
  "+": 3,
  "++": 4,
  apply: 5,
  select: 6,
  term: 7,
} as const;

/**
 * A tree with words written and parentheses placed. Throws an Error on trees that no Nix can express
 * (NUL in text, a variable that is no identifier, a number that is no integer): those are mistakes of the emitter.
 */
export function lower(expr: Expr): Node {
  switch (expr.kind) {
    case "string":
      return lowerString(expr.parts, lower);
    case "lines":
      return lowerLines(expr.parts, lower);
    case "integer":
      return integer(expr.value);
    case "boolean":
      return word(String(expr.value));
    case "null":
      return word("null");
    case "path":
      return lowerPath(expr.path);
    case "identifier":
      return word(identifier(expr.name));
    case "list":
      return { kind: "list", items: expr.items.map((item) => argument(lower(item))) };
    case "set":
      return { kind: "set", entries: entries(expr.bindings) };
    case "let":
      return { kind: "let", entries: entries(expr.bindings), body: lower(expr.body) };
    case "function":
      return lambda(expr.formals, lower(expr.body));
    case "apply":
      return apply(lower(expr.fn), expr.args.map(lower));
    case "select":
      return select(expr);
    case "binary":
      return chain(expr.operator, lower(expr.left), lower(expr.right));
  }
}

const word = (text: string): Node => ({ kind: "word", text, flat: text });

function integer(value: number): Node {
  if (!Number.isSafeInteger(value)) throw new Error(`not an integer that can be written exactly: ${value}`);
  // A minus is an operator in Nix, and `-0` only a way to write 0.
  return value < 0 ? { kind: "paren", inner: word(String(value)) } : word(String(Math.abs(value)));
}

function tight(node: Node): number {
  switch (node.kind) {
    case "let":
    case "lambda":
    case "function":
      return tightness.open;
    case "chain":
      return chainTightness(node.operator);
    case "apply":
      return tightness.apply;
    case "select":
      return tightness.select;
    default:
      return tightness.term;
  }
}

function chainTightness(operator: string): number {
  return tightness[(operator === "!=" ? "==" : operator) as keyof typeof tightness];
}

/** The node itself where it holds together at least as tightly as asked, in parentheses where it does not. */
function wrapped(node: Node, least: number): Node {
  return tight(node) >= least ? node : { kind: "paren", inner: node };
}

/** Something that stands beside others: `f (a.b or c)` needs no parentheses for Nix, but for who reads it. */
function argument(node: Node): Node {
  return node.kind === "select" && node.fallback !== null ? paren(node) : wrapped(node, tightness.select);
}

function apply(fn: Node, args: readonly Node[]): Node {
  if (args.length === 0) return fn;
  const written = args.map(argument);
  if (fn.kind === "apply") return { kind: "apply", fn: fn.fn, args: [...fn.args, ...written] };
  return { kind: "apply", fn: argument(fn), args: written };
}

function select(expr: Expr & { kind: "select" }): Node {
  const target = lower(expr.target);
  if (expr.path.length === 0) return target;
  let attributes = "";
  let bare = true;
  for (const name of expr.path) {
    const isBare = typeof name === "string" && isIdentifier(name);
    attributes += `.${isBare ? name : selector(name)}`;
    bare &&= isBare;
  }
  const fallback = expr.fallback === null ? null : argument(lower(expr.fallback));
  // `a.b.c or d` also covers a missing `b`, which `(a.b).c or d` does not.
  if (target.kind === "select" && target.fallback === null && fallback === null)
    return { ...target, attributes: target.attributes + attributes, bare: target.bare && bare };
  const held = target.kind === "word" && !/^\d/.test(target.text) ? target : paren(target);
  return { kind: "select", target: held, attributes, bare, fallback };
}

/** An attribute's name, or `${}` around what gives it. */
function selector(name: string | Expr): string {
  if (typeof name === "string") return attribute(name);
  const written = flat(lower(name));
  if (written === null) throw new Error("an attribute's name that does not fit on one line");
  return name.kind === "string" ? written : `\${${written}}`;
}

const paren = (node: Node): Node => (node.kind === "paren" ? node : { kind: "paren", inner: node });

/** Operators whose grouping does not change what they give; `+` groups to the left, so only its left side joins. */
const joins = { left: new Set(["//", "++", "+"]), right: new Set(["//", "++"]) };

function chain(operator: string, left: Node, right: Node): Node {
  const own = chainTightness(operator);
  const side = (node: Node, joined: ReadonlySet<string>): readonly Node[] =>
    node.kind === "chain" && node.operator === operator && joined.has(operator)
      ? node.operands
      : [wrapped(node, own + 1)];
  return { kind: "chain", operator, operands: [...side(left, joins.left), ...side(right, joins.right)] };
}

function lambda(formals: Formals | string, body: Node): Node {
  if (typeof formals === "string") {
    const name = identifier(formals);
    return body.kind === "lambda" ? { ...body, names: [name, ...body.names] } : { kind: "lambda", names: [name], body };
  }
  return {
    kind: "function",
    formals: formals.names.map((formal): Formal => ({
      name: identifier(formal.name),
      fallback: formal.fallback === null ? null : lower(formal.fallback),
    })),
    open: formals.open,
    body,
  };
}

/** Bindings, with empty lines only between two of them and never two in a row. */
function entries(bindings: readonly Binding[]): readonly Entry[] {
  // Most sets of a large file, without an array that grows.
  if (bindings.every(isBind)) return bindings.map(bind);
  const written: Entry[] = [];
  let space = false;
  for (const binding of bindings) {
    if (binding.kind === "space") space = written.length > 0;
    if (binding.kind === "space" || (binding.kind === "inherit" && binding.names.length === 0)) continue;
    if (space) written.push({ kind: "space" });
    space = false;
    if (binding.kind === "bind") written.push(bind(binding));
    else written.push(...inherit(binding));
  }
  return written;
}

const isBind = (binding: Binding): binding is Binding & { kind: "bind" } => binding.kind === "bind";

function bind(binding: Binding & { kind: "bind" }): Entry {
  const { path } = binding;
  if (path.length === 0) throw new Error("a binding without a name");
  const bare = path.every(isIdentifier);
  const written = bare ? path : path.map(attribute);
  return {
    kind: "bind",
    name: written.length === 1 ? (written[0] as string) : written.join("."),
    short: bare && path.length <= 4,
    value: lower(binding.value),
    comment: binding.comment === undefined ? NO_LINES : commentLines(binding.comment),
  };
}

const NO_LINES: readonly string[] = [];

/** Names that are no identifiers cannot be inherited by every Nix: `"a b" = from."a b"` says the same. */
function inherit(binding: Binding & { kind: "inherit" }): readonly Entry[] {
  const { from } = binding;
  const names = from === null ? binding.names.map(identifier) : binding.names.filter(isIdentifier);
  const comment = binding.comment === undefined ? [] : commentLines(binding.comment);
  const written: Entry[] = [];
  if (names.length > 0) written.push({ kind: "inherit", from: from && lower(from), names, comment });
  if (from === null) return written;
  for (const name of binding.names.filter((each) => !isIdentifier(each))) {
    const value: Expr = { kind: "select", target: from, path: [name], fallback: null };
    written.push({
      kind: "bind",
      name: attribute(name),
      short: false,
      value: lower(value),
      comment: written.length === 0 ? comment : [],
    });
  }
  return written;
}
