import { printable } from "../../diagnostics/printable.ts";
import type { Graph } from "../graph.ts";
import type { Rebuilt } from "./document.ts";
import { nodeText } from "./node-text.ts";
import { escaped, renderSvg } from "./svg.ts";

/** The page's style and program, as files of this room. */
export interface PageParts {
  readonly style: string;
  readonly program: string;
}

/** A graph as one page that needs nothing else: the picture, with search, details, zoom and keys. */
export function renderHtml(graph: Graph, rebuilt: readonly Rebuilt[] | null, { style, program }: PageParts): string {
  const why = new Map((rebuilt ?? []).map((each) => [each.id, each.why]));
  const number = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const data = {
    nodes: graph.nodes.map((node) => ({
      id: printable(node.id),
      kind: node.kind,
      text: nodeText(node),
      details: [
        ...node.details.map((pair) => pair.map(printable)),
        ...(node.marks.length === 0 ? [] : [["marks", node.marks.join(", ")]]),
      ],
      ...(why.has(node.id) ? { why: printable(why.get(node.id) as string) } : {}),
    })),
    edges: graph.edges.map(({ from, to }) => [number.get(from), number.get(to)]),
  };
  const title = escaped(printable(graph.title));
  const changed = rebuilt === null ? "" : `<span>${rebuilt.length} of ${graph.nodes.length} built again</span>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title}: what it is built from</title>
<style>
${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<input id="search" type="search" placeholder="Search" aria-label="Search by name or kind" autocomplete="off">
<span id="count" aria-live="polite"></span>
<button id="farther" type="button" aria-label="Smaller">&minus;</button><button id="nearer" type="button" aria-label="Larger">+</button><button id="fit" type="button">Fit</button>
${changed}
<span id="keys">/ search &middot; arrows move &middot; + &minus; 0 zoom &middot; Esc clear</span>
</header>
<main>
${renderSvg(graph, new Set(why.keys())).replace("<svg ", '<svg tabindex="0" ')}</main>
<aside hidden aria-label="Details"></aside>
<script type="application/json" id="graph">${JSON.stringify(data).replaceAll("<", String.raw`\u003c`)}</script>
<script>
${program}</script>
</body>
</html>
`;
}
