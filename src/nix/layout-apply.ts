import type { Block } from "./block.ts";
import { endColumn, indented, join, line, stack, width } from "./block.ts";
import { flat, hugged } from "./flat.ts";
import { below, broken, fits, freshLine, layout, layoutOpen, parenthesised } from "./layout.ts";
import type { Room } from "./layout.ts";
import type { Node } from "./node.ts";
import { opening } from "./opening.ts";
import { isSimple, opens } from "./shape.ts";

type Apply = Node & { readonly kind: "apply" };

/**
 * "leading": after `=` or an operator, the space or line end after it is part of the call.
 * "enclosed": after `(` or `${`, which is part of the call as is, where it is broken, the last line end.
 */
export type Place = "plain" | "leading" | "enclosed";

/**
 * A call: on one line; else with one argument broken, the last that leaves all others on the lines before and after it;
 * else one argument on each line, as many as fit beside the function.
 */
export function layoutApply(node: Apply, room: Room, place: Place, before = ""): Block {
  const lead = place === "leading" ? " " : before;
  const column = room.column + (place === "leading" ? 1 : 0);
  const inside = { column, after: room.after };
  const text = flat(node);
  if (text !== null && fits(text, inside)) return line(lead + text);
  return withOneBroken(node, inside, lead) ?? withAllBroken(node, inside, place, before);
}

function withOneBroken(node: Apply, room: Room, lead: string): Block | null {
  const last = node.args.length - 1;
  for (let at = last; at >= 0; at--) {
    const arg = node.args[at] as Node;
    const before = words([node.fn, ...node.args.slice(0, at)]);
    const after = words(node.args.slice(at + 1));
    if (before === null || after === null || !mayBreak(node, at)) continue;
    const head = `${before} `;
    const column = room.column + width(head);
    if (!fits(head, { column: room.column, after: openingOf(arg, at === last) }) && !(at === last && isSimple(node)))
      continue;
    const tail = after === "" ? "" : ` ${after}`;
    const inner = { column, after: room.after + width(tail) };
    const block = at === last ? brokenLast(arg, inner) : brokenInner(arg, inner);
    if (tail === "" || fits(tail, { column: endColumn(block, column), after: room.after }))
      return join(lead + head, block, tail);
  }
  return null;
}

function words(nodes: readonly Node[]): string | null {
  const texts = nodes.map(flat);
  return texts.includes(null) ? null : texts.join(" ");
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

function brokenLast(arg: Node, room: Room): Block {
  const hug = hugged(arg);
  if (hug !== null) {
    const inner = { column: room.column + width(hug.before), after: room.after + 1 };
    return join(hug.before, broken(hug.body, inner), ")");
  }
  if (arg.kind === "paren" && !opens(arg)) return parenthesised(arg.inner);
  return opens(arg) ? broken(arg, room) : layout(arg, room);
}

function brokenInner(arg: Node, room: Room): Block {
  const simpleList = arg.kind === "list" && arg.items.length > 0 && arg.items.length <= 6 && arg.items.every(isSimple);
  return simpleList ? broken(arg, room) : layoutOpen(arg, room);
}

function withAllBroken(node: Apply, room: Room, place: Place, before: string): Block {
  const lists = isList(node.args.at(-1)) && isList(node.args.at(-2)) ? 2 : 1;
  const head = { ...node, args: node.args.slice(0, -lists) };
  const inner = lists === 2 ? indented(layout(node.args.at(-2) as Node, freshLine)) : [];
  const final = indented(layoutLast(node.args.at(-1) as Node, place === "enclosed" ? freshLine : below(room)));
  const last = stack(inner, final);
  if (place === "leading") return stack(line(""), indented(stack(layoutHeads(head, freshLine), last)));
  if (place === "plain") return stack(layoutHeads(head, { column: room.column, after: 0 }), last);
  // A function that is itself broken goes to the next line, and nixfmt puts its arguments right below it.
  const fn = flat(node.fn);
  const beside = fn !== null && fits(fn, { ...room, after: 0 });
  if (beside) return stack(join(before, layoutHeads(head, { ...room, after: 0 })), last, line(""));
  const args = head.args.map((arg) => layout(arg, freshLine));
  return stack(line(before), indented(stack(layoutOpen(node.fn, freshLine), ...args)), last, line(""));
}

function layoutLast(arg: Node, room: Room): Block {
  const text = flat(arg);
  return text !== null && fits(text, room) ? line(text) : brokenLast(arg, room);
}

/** The function with as many of its first arguments as fit on its line, the others below. */
function layoutHeads(node: Apply, room: Room): Block {
  if (node.args.length === 0) return layoutOpen(node.fn, room);
  const text = flat(node);
  if (text !== null && fits(text, room)) return line(text);
  if (isList(node.args.at(-1)) && isList(node.args.at(-2))) return layoutLists(node, room);
  const rest = layoutHeads({ ...node, args: node.args.slice(0, -1) }, room);
  return stack(rest, indented(layout(node.args.at(-1) as Node, freshLine)));
}

/** Two lists that end the heads: both on the line of what is before them, or each on its own. */
function layoutLists(node: Apply, room: Room): Block {
  const rest = layoutHeads({ ...node, args: node.args.slice(0, -2) }, room);
  const lists = node.args.slice(-2);
  const text = words(lists);
  if (text !== null && fits(` ${text}`, { column: endColumn(rest, room.column), after: 0 }))
    return join(rest, ` ${text}`);
  return stack(rest, ...lists.map((list) => indented(layout(list, freshLine))));
}
