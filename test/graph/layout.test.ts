import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { BOX_HEIGHT, layOut } from "../../src/graph/layout.ts";
import { reducedEdges, topological } from "../../src/graph/reduce.ts";
import { graphFrom, largeGraph } from "./graphs.ts";

/** Graphs with any edges, circles among them. */
const anyGraph = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.array(fc.tuple(fc.nat(13), fc.nat(13)), { maxLength: 40 }))
  .map(([size, pairs]): Graph => ({
    title: "any",
    nodes: Array.from({ length: size }, (_, index) => ({
      id: `n${index}`,
      kind: "dependency",
      label: `n${index}`,
      version: null,
      marks: [],
      details: [],
    })),
    edges: pairs
      .filter((pair) => pair.every((end) => end < size))
      .map(([from, to]) => ({ from: `n${from}`, to: `n${to}` })),
  }));

/** What can be reached, by asking every edge again until nothing is new. */
function reach(edges: Graph["edges"], start: string): ReadonlySet<string> {
  const found = new Set([start]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const { from, to } of edges) if (found.has(from)) found.add(to);
  }
  return found;
}

describe("the edges that are drawn", () => {
  test("leave out what a longer way says", () => {
    const shown = reducedEdges(graphFrom(["a > b", "b > c", "a > c"])).map(({ from, to }) => `${from} ${to}`);
    expect(shown).not.toContain("dependency:a dependency:c");
    expect(shown).toHaveLength(3);
  });

  test("lead wherever all edges lead, where there is no circle, and none of them can be spared", () => {
    const forward = anyGraph.map((graph) => ({
      ...graph,
      edges: graph.edges.filter(({ from, to }) => Number(from.slice(1)) < Number(to.slice(1))),
    }));
    fc.assert(
      fc.property(forward, (graph) => {
        const shown = reducedEdges(graph);
        for (const { id } of graph.nodes) expect(reach(shown, id)).toEqual(reach(graph.edges, id));
        for (const edge of shown) {
          const others = shown.filter((each) => each !== edge);
          expect(reach(others, edge.from).has(edge.to)).toBe(false);
        }
      }),
    );
  });

  test("come to an end for circles, with each node once", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        expect([...topological(graph)].sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
        expect(reducedEdges(graph).length).toBeLessThanOrEqual(graph.edges.length);
      }),
    );
  });
});

describe("where boxes lie", () => {
  test("none over another, each right of what it is made of, all within the picture", () => {
    fc.assert(
      fc.property(fc.oneof(anyGraph, fc.integer({ min: 30, max: 200 }).map(largeGraph)), (graph) => {
        const { boxes, edges, width, height } = layOut(graph, (id) => id);
        const all = graph.nodes.map(({ id }) => boxes.get(id) as { x: number; y: number; width: number });
        all.forEach((box, index) => {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(box.y + BOX_HEIGHT).toBeLessThanOrEqual(height);
          const over = all.findIndex(
            (other, at) =>
              at !== index &&
              box.x < other.x + other.width &&
              other.x < box.x + box.width &&
              Math.abs(box.y - other.y) < BOX_HEIGHT,
          );
          expect(over).toBe(-1);
        });
        for (const { from, to } of edges) {
          expect(boxes.get(from)?.x).toBeLessThan(boxes.get(to)?.x as number);
        }
      }),
      { numRuns: 60 },
    );
  });
});
