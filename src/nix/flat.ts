import type { Entry, Formal, Node, Piece } from "./node.ts";
import { isInheritOnly, opens } from "./shape.ts";

/**
 * A node on one line, or null where it never stands on one: sets and lists of more than one element, `let`,
 * functions with a set for a parameter.
 */
export function flat(node: Node): string | null {
  if (node.flat === undefined) node.flat = written(node);
  return node.flat;
}

function written(node: Node): string | null {
  switch (node.kind) {
    case "word":
    case "path":
      return node.text;
    case "string":
      return around('"', flatPieces(node.pieces), '"');
    case "let":
    case "lines":
    case "function":
      return null;
    case "list":
      if (node.items.length === 0) return "[ ]";
      return node.items.length > 1 ? null : around("[ ", flat(node.items[0] as Node), " ]");
    case "set":
      return flatSet(node.entries);
    case "lambda":
      if (node.names.length > 2 && !opens(node.body)) return null;
      return around(node.names.map((name) => `${name}: `).join(""), flat(node.body), "");
    case "apply":
      return flatApply(node.fn, node.args);
    case "select":
      return flatSelect(node.target, node.attributes, node.fallback);
    case "chain":
      return flatAll(node.operands, ["", ...node.operands.slice(1).map(() => ` ${node.operator} `)]);
    case "paren":
      return around("(", flat(node.inner), ")");
  }
}

/** A value on one line after `=` or `?`: there nixfmt breaks every set but those of one `inherit`. */
export function flatValue(node: Node): string | null {
  if (forced(node)) return null;
  if (node.kind === "chain" && hugsAfterEquals(node.operator)) {
    if (isWide(node.operands[0] as Node)) return null;
    if (node.operands.length === 2 && !opens(node.operands[0] as Node) && isWide(node.operands[1] as Node)) return null;
  }
  return flat(node);
}

/** Operators that nixfmt lays out more tightly after `=`. */
export const hugsAfterEquals = (operator: string): boolean =>
  operator === "//" || operator === "++" || operator === "+";

/** A set that is always broken where nixfmt lays things out wide. */
const isWide = (node: Node): boolean => node.kind === "set" && node.entries.length > 0;

const forced = (node: Node): boolean => isWide(node) && !isInheritOnly(node);

/** `{ a, b, ... }: ` on one line, or null: only two names without defaults ever stand on one. */
export function flatHead(node: Node & { kind: "function" }): string | null {
  const { formals, open } = node;
  if (formals.length > 2 || formals.some((formal) => formal.fallback !== null)) return null;
  const names = [...formals.map((formal: Formal) => formal.name), ...(open ? ["..."] : [])];
  return `{ ${names.join(", ")}${names.length === 0 ? "" : " "}}: `;
}

/** A binding on one line, its comment left aside. */
export function flatEntry(entry: Exclude<Entry, { kind: "space" }>): string | null {
  if (entry.kind === "bind") return around(`${entry.name} = `, flatValue(entry.value), ";");
  if (entry.names.length > 3) return null;
  const names = `${entry.names.join(" ")};`;
  return entry.from === null ? `inherit ${names}` : around("inherit (", flat(entry.from), `) ${names}`);
}

function flatSet(entries: readonly Entry[]): string | null {
  if (entries.length === 0) return "{ }";
  const entry = entries[0] as Entry;
  if (entries.length > 1 || entry.kind === "space" || entry.comment.length > 0) return null;
  return around("{ ", flatEntry(entry), " }");
}

function flatApply(fn: Node, args: readonly Node[]): string | null {
  if (flatLast(args.at(-1) as Node) === null) return null;
  return flatAll([fn, ...args], ["", ...args.map(() => " ")]);
}

/** A last argument on one line: where it is a function or a call in parentheses with a set, nixfmt breaks that set. */
export function flatLast(last: Node): string | null {
  const hug = hugged(last);
  return hug !== null && isWide(hug.body) ? null : flat(last);
}

/** `(name: {` and `(name {` as a last argument: what stands before the set or list, and the set or list itself. */
export function hugged(node: Node): { readonly before: string; readonly body: Node } | null {
  if (node.kind !== "paren") return null;
  const { inner } = node;
  if (inner.kind === "lambda" && inner.names.length === 1 && opens(inner.body))
    return { before: `(${inner.names[0] as string}: `, body: inner.body };
  if (inner.kind !== "apply" || inner.args.length !== 1 || inner.fn.kind !== "word") return null;
  const body = inner.args[0] as Node;
  return opens(body) && /^[A-Za-z_]/.test(inner.fn.text) ? { before: `(${inner.fn.text} `, body } : null;
}

function flatSelect(target: Node, attributes: string, fallback: Node | null): string | null {
  const held = around("", flat(target), attributes);
  if (fallback === null || held === null) return held;
  return around(`${held} or `, flat(fallback), "");
}

export function flatPieces(pieces: readonly Piece[]): string | null {
  let out = "";
  for (const piece of pieces) {
    const text = typeof piece === "string" ? piece : around("${", flat(piece), "}");
    if (text === null) return null;
    out += text;
  }
  return out;
}

function flatAll(nodes: readonly Node[], before: readonly string[]): string | null {
  let out = "";
  for (let index = 0; index < nodes.length; index++) {
    const text = flat(nodes[index] as Node);
    if (text === null) return null;
    out += (before[index] as string) + text;
  }
  return out;
}

function around(before: string | null, text: string | null, after: string): string | null {
  return before === null || text === null ? null : before + text + after;
}
