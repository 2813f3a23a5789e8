import type { Expr } from "./ast.ts";
import type { Node, Piece } from "./node.ts";
import { escapeText } from "./text.ts";

type Parts = readonly (string | Expr)[];

/** A "..." string. */
export function lowerString(parts: Parts, lower: (expr: Expr) => Node): Node {
  const [only] = parts;
  // Nearly all strings of a large file.
  if (parts.length === 1 && typeof only === "string" && only !== "")
    return { kind: "string", pieces: [escapeText(only)] };
  return { kind: "string", pieces: pieces(merged(parts), lower) };
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
