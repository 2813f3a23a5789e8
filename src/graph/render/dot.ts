import { printable } from "../../diagnostics/printable.ts";
import type { Graph, NodeKind } from "../graph.ts";
import { reducedEdges } from "../reduce.ts";
import { nodeText } from "./node-text.ts";

const shapes: Readonly<Record<NodeKind, string>> = {
  release: "doubleoctagon",
  application: "box3d",
  dependency: "box",
  crate: "component",
  module: "ellipse",
  archive: "cylinder",
  assets: "folder",
  packages: "tab",
};

/** A graph in the language of Graphviz (graphviz.org/doc/info/lang.html). */
export function renderDot(graph: Graph, changed: ReadonlySet<string>): string {
  const node = graph.nodes.map((each) => {
    const style = changed.has(each.id) ? ", style=filled, fillcolor=orange" : "";
    return `  ${quoted(each.id)} [label=${quoted(nodeText(each))}, shape=${shapes[each.kind]}${style}];\n`;
  });
  const edge = reducedEdges(graph).map(({ from, to }) => `  ${quoted(from)} -> ${quoted(to)};\n`);
  return `digraph ${quoted(graph.title)} {\n  rankdir=LR;\n${node.join("")}${edge.join("")}}\n`;
}

/** Safe to be shown. In a quoted string the quotation mark alone is escaped, and a backslash begins escapes that labels know. */
const quoted = (text: string): string => `"${printable(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
