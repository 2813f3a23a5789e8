import { Graphviz } from "@hpcc-js/wasm-graphviz";
import { describe, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { graphDocument } from "../../src/graph/render/document.ts";
import { renderDot } from "../../src/graph/render/dot.ts";
import { renderMermaid } from "../../src/graph/render/mermaid.ts";
import { renderSvg } from "../../src/graph/render/svg.ts";
import { graphFrom } from "./graphs.ts";

const hostile = `a"]; b -> "c\\" <x> & 'y' end %% \u001b[31m\u202e`;
const graph: Graph = graphFrom(["jason > ecto", `${hostile} > ecto`]);
const changed = new Set(["dependency:jason"]);

describe("the language of Graphviz", () => {
  test("is read back by Graphviz with the same nodes and edges, whatever names hold", async () => {
    const graphviz = await Graphviz.load();
    const read = JSON.parse(graphviz.layout(renderDot(graph, changed), "dot_json", "dot")) as {
      objects: { name: string; label: string; fillcolor?: string }[];
      edges: { tail: number; head: number }[];
    };
    expect(read.objects.map(({ name }) => name)).toHaveLength(graph.nodes.length);
    expect(read.edges.map(({ tail, head }) => [read.objects[tail]?.label, read.objects[head]?.label])).toEqual(
      expect.arrayContaining([["jason 1.0.0", "ecto 1.0.0"]]),
    );
    expect(read.edges).toHaveLength(3);
    expect(read.objects.filter(({ fillcolor }) => fillcolor !== undefined).map(({ label }) => label)).toEqual([
      "jason 1.0.0",
    ]);
  });
});

describe("Mermaid", () => {
  test("keeps names out of its own words", () => {
    const lines = renderMermaid(graph, changed).split("\n");
    expect(lines[0]).toBe("flowchart LR");
    expect(lines).toContain('  n0["jason 1.0.0"]:::dependency');
    expect(lines).toContain("  class n0 changed");
    // Its syntax takes these for more than text; a label has them as entities (mermaid.js.org/syntax/flowchart.html).
    for (const line of lines.filter((each) => each.includes(":::"))) {
      expect(line).toMatch(/^ {2}n\d+\["[\w .,:()/+#;-]*"\]:::[a-z]+$/);
    }
  });
});

describe("SVG", () => {
  test("holds no character of a name that would be markup or act on a terminal", () => {
    const svg = renderSvg(graph, changed);
    expect(svg).toContain("&lt;x&gt; &amp; &#39;y&#39;");
    expect(svg).not.toMatch(/\u001b|\u202e|<x>/);
    expect(svg.match(/class="node [^"]*changed"/g)).toHaveLength(1);
  });
});

test("JSON has every edge, and what is built again with its reason", () => {
  const document = graphDocument(graphFrom(["a > b", "b > c", "a > c"]), [{ id: "dependency:a", why: "it reads x" }]);
  expect(document).toMatchObject({
    schemaVersion: 1,
    title: "my_app",
    edges: expect.arrayContaining([{ from: "dependency:a", to: "dependency:c" }]) as unknown,
    rebuilt: [{ id: "dependency:a", why: "it reads x" }],
  });
});
