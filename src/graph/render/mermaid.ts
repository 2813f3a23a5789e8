import type { Graph } from "../graph.ts";
import { reducedEdges } from "../reduce.ts";
import { nodeText } from "./node-text.ts";

/** A graph as a flowchart of Mermaid, which forges draw in Markdown (mermaid.js.org/syntax/flowchart.html). */
export function renderMermaid(graph: Graph, changed: ReadonlySet<string>): string {
  // Ids are words to Mermaid, `end` among them: they are counted.
  const ids = new Map(graph.nodes.map(({ id }, index) => [id, `n${index}`]));
  const nodes = graph.nodes.map((each) => `  ${ids.get(each.id)}["${entity(nodeText(each))}"]:::${each.kind}\n`);
  const edges = reducedEdges(graph).map(({ from, to }) => `  ${ids.get(from)} --> ${ids.get(to)}\n`);
  const marked = graph.nodes.flatMap(({ id }) => (changed.has(id) ? [ids.get(id)] : []));
  const colour =
    marked.length === 0 ? "" : `  classDef changed fill:#f5a623,color:#000\n  class ${marked.join(",")} changed\n`;
  return `flowchart LR\n${nodes.join("")}${edges.join("")}${colour}`;
}

/** Everything that means something in a label as the entity of its number, written `#35;`. */
const entity = (text: string): string =>
  text.replaceAll(/[^\w .,:()/+-]/gu, (character) => `#${character.codePointAt(0)};`);
