import { flat } from "./flat.ts";
import { layoutEnclosed } from "./layout-chain.ts";
import { layout, layoutWithin } from "./layout-node.ts";
import type { Node, Piece } from "./node.ts";
import { aloneIn, isUnbroken, leadingSpace, openingOf } from "./opening-pieces.ts";
import { type Page, width } from "./page.ts";
import { isSimple, opens } from "./shape.ts";

export function layoutString(page: Page, pieces: readonly Piece[], after: number): void {
  page.write('"');
  layoutPieces(page, pieces, after + 1);
  page.write('"');
}

/** Each row two columns further in, which Nix takes away again; what stands in `${}` is never broken. */
export function layoutLines(page: Page, rows: readonly (readonly Piece[])[]): void {
  const { indent } = page;
  page.write("''");
  for (const row of rows) {
    page.breakLine(indent + 2);
    for (const piece of row) page.write(typeof piece === "string" ? piece : `\${${flat(piece)}}`);
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

/** Laid out as if in parentheses. */
function layoutAlone(page: Page, piece: Node, after: number): void {
  const text = flat(piece);
  if (!page.writeFitting(text === null ? null : `\${${text}}`, after)) layoutEnclosed(page, piece, after, "${", "}");
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
