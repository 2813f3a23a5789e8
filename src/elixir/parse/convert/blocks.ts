import type { Span } from "../../../model/source.ts";
import type { Concrete } from "../concrete.ts";
import type { Clause, ClausesNode, ListNode, Node, TupleNode } from "../tree.ts";
import { items } from "./containers.ts";
import { type Context, type Converter, failure, isBroken, namedChildren, spanFrom, spanOf } from "./conversion.ts";
import { isPieceOfName } from "./misread.ts";

/**
 * Several expressions as one, as elixir_parser.yrl's build_block/1 does it: one expression stands for itself, but for
 * `not a`, `!a` and `unquote_splicing(a)`, which stay in a block of their own.
 */
export function block(body: readonly Node[], span: Span): Node {
  const only = body.length === 1 ? body[0] : undefined;
  if (only && !(only.kind === "call" && only.args.length === 1 && WRAPPED.has(only.name))) return only;
  return { kind: "block", span: spanOf(span), body };
}

const WRAPPED = new Set(["not", "!", "unquote_splicing"]);

/** `(a; b)`, `(a)`, `()`, `(a -> b)` */
const parenthesised: Converter = (node, context) => bodyOf(namedChildren(node, context), node, context);

const anonymousFunction: Converter = (node, context) => {
  const body = bodyOf(namedChildren(node, context), node, context);
  if (body.kind !== "clauses") return failure(node, context);
  return { kind: "fn", span: spanOf(node), clauses: body.clauses };
};

export const blocks: Readonly<Record<string, Converter>> = {
  block: parenthesised,
  anonymous_function: anonymousFunction,
};

/** `do ... else ... end` as the last argument of a call: `[do: ..., else: ...]`. */
export function doBlock(node: Concrete, context: Context): ListNode {
  const children = namedChildren(node, context);
  const sections = children.filter((child) => SECTIONS.has(child.type));
  const body = children.filter((child) => !SECTIONS.has(child.type));
  const doEnd = sections[0]?.start ?? node.end;
  const entries = [section("do", { start: node.start, end: doEnd }, body, context)];
  for (const child of sections) {
    entries.push(section(child.type.slice(0, -"_block".length), child, namedChildren(child, context), context));
  }
  return { kind: "list", span: spanOf(node), items: entries };
}

const SECTIONS = new Set(["after_block", "catch_block", "else_block", "rescue_block"]);

function section(word: string, span: Span, body: readonly Concrete[], context: Context): TupleNode {
  const key: Node = { kind: "atom", span: { start: span.start, end: span.start + word.length }, value: word };
  const rest = { start: key.span.end, end: span.end };
  return { kind: "tuple", span: spanOf(span), items: [key, bodyOf(body, rest, context)] };
}

/** Expressions or clauses; what does not parse between clauses is noted and left out. */
function bodyOf(children: readonly Concrete[], span: Span, context: Context): Node {
  if (!children.some((child) => child.type === "stab_clause")) {
    return block(
      children.map((child) => context.expression(child)),
      span,
    );
  }
  const clauses: Clause[] = [];
  for (const child of children) {
    if (child.type === "stab_clause") clauses.push(clause(child, context));
    else failure(child, context);
  }
  return { kind: "clauses", span: spanOf(span), clauses } satisfies ClausesNode;
}

/** `a, b when guard -> body`; shapes as unwrap_when/1 and unwrap_splice/1 of elixir_parser.yrl leave them. */
function clause(node: Concrete, context: Context): Clause {
  const span = spanOf(node);
  const arrow = node.children.find((child) => child.type === "->");
  if (!arrow || isBroken(node)) {
    const body = failure(node, context);
    return { args: [], guard: null, body, span };
  }
  const right = node.children.find((child) => child.type === "body");
  const exprs = right ? namedChildren(right, context).map((child) => context.expression(child)) : [];
  const body = block(exprs, right ?? { start: arrow.end, end: node.end });

  const left = node.children[0] as Concrete;
  if (left === arrow) return { args: [], guard: null, body, span };
  const [args, when, guard] = left.type === "binary_operator" ? left.children : [left];
  if (!args || args.type !== "arguments" || isBroken(left) || (when && isPieceOfName(when, context))) {
    return { args: [failure(left, context)], guard: null, body, span };
  }
  const many = items(args, context);
  const inParens = args.children[0]?.type === "(";
  const plain = inParens && many.length === 1 && many[0] ? unwrapSplice(block(many, spanFrom(args, args))) : many;
  if (guard) return { args: plain, guard: context.expression(guard), body, span };

  const last = plain.at(-1);
  if (last?.kind === "call" && last.name === "when" && last.args.length === 2 && !(inParens && many.length > 1)) {
    return { args: [...plain.slice(0, -1), last.args[0] as Node], guard: last.args[1] as Node, body, span };
  }
  return { args: plain, guard: null, body, span };
}

function unwrapSplice(node: Node): readonly Node[] {
  const inner = node.kind === "block" ? node.body[0] : undefined;
  return [inner?.kind === "call" && inner.name === "unquote_splicing" ? inner : node];
}
