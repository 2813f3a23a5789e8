import { groupBy } from "../text/group-by.ts";
import type { Graph, GraphEdge } from "./graph.ts";

/**
 * The edges that a picture needs: without those that a longer way says already (the transitive reduction), and without
 * those that close a circle, which no sound lock has.
 */
export function reducedEdges({ nodes, edges }: Graph): readonly GraphEdge[] {
  const order = topological({ nodes, edges });
  const position = new Map(order.map((id, index) => [id, index]));
  const forward = edges.filter(({ from, to }) => (position.get(from) ?? 0) < (position.get(to) ?? 0));
  const incoming = groupBy(forward, ({ to }) => to);
  /** What leads to a node, as bits by position. */
  const before = new Map<string, bigint>();
  const kept: GraphEdge[] = [];
  for (const id of order) {
    let reached = 0n;
    // The latest first: what leads to it needs no edge of its own.
    const latestFirst = [...(incoming.get(id) ?? [])].sort(
      (one, other) => (position.get(other.from) as number) - (position.get(one.from) as number),
    );
    for (const edge of latestFirst) {
      const bit = 1n << BigInt(position.get(edge.from) as number);
      if ((reached & bit) !== 0n) continue;
      kept.push(edge);
      reached |= bit | (before.get(edge.from) ?? 0n);
    }
    before.set(id, reached);
  }
  return kept;
}

/** The ids so that an edge leads from an earlier one to a later one, as far as there is no circle. */
export function topological({ nodes, edges }: Pick<Graph, "nodes" | "edges">): readonly string[] {
  const outgoing = groupBy(edges, ({ from }) => from);
  const waiting = new Map(nodes.map(({ id }) => [id, 0]));
  for (const { to } of edges) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const ready = nodes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
  const placed = new Set(ready);
  for (let index = 0; index < ready.length || placed.size < nodes.length; index += 1) {
    if (index === ready.length) {
      // A circle: any of it comes first.
      const { id } = nodes.find((each) => !placed.has(each.id)) as { id: string };
      ready.push(id);
      placed.add(id);
    }
    for (const { to } of outgoing.get(ready[index] as string) ?? []) {
      const left = (waiting.get(to) as number) - 1;
      waiting.set(to, left);
      if (left > 0 || placed.has(to)) continue;
      ready.push(to);
      placed.add(to);
    }
  }
  return ready;
}
