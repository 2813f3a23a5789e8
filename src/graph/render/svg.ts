import type { Graph, GraphNode } from "../graph.ts";
import { BOX_HEIGHT, layOut, type Box } from "../layout.ts";
import { detailLines, nodeText } from "./node-text.ts";

/** Colours by the kind of a node: of its edge, for light and dark grounds. */
const style = `
svg{font:12px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;--ground:#fff;--ink:#1d2430;--line:#b9c2ce;--box:#f4f6f8;--release:#6d3fc0;--application:#8b5cd6;--dependency:#4b6584;--crate:#b7410e;--module:#0b7285;--archive:#8d6e00;--assets:#2b8a3e;--packages:#2b8a3e;--changed:#f5a623;background:var(--ground)}
@media (prefers-color-scheme:dark){svg{--ground:#14181f;--ink:#e4e8ee;--line:#46505e;--box:#1f2630;--release:#b491f5;--application:#a78bfa;--dependency:#8fa8c4;--crate:#f0885a;--module:#4cc0d4;--archive:#d8b743;--assets:#69c77c;--packages:#69c77c}}
.node rect{fill:var(--box);stroke-width:1.5}.node text{fill:var(--ink)}.edge{fill:none;stroke:var(--line)}.native rect{stroke-width:3}.prebuilt rect{stroke-dasharray:5 3}.changed rect{fill:var(--changed)}.changed text{fill:#000}
`;

/** A graph as a picture that stands alone: XML of SVG 1.1, with a title for each node, light and dark. */
export function renderSvg(graph: Graph, changed: ReadonlySet<string>): string {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const { width, height, boxes, edges } = layOut(graph, (id) => nodeText(byId.get(id) as GraphNode));
  const number = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const lines = edges.map(({ from, to }) => {
    const path = curve(boxes.get(from) as Box, boxes.get(to) as Box);
    return `<path class="edge" data-from="${number.get(from)}" data-to="${number.get(to)}" d="${path}"/>\n`;
  });
  const nodes = graph.nodes.map((node, index) =>
    drawn(node, index, { box: boxes.get(node.id) as Box, changed: changed.has(node.id) }),
  );
  const title = escaped(`What ${graph.title} is built from`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" role="img" aria-label="${title}">
<title>${title}</title>
<style>${style}</style>
<g id="picture">
${lines.join("")}${nodes.join("")}</g>
</svg>
`;
}

function drawn(node: GraphNode, index: number, { box, changed }: { box: Box; changed: boolean }): string {
  const classes = ["node", node.kind, ...node.marks, ...(changed ? ["changed"] : [])].join(" ");
  const text = escaped(nodeText(node));
  const title = escaped([`${node.kind} ${nodeText(node)}`, ...detailLines(node)].join("\n"));
  return `<g class="${classes}" data-node="${index}" transform="translate(${round(box.x)} ${round(box.y)})"><title>${title}</title><rect width="${round(box.width)}" height="${BOX_HEIGHT}" rx="5" style="stroke:var(--${node.kind})"/><text x="10" y="16">${text}</text></g>\n`;
}

function curve(from: Box, to: Box): string {
  const [x1, y1] = [from.x + from.width, from.y + BOX_HEIGHT / 2];
  const [x2, y2] = [to.x, to.y + BOX_HEIGHT / 2];
  const bend = Math.max(24, (x2 - x1) / 2);
  return `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`;
}

const round = (pixels: number): number => Math.round(pixels * 10) / 10;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for XML and HTML, in an element or a quoted attribute. */
export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] as string);
