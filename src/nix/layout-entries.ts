import { flat, flatEntry, flatHead, flatValue, hugsAfterEquals } from "./flat.ts";
import { layoutApply } from "./layout-apply.ts";
import { layoutChain } from "./layout-chain.ts";
import { layout, layoutOpen, layoutWithin } from "./layout-node.ts";
import type { Entry, Node } from "./node.ts";
import { opening } from "./opening.ts";
import { type Page, lineWidth, width } from "./page.ts";
import { isInheritOnly, isSimple, opens, opensAtLast } from "./shape.ts";

type Chain = Node & { readonly kind: "chain" };

/** Bindings of a set or a `let`, one below the other, from the start of a line. */
export function layoutEntries(page: Page, entries: readonly Entry[]): void {
  const { indent } = page;
  // Without iterators here and below: most of a large file goes through this loop, and each would be an object.
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index] as Entry;
    if (index > 0) page.breakLine(indent);
    if (entry.kind !== "space") layoutEntry(page, entry, indent);
  }
}

function layoutEntry(page: Page, entry: Exclude<Entry, { kind: "space" }>, indent: number): void {
  for (let index = 0; index < entry.comment.length; index++) {
    page.write(entry.comment[index] as string);
    page.breakLine(indent);
  }
  if (page.writeFitting(flatEntry(entry), 0)) return;
  if (entry.kind === "bind") layoutBind(page, entry, indent);
  else layoutInherit(page, entry, indent);
}

function layoutInherit(page: Page, entry: Entry & { kind: "inherit" }, indent: number): void {
  page.write("inherit");
  if (entry.from !== null) {
    const from = flat(entry.from);
    if (!page.writeFitting(from === null ? null : ` (${from})`, 0)) {
      page.breakLine(indent + 2);
      layout(page, { kind: "paren", inner: entry.from }, 0);
    }
  }
  for (const name of entry.names) {
    page.breakLine(indent + 2);
    page.write(name);
  }
  page.breakLine(indent + 2);
  page.write(";");
}

function layoutBind(page: Page, entry: Entry & { kind: "bind" }, indent: number): void {
  page.write(`${entry.name} =`);
  if (entry.short && entry.value.kind !== "lambda") {
    layoutValue(page, entry.value, 1);
    return page.write(";");
  }
  const start = page.mark();
  layoutValue(page, entry.value, 1);
  // After a name that is not short, and before a function, nixfmt rather ends the line than go beyond it.
  const head = hugging(entry.value);
  const over = start.column + head > lineWidth;
  if (over || (!entry.short && head > 0 && page.column >= lineWidth)) {
    page.back(start);
    layoutBelow(page, entry.value, indent);
  }
  page.write(";");
}

/** A value below its name. */
function layoutBelow(page: Page, value: Node, indent: number): void {
  const hugs = value.kind === "chain" && hugsAfterEquals(value.operator);
  if (hugs && opens(value.operands[0] as Node)) {
    page.breakLine(indent);
    return layoutChain(page, value, 1, true);
  }
  page.breakLine(indent + 2);
  if (hugs && isShortChain(value)) layoutShortChain(page, value, 1, "");
  else layoutOpen(page, value, 1);
}

/** Columns after `=` that a value keeps on that line in any case; none where it can go to the next. */
function hugging(value: Node): number {
  if (value.kind === "string" || value.kind === "path") return 1 + opening(value) + 1;
  if (value.kind === "apply") return isSimple(value) ? huggingCall(value) : 0;
  if (opens(value) || value.kind === "paren") return 1 + opening(value);
  if (value.kind === "lambda" && opens(value.body))
    return value.names.reduce((sum, name) => sum + width(name) + 2, 1) + opening(value.body);
  if (value.kind === "chain" && hugsAfterEquals(value.operator) && opens(value.operands[0] as Node))
    return 1 + opening(value);
  return 0;
}

function huggingCall({ fn, args }: Node & { kind: "apply" }): number {
  const last = args.at(-1) as Node;
  const heads = [fn, ...args.slice(0, -1)].map(flat);
  if (heads.includes(null)) return 0;
  const ends = last.kind === "paren" || opens(last) ? 1 : opening(last) + 1;
  return heads.reduce((sum, head) => sum + 1 + width(head as string), 1) + ends;
}

/** What follows `=` or `?`, the space or line end after it included. */
export function layoutValue(page: Page, value: Node, after: number): void {
  const text = flatValue(value);
  if (text !== null && page.writeFitting(` ${text}`, after)) return undefined;
  if (value.kind === "apply") return layoutApply(page, value, after, "leading");
  if (value.kind === "chain" && hugsAfterEquals(value.operator)) {
    if (isShortChain(value)) return layoutShortChain(page, value, after, " ");
    if (opens(value.operands[0] as Node)) {
      page.write(" ");
      return layoutChain(page, value, after, true);
    }
  }
  const stays = value.kind === "paren" || value.kind === "string" || value.kind === "path" || opensAtLast(value);
  if (!stays) {
    page.breakLine(page.indent + 2);
    return layout(page, value, after);
  }
  page.write(" ");
  if (value.kind === "paren" && !opens(value)) {
    page.write("(");
    layoutWithin(page, value.inner, page.indent);
    page.write(")");
  } else if (opensAtLast(value) && value.kind !== "list" && !isInheritOnly(value)) page.broken(value, after);
  else layout(page, value, after);
}

/** Two operands of which the second opens: `a // {`. */
function isShortChain({ operands: [first, second, more] }: Chain): boolean {
  return more === undefined && !opens(first as Node) && opens(second as Node);
}

/** On one line up to where the second operand opens, else below, an operand on each line. */
function layoutShortChain(page: Page, value: Chain, after: number, lead: string): void {
  const [first, second] = value.operands as [Node, Node];
  const left = flat(first);
  const head = `${lead}${left} ${value.operator} `;
  if (left !== null && page.writeFitting(head, opening(second))) return page.broken(second, after);
  if (lead !== "") page.breakLine(page.indent + 2);
  layoutChain(page, value, after);
}

/** `{ a, b }:` on one line, or one name on each. */
export function layoutHead(page: Page, node: Node & { kind: "function" }): void {
  const { indent } = page;
  const text = flatHead(node)?.trimEnd();
  if (text !== undefined && page.writeFitting(text, 0)) return;
  page.write("{");
  for (const { name, fallback } of node.formals) {
    page.breakLine(indent + 2);
    page.write(name);
    if (fallback !== null) {
      page.write(" ?");
      layoutValue(page, fallback, 1);
    }
    page.write(",");
  }
  if (node.open) {
    page.breakLine(indent + 2);
    page.write("...");
  }
  page.breakLine(indent);
  page.write("}:");
}
