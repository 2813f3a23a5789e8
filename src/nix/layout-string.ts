import type { Block } from "./block.ts";
import { endColumn, indented, join, line, stack, width } from "./block.ts";
import { flat } from "./flat.ts";
import { fits, freshLine, layout } from "./layout.ts";
import type { Room } from "./layout.ts";
import type { Piece } from "./node.ts";
import { isSimple, opens } from "./shape.ts";

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
  let out: Block = line("");
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece === "string") {
      out = join(out, piece);
      continue;
    }
    const after = openingOf(pieces.slice(index + 1), room.after);
    out = join(out, layoutInterpolation(piece, { column: endColumn(out, room.column), after }));
  }
  return out;
}

/** Columns up to the next interpolation that can be broken. */
function openingOf(pieces: readonly Piece[], after: number): number {
  let columns = 0;
  for (const piece of pieces) {
    if (typeof piece === "string") columns += width(piece);
    else if (isUnbroken(piece)) columns += width(flat(piece) ?? "") + 3;
    else return columns + 2;
  }
  return columns + after;
}

function isUnbroken(piece: Exclude<Piece, string>): boolean {
  const text = flat(piece);
  return text !== null && !opens(piece) && (isSimple(piece) || width(text) <= shortInterpolation);
}

function layoutInterpolation(piece: Exclude<Piece, string>, room: Room): Block {
  const text = flat(piece);
  if (text !== null && (isUnbroken(piece) || fits(`\${${text}}`, room))) return line(`\${${text}}`);
  if (opens(piece)) return join("${", layout(piece, { column: room.column + 2, after: room.after + 1 }), "}");
  return stack(line("${"), indented(layout(piece, freshLine)), line("}"));
}
