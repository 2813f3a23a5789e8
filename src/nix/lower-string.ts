import type { Expr } from "./ast.ts";
import type { Node, Piece } from "./node.ts";
import { escapeLine, escapeText } from "./text.ts";

type Parts = readonly (string | Expr)[];

/** A "..." string. */
export function lowerString(parts: Parts, lower: (expr: Expr) => Node): Node {
  const only = parts[0];
  // Nearly all strings of a large file.
  if (parts.length === 1 && typeof only === "string" && only !== "") {
    const text = escapeText(only);
    return { kind: "string", pieces: [text], flat: `"${text}"` };
  }
  return { kind: "string", pieces: pieces(merged(parts), lower) };
}

/**
 * A string of whole lines. Throws an Error where it cannot be written so that Nix reads the same text again: Nix takes away the
 * space that all lines begin with, and knows no escapes of characters in it.
 */
export function lowerLines(parts: Parts, lower: (expr: Expr) => Node): Node {
  const rows: Piece[][] = [[]];
  for (const part of merged(parts)) {
    if (typeof part !== "string") {
      rows.at(-1)?.push(lower(part));
      continue;
    }
    for (const [index, text] of part.split("\n").entries()) {
      if (index > 0) rows.push([]);
      if (text !== "") rows.at(-1)?.push(escapeLine(text));
    }
  }
  if (rows.pop()?.length !== 0 || rows.length === 0) throw new Error("lines that do not end in a line end");
  const starts = rows.flatMap(([first]) => (first === undefined ? [] : [first]));
  if (!starts.some((first) => typeof first !== "string" || !first.startsWith(" ")))
    throw new Error("lines that all begin with space");
  const dollar = (row: readonly Piece[]): boolean =>
    row.some((piece, at) => typeof piece === "string" && piece.endsWith("$") && at + 1 < row.length);
  if (rows.some(dollar)) throw new Error("a dollar before an interpolation in lines");
  return { kind: "lines", rows };
}

/** Neighbouring texts as one, so that an escape never has to look across a seam; no empty ones. */
function merged(parts: Parts): Parts {
  const out: (string | Expr)[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (part === "") continue;
    if (typeof part === "string" && typeof last === "string") out[out.length - 1] = last + part;
    else out.push(part);
  }
  return out;
}

function pieces(parts: Parts, lower: (expr: Expr) => Node): readonly Piece[] {
  return parts.map((part, index) =>
    typeof part === "string" ? escapeText(part, index + 1 < parts.length) : lower(part),
  );
}
