import type { Graph, GraphEdge, GraphNode } from "../../src/graph/graph.ts";

const node = (label: string, changes: Partial<GraphNode> = {}): GraphNode => ({
  id: `dependency:${label}`,
  kind: "dependency",
  label,
  version: "1.0.0",
  marks: [],
  details: [["builder", "mix"]],
  ...changes,
});

/** A graph of dependencies from `from > to` lines, and a release on all that nothing else needs. */
export function graphFrom(lines: readonly string[]): Graph {
  const pairs = lines.map((line) => line.split(" > ").map((name) => name.trim()));
  const names = [...new Set(pairs.flat())];
  const release = node("my_app", { id: "release:my_app", kind: "release", details: [] });
  const edges: GraphEdge[] = pairs.flatMap(([from, to]) =>
    to === undefined ? [] : [{ from: `dependency:${from}`, to: `dependency:${to}` }],
  );
  const ends = names.filter((name) => !edges.some(({ from }) => from === `dependency:${name}`));
  return {
    title: "my_app",
    nodes: [...names.map((name) => node(name)), release],
    edges: [...edges, ...ends.map((name) => ({ from: `dependency:${name}`, to: release.id }))],
  };
}

/** A graph with as many dependencies as a large application has, each on up to four earlier ones; the same every time. */
export function largeGraph(size: number): Graph {
  let seed = 11;
  const below = (limit: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % limit;
  };
  return graphFrom(
    Array.from({ length: size }, (_, index) => index).flatMap((index) =>
      index < size / 4 ? [`d${index}`] : Array.from({ length: 1 + below(4) }, () => `d${below(index)} > d${index}`),
    ),
  );
}
