import { flat, flatLast, hugged } from "./flat.ts";
import { layout, layoutOpen, layoutWithin } from "./layout-node.ts";
import type { Node } from "./node.ts";
import { opening } from "./opening.ts";
import { type Page, width } from "./page.ts";
import { isSimple, opens } from "./shape.ts";

type Apply = Node & { readonly kind: "apply" };

/**
 * "leading": after `=` or an operator, the space or line end after it is part of the call.
 * "enclosed": after `(` or `${`; where the call is broken, the line end before `)` or `}` is part of it.
 */
export type Place = "plain" | "leading" | "enclosed";

/**
 * A call: on one line; else with one argument broken, the last that leaves all others on the lines before and after it;
 * else one argument on each line, as many as fit beside the function.
 */
export function layoutApply(page: Page, node: Apply, after: number, place: Place): void {
  const lead = place === "leading" ? " " : "";
  const text = flat(node);
  if (text !== null && page.writeFitting(lead + text, after)) return;
  if (!withOneBroken(page, node, after, lead)) withAllBroken(page, node, after, place);
}

function withOneBroken(page: Page, node: Apply, after: number, lead: string): boolean {
  const last = node.args.length - 1;
  for (let at = last; at >= 0; at--) {
    if (!mayBreak(node, at)) continue;
    const arg = node.args[at] as Node;
    const tail = at < last && flatLast(node.args[last] as Node) === null ? null : words("", node.args, at + 1);
    const head = words(lead + (flat(node.fn) ?? ""), node.args, 0, at);
    if (head === null || tail === null || flat(node.fn) === null) continue;
    const unbroken = at === last && isSimple(node);
    if (!unbroken && !page.fits(head, 1 + openingOf(arg, at === last))) continue;
    const start = page.mark();
    page.write(`${head} `);
    if (at === last) brokenLast(page, arg, after);
    else brokenInner(page, arg, after + width(tail));
    if (at === last || page.fits(tail, after)) {
      page.write(tail);
      return true;
    }
    page.back(start);
  }
  return false;
}

/** `before`, and each of the nodes after a space; null where one of them does not stand on one line. */
function words(before: string, nodes: readonly Node[], from: number, to = nodes.length): string | null {
  let out = before;
  for (let at = from; at < to; at++) {
    const text = flat(nodes[at] as Node);
    if (text === null) return null;
    out += ` ${text}`;
  }
  return out;
}

const isList = (node: Node | undefined): boolean => node?.kind === "list";

function mayBreak(node: Apply, at: number): boolean {
  if (inPair(node.args, at)) return false;
  const arg = node.args[at] as Node;
  return at === node.args.length - 1 ? opens(arg) || arg.kind === "paren" || isSimple(node) : arg.kind !== "select";
}

/** Whether an argument is one of two lists in a row, counted from the end: those are broken together or not at all. */
function inPair(args: readonly Node[], at: number): boolean {
  for (let end = args.length - 1; end > 0; end--) {
    if (!isList(args[end]) || !isList(args[end - 1])) continue;
    if (at === end || at === end - 1) return true;
    end--;
  }
  return false;
}

function openingOf(arg: Node, last: boolean): number {
  const hug = last ? hugged(arg) : null;
  if (hug !== null) return width(hug.before) + opening(hug.body);
  return last && arg.kind === "paren" && !opens(arg) ? 1 : opening(arg);
}

function brokenLast(page: Page, arg: Node, after: number): void {
  const hug = hugged(arg);
  if (hug !== null) {
    page.write(hug.before);
    page.broken(hug.body, after + 1);
    page.write(")");
  } else if (opens(arg)) page.broken(arg, after);
  else if (arg.kind === "paren") {
    const { indent } = page;
    page.write("(");
    layoutWithin(page, arg.inner, indent);
    page.write(")");
  } else layout(page, arg, after);
}

function brokenInner(page: Page, arg: Node, after: number): void {
  const simpleList = arg.kind === "list" && arg.items.length > 0 && arg.items.length <= 6 && arg.items.every(isSimple);
  if (simpleList) page.broken(arg, after);
  else layoutOpen(page, arg, after);
}

function withAllBroken(page: Page, node: Apply, after: number, place: Place): void {
  const { fn, args } = node;
  if (place === "leading") page.breakLine(page.indent + 2);
  const { indent } = page;
  const heads = args.length - (isList(args.at(-1)) && isList(args.at(-2)) ? 2 : 1);
  const text = flat(fn);
  const enclosed = place === "enclosed";
  if (enclosed && !(text !== null && page.fits(text, 0))) {
    // A function that is itself broken goes to the next line, and nixfmt puts its arguments right below it.
    for (const each of [fn, ...args.slice(0, heads)]) {
      page.breakLine(indent + 2);
      if (each === fn) layoutOpen(page, each, 0);
      else layout(page, each, 0);
    }
  } else layoutHeads(page, node, heads, indent);
  for (const [at, arg] of args.entries()) {
    if (at < heads) continue;
    page.breakLine(indent + 2);
    if (at < args.length - 1) layout(page, arg, 0);
    else layoutLast(page, arg, enclosed ? 0 : after);
  }
  if (enclosed) page.breakLine(indent);
}

function layoutLast(page: Page, arg: Node, after: number): void {
  if (!page.writeFitting(flatLast(arg), after)) brokenLast(page, arg, after);
}

/** The function with as many of its first `count` arguments as fit on its line, the others below. */
function layoutHeads(page: Page, node: Apply, count: number, indent: number): void {
  const { fn, args } = node;
  if (count === 0) return layoutOpen(page, fn, 0);
  const text = flat(fn) === null ? null : words(flat(fn) as string, args, 0, count);
  if (page.writeFitting(text, 0)) return undefined;
  if (count > 1 && isList(args[count - 1]) && isList(args[count - 2])) {
    layoutHeads(page, node, count - 2, indent);
    return layoutLists(page, args.slice(count - 2, count), indent);
  }
  layoutHeads(page, node, count - 1, indent);
  page.breakLine(indent + 2);
  layout(page, args[count - 1] as Node, 0);
}

/** Two lists that end the heads: both on the line of what is before them, or each on its own. */
function layoutLists(page: Page, lists: readonly Node[], indent: number): void {
  if (page.writeFitting(words("", lists, 0), 0)) return;
  for (const list of lists) {
    page.breakLine(indent + 2);
    layout(page, list, 0);
  }
}
