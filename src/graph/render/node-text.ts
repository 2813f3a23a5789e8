import { printable } from "../../diagnostics/printable.ts";
import { megabytes } from "../../text/megabytes.ts";
import type { GraphNode } from "../graph.ts";

/** "jason 1.4.4", with its size where that is known; safe to be shown. */
export function nodeText({ label, version, size }: GraphNode): string {
  const named = version === null ? label : `${label} ${version}`;
  return printable(size === undefined ? named : `${named}, ${megabytes(size)}`);
}

/** A node's details as lines, "builder: mix". */
export function detailLines({ details, marks }: GraphNode): readonly string[] {
  const lines = details.map(([name, value]) => printable(`${name}: ${value}`));
  return marks.includes("configured") ? [...lines, "reads the project's configuration"] : lines;
}
