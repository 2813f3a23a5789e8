import { flat } from "./flat.ts";
import { layout, layoutEnclosed, layoutWithin } from "./layout.ts";
import type { Node, Piece } from "./node.ts";
import { type Page, width } from "./page.ts";
import { isSimple, opens } from "./shape.ts";

/** As nixfmt sees space: that of Unicode's category too. */
const leadingSpace = /^[\t-\r\p{Zs}]*/u;

/** Interpolations of this length or less are never broken. */
const shortInterpolation = 30;

export function layoutString(page: Page, pieces: readonly Piece[], after: number): void {
  page.write('"');
  layoutPieces(page, pieces, after + 1);
  page.write('"');
}

/** A string of lines: every line at one indentation, the closing quotes back at that of the string. */
export function layoutLines(page: Page, lines: readonly (readonly Piece[])[]): void {
  const { indent } = page;
  page.write("''");
  for (const pieces of lines) {
    page.breakLine(indent + 2);
    layoutPieces(page, pieces, 0);
  }
  page.breakLine(indent);
  page.write("''");
}

function layoutPieces(page: Page, pieces: readonly Piece[], after: number): void {
  const [first] = pieces;
  const alone = aloneIn(pieces);
  // What is broken is indented from the text of the line, not from where that begins.
  const margin = typeof first === "string" ? width(leadingSpace.exec(first)?.[0] as string) : 0;
  const { line } = page;
  for (const [index, piece] of pieces.entries()) {
    if (index === 1) page.indent += margin;
    if (typeof piece === "string") page.write(piece);
    else if (piece === alone) layoutAlone(page, piece, after);
    else layoutInterpolation(page, piece, openingOf(pieces.slice(index + 1), after));
  }
  if (pieces.length > 1 && page.line === line) page.indent -= margin;
}

/** The only interpolation of a string or a line, where nothing but space is beside it. */
function aloneIn([first, second, ...more]: readonly Piece[]): Node | undefined {
  const only = second === undefined ? first : more.length === 0 && isMargin(first) ? second : undefined;
  return typeof only === "string" ? undefined : only;
}

const isMargin = (piece: Piece | undefined): boolean =>
  typeof piece === "string" && leadingSpace.exec(piece)?.[0] === piece;

/** Laid out as if in parentheses. */
function layoutAlone(page: Page, piece: Node, after: number): void {
  const text = flat(piece);
  if (text !== null && page.fits(`\${${text}}`, after)) page.write(`\${${text}}`);
  else layoutEnclosed(page, piece, after, "${", "}");
}

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

function isUnbroken(piece: Node): boolean {
  const text = flat(piece);
  if (text === null || opens(piece)) return false;
  // nixfmt counts the space after `else` twice here.
  return isSimple(piece) || width(text) + (piece.kind === "if" ? 1 : 0) <= shortInterpolation;
}

function layoutInterpolation(page: Page, piece: Node, after: number): void {
  const text = flat(piece);
  if (text !== null && (isUnbroken(piece) || page.fits(`\${${text}}`, after))) return page.write(`\${${text}}`);
  const { indent } = page;
  page.write("${");
  if (opens(piece) || isSimple(piece)) layout(page, piece, after + 1);
  else layoutWithin(page, piece, indent);
  page.write("}");
}
