import { veilCredentials } from "../../model/credentials.ts";
import type { Painter } from "../painter.ts";
import { printable } from "../printable.ts";

/** Columns of source shown around the place; a minified or hostile line would fill the screen. */
const WIDTH = 100;

/**
 * The code frame: the line with its number, a caret under the column.
 *
 *        |
 *     12 |   use Rustler, otp_app: :app
 *        |   ^
 *
 * @param text the text of the line without its end.
 * @param column from 1, in UTF-16 units.
 */
export function frame(text: string, line: number, column: number, paint: Painter): string[] {
  // Before anything is cut: of half an address nobody could tell what is secret in it.
  const source = veilCredentials(text);
  const at = Math.min(column - 1, source.length);
  const from = at > WIDTH - 20 ? at - Math.floor(WIDTH / 2) : 0;
  const to = from + WIDTH;
  const before = (from > 0 ? "…" : "") + printable(source.slice(from, at));
  const after = printable(source.slice(at, to)) + (to < source.length ? "…" : "");
  const number = String(line);
  const gutter = " ".repeat(number.length);
  const bar = paint.dim("|");
  return [
    `  ${gutter} ${bar}`,
    `  ${paint.dim(number)} ${bar} ${before}${after}`.trimEnd(),
    `  ${gutter} ${bar} ${" ".repeat([...before].length)}${paint.red("^")}`,
  ];
}
