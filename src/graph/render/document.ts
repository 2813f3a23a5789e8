import { printable } from "../../diagnostics/printable.ts";
import type { Graph, GraphNode } from "../graph.ts";

/** A reason why an edit builds a node again. */
export interface Rebuilt {
  readonly id: string;
  readonly why: string;
}

/** What `graph --format json` prints: schema version 1. Edges lead from what is built first to what is made of it, all of them. */
export function graphDocument(graph: Graph, rebuilt: readonly Rebuilt[] | null): unknown {
  const shown = (value: string): string => printable(value);
  return {
    schemaVersion: 1,
    title: shown(graph.title),
    nodes: graph.nodes.map(({ id, kind, label, version, marks, details, size }: GraphNode) => ({
      id: shown(id),
      kind,
      label: shown(label),
      version: version === null ? null : shown(version),
      marks,
      ...(size === undefined ? {} : { size }),
      details: Object.fromEntries(details.map(([name, value]) => [name, shown(value)])),
    })),
    edges: graph.edges.map(({ from, to }) => ({ from: shown(from), to: shown(to) })),
    ...(rebuilt === null ? {} : { rebuilt: rebuilt.map(({ id, why }) => ({ id: shown(id), why: shown(why) })) }),
  };
}
