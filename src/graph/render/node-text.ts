import { printable } from "../../diagnostics/printable.ts";
import type { GraphNode } from "../graph.ts";

/** "jason 1.4.4", safe to be shown. */
export function nodeText({ label, version }: GraphNode): string {
  return printable(version === null ? label : `${label} ${version}`);
}

/** A node's details as lines, "builder: mix". */
export function detailLines({ details, marks }: GraphNode): readonly string[] {
  const lines = details.map(([name, value]) => printable(`${name}: ${value}`));
  return marks.includes("configured") ? [...lines, "reads the project's configuration"] : lines;
}
