import type { Block } from "./block.ts";
import { endColumn, indented, join, line, stack, width } from "./block.ts";
import { flat } from "./flat.ts";
import { fits, freshLine, layout, layoutEnclosed } from "./layout.ts";
import type { Room } from "./layout.ts";
import type { Piece } from "./node.ts";
import { isSimple, opens } from "./shape.ts";

/** As nixfmt sees space: that of Unicode's category too. */
const leadingSpace = /^[\t-\r\p{Zs}]*/u;

/** Interpolations of this length or less are never broken. */
const shortInterpolation = 30;

export function layoutString(pieces: readonly Piece[], room: Room): Block {
  return join('"', layoutPieces(pieces, { column: room.column + 1, after: room.after + 1 }), '"');
}

/** A string of lines: every line at one indentation, the closing quotes back at that of the string. */
export function layoutLines(lines: readonly (readonly Piece[])[]): Block {
  const written = lines.map((pieces) => indented(layoutPieces(pieces, freshLine)));
  return stack(line("''"), ...written, line("''"));
}

function layoutPieces(pieces: readonly Piece[], room: Room): Block {
  const [first] = pieces;
  const margin = typeof first === "string" ? width(leadingSpace.exec(first)?.[0] as string) : 0;
  const alone = aloneIn(pieces);
  let out: Block = line("");
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === "string") {
      out = join(out, piece);
      continue;
    }
    const after = openingOf(pieces.slice(index + 1), room.after);
    const inside = { column: endColumn(out, room.column), after };
    out = join(out, piece === alone ? layoutAlone(piece, inside) : layoutInterpolation(piece, inside));
  }
  return out.map(({ indent, text }, index) => ({ indent: index === 0 ? indent : indent + margin, text }));
}

/** The only interpolation of a string or a line, where nothing but space is beside it. */
function aloneIn([first, second, ...more]: readonly Piece[]): Exclude<Piece, string> | undefined {
  const only = second === undefined ? first : more.length === 0 && isMargin(first) ? second : undefined;
  return typeof only === "string" ? undefined : only;
}

const isMargin = (piece: Piece | undefined): boolean =>
  typeof piece === "string" && leadingSpace.exec(piece)?.[0] === piece;

/** Laid out as if in parentheses. */
function layoutAlone(piece: Exclude<Piece, string>, room: Room): Block {
  const text = flat(piece);
  if (text !== null && fits(`\${${text}}`, room)) return line(`\${${text}}`);
  return layoutEnclosed(piece, room, "${", "}");
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

function isUnbroken(piece: Exclude<Piece, string>): boolean {
  const text = flat(piece);
  if (text === null || opens(piece)) return false;
  // nixfmt counts the space after `else` twice here.
  return isSimple(piece) || width(text) + (piece.kind === "if" ? 1 : 0) <= shortInterpolation;
}

function layoutInterpolation(piece: Exclude<Piece, string>, room: Room): Block {
  const text = flat(piece);
  if (text !== null && (isUnbroken(piece) || fits(`\${${text}}`, room))) return line(`\${${text}}`);
  if (opens(piece) || isSimple(piece))
    return join("${", layout(piece, { column: room.column + 2, after: room.after + 1 }), "}");
  return stack(line("${"), indented(layout(piece, freshLine)), line("}"));
}
