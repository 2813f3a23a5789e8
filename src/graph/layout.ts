import { groupBy } from "../text/group-by.ts";
import type { Graph, GraphEdge } from "./graph.ts";
import { reducedEdges, topological } from "./reduce.ts";

/** A node's box in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  /** The edges that are drawn. */
  readonly edges: readonly GraphEdge[];
}

/** Pixels. */
export const BOX_HEIGHT = 24;
const ROW = 32;
const GAP = 72;
const MARGIN = 24;
/** Of the font that is drawn with, 12 pixels high; wide enough for its widest digits. */
const CHARACTER = 7.4;
/** A column that is longer goes on in the next one. */
const MOST_ROWS = 40;
const SWEEPS = 6;

/**
 * Places a graph in columns, what is built first on the left and a node right of all that it is made of; the order within a
 * column follows that of the neighbours (the barycentre heuristic of Sugiyama, Tagawa and Toda, 1981).
 * @param label the text in a node's box.
 */
export function layOut(graph: Graph, label: (id: string) => string): Layout {
  const edges = reducedEdges(graph);
  const columns = inOrder(columnsOf(graph, edges), edges).flatMap(split);
  const height = Math.max(1, ...columns.map((column) => column.length)) * ROW;
  const boxes = new Map<string, Box>();
  let x = MARGIN;
  for (const column of columns) {
    const width = Math.max(...column.map((id) => Math.ceil([...label(id)].length * CHARACTER) + 20));
    const top = MARGIN + (height - column.length * ROW) / 2;
    column.forEach((id, row) => boxes.set(id, { x, y: top + row * ROW, width }));
    x += width + GAP;
  }
  return { width: x - GAP + MARGIN, height: height + 2 * MARGIN, boxes, edges };
}

/** Each node as near to what is made of it as can be, so that edges are short. */
function columnsOf(graph: Graph, edges: readonly GraphEdge[]): string[][] {
  const outgoing = groupBy(edges, ({ from }) => from);
  const fromEnd = new Map<string, number>();
  for (const id of topological({ nodes: graph.nodes, edges }).toReversed()) {
    fromEnd.set(id, Math.max(0, ...(outgoing.get(id) ?? []).map(({ to }) => (fromEnd.get(to) ?? 0) + 1)));
  }
  const columns: string[][] = Array.from({ length: Math.max(0, ...fromEnd.values()) + 1 }, () => []);
  for (const { id } of graph.nodes) columns.at(-1 - (fromEnd.get(id) ?? 0))?.push(id);
  return columns.filter((column) => column.length > 0);
}

function inOrder(columns: readonly string[][], edges: readonly GraphEdge[]): string[][] {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of edges) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const ordered = columns.map((column) => [...column]);
  /** Where a node stands in its column, from 0 to 1. */
  const height = new Map<string, number>();
  const note = (column: readonly string[]): void =>
    column.forEach((id, row) => height.set(id, (row + 0.5) / column.length));
  ordered.forEach(note);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of sweep % 2 === 0 ? ordered.toReversed() : ordered) {
      const wish = new Map(
        column.map((id) => {
          const near = (neighbours.get(id) ?? []).map((other) => height.get(other) as number);
          return [
            id,
            near.length === 0 ? (height.get(id) as number) : near.reduce((sum, each) => sum + each, 0) / near.length,
          ];
        }),
      );
      column.sort((one, other) => (wish.get(one) as number) - (wish.get(other) as number));
      note(column);
    }
  }
  return ordered;
}

/** A long column as several of about the same length. */
function split(column: readonly string[]): string[][] {
  const parts = Math.ceil(column.length / MOST_ROWS);
  return Array.from({ length: parts }, (_, part) => column.filter((_id, index) => index % parts === part));
}
