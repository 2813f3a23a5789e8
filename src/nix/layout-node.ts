import { flat } from "./flat.ts";
import type { Node } from "./node.ts";
import type { Page } from "./page.ts";
import { opens } from "./shape.ts";

/**
 * On one line where it fits, broken where it does not. What is broken is indented from the line that it begins on.
 * @param after columns that have to follow in the last line (a `;`, a `)`) before that can end.
 */
export function layout(page: Page, node: Node, after: number): void {
  if (!page.writeFitting(flat(node), after)) page.broken(node, after);
}

/** As `layout`, but sets with something in them are broken in any case: nixfmt's way where a body begins a line. */
export function layoutOpen(page: Page, node: Node, after: number): void {
  if (node.kind === "set" && opens(node)) page.broken(node, after);
  else layout(page, node, after);
}

/** Something on lines of its own. */
export function layoutWithin(page: Page, inner: Node, indent: number): void {
  page.breakLine(indent + 2);
  layout(page, inner, 0);
  page.breakLine(indent);
}
