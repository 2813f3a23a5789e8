import { layoutApply } from "./layout-apply.ts";
import { layoutChain, layoutEnclosed, layoutSelect } from "./layout-chain.ts";
import { layoutEntries, layoutHead } from "./layout-entries.ts";
import { layout, layoutOpen } from "./layout-node.ts";
import { layoutLines, layoutString } from "./layout-string.ts";
import type { Node } from "./node.ts";
import type { Page } from "./page.ts";
import { opens } from "./shape.ts";

/** A node over as many lines as its kind asks for. */
export function broken(page: Page, node: Node, after: number): void {
  const { indent } = page;
  switch (node.kind) {
    case "word":
    case "path":
      return page.write(node.text);
    case "string":
      return layoutString(page, node.pieces, after);
    case "lines":
      return layoutLines(page, node.rows);
    case "list":
      if (node.items.length === 0) return page.write("[ ]");
      page.write("[");
      for (const item of node.items) {
        page.breakLine(indent + 2);
        layout(page, item, 0);
      }
      page.breakLine(indent);
      return page.write("]");
    case "set":
      page.write("{");
      if (node.entries.length === 0) return page.write(" }");
      page.breakLine(indent + 2);
      layoutEntries(page, node.entries);
      page.breakLine(indent);
      return page.write("}");
    case "let":
      page.write("let");
      if (node.entries.length > 0) page.breakLine(indent + 2);
      layoutEntries(page, node.entries);
      page.breakLine(indent);
      page.write("in");
      page.breakLine(indent);
      return layoutOpen(page, node.body, after);
    case "lambda":
      return layoutLambda(page, node, after);
    case "function":
      layoutHead(page, node);
      page.breakLine(indent);
      return layoutOpen(page, node.body, after);
    case "apply":
      return layoutApply(page, node, after, "plain");
    case "select":
      return layoutSelect(page, node, after, false);
    case "chain":
      return layoutChain(page, node, after);
    case "paren":
      return layoutEnclosed(page, node.inner, after, "(", ")");
  }
}

function layoutLambda(page: Page, node: Node & { kind: "lambda" }, after: number): void {
  const { indent } = page;
  page.write(node.names.map((name) => `${name}:`).join(" "));
  if (opens(node.body)) {
    page.write(" ");
    return page.broken(node.body, after);
  }
  page.breakLine(indent);
  layoutOpen(page, node.body, after);
}
