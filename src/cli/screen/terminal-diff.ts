import { type Painter, loadPainter } from "../../diagnostics/painter.ts";
import { printable } from "../../diagnostics/printable.ts";

/** A unified diff for a terminal: coloured if that is wanted, and without characters that it would act on. */
export async function terminalDiff(diff: string, colour: boolean): Promise<string> {
  const paint = await loadPainter(colour);
  return diff
    .split("\n")
    .map((line) => colourOf(line, paint)(printable(line)))
    .join("\n");
}

function colourOf(line: string, paint: Painter): (text: string) => string {
  if (line.startsWith("+++") || line.startsWith("---")) return paint.bold;
  if (line.startsWith("@@")) return paint.cyan;
  if (line.startsWith("+")) return paint.green;
  return line.startsWith("-") ? paint.red : String;
}
