import { flat } from "./flat.ts";
import type { Node, Piece } from "./node.ts";
import { width } from "./page.ts";
import { isSimple, opens } from "./shape.ts";

/** As nixfmt sees space: that of Unicode's category too. */
export const leadingSpace = /^[\t-\r\p{Zs}]*/u;

/** Interpolations of this length or less are never broken. */
const shortInterpolation = 30;

/** The only interpolation of a string or a line, where nothing but space is beside it. */
export function aloneIn([first, second, ...more]: readonly Piece[]): Node | undefined {
  const only = second === undefined ? first : more.length === 0 && isMargin(first) ? second : undefined;
  return typeof only === "string" ? undefined : only;
}

const isMargin = (piece: Piece | undefined): boolean =>
  typeof piece === "string" && leadingSpace.exec(piece)?.[0] === piece;

/** Columns up to the next interpolation that can be broken. */
export function openingOf(pieces: readonly Piece[], after: number): number {
  let columns = 0;
  const alone = aloneIn(pieces);
  for (const piece of pieces) {
    if (typeof piece === "string") columns += width(piece);
    else if (piece !== alone && isUnbroken(piece)) columns += width(flat(piece) ?? "") + 3;
    else return columns + 2;
  }
  return columns + after;
}

export function isUnbroken(piece: Node): boolean {
  const text = flat(piece);
  if (text === null || opens(piece)) return false;
  return isSimple(piece) || width(text) <= shortInterpolation;
}
