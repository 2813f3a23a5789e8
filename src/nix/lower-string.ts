import type { Expr } from "./ast.ts";
import type { Node, Piece } from "./node.ts";
import { escapeLine, escapeText } from "./text.ts";

type Parts = readonly (string | Expr)[];
type Escape = (text: string, beforeInterpolation: boolean) => string;

/** A "..." string. */
export function lowerString(parts: Parts, lower: (expr: Expr) => Node): Node {
  const [only] = parts;
  // Nearly all strings of a large file.
  if (parts.length === 1 && typeof only === "string" && only !== "")
    return { kind: "string", pieces: [escapeText(only)] };
  return { kind: "string", pieces: pieces(merged(parts), escapeText, lower) };
}

/**
 * A ''...'' string of whole lines: its value is each line and a line end. Nix takes the smallest indentation away from
 * every line that holds more than spaces; so that no line loses any of its own, one line at least must start at none.
 */
export function lowerLines(lines: readonly Parts[], lower: (expr: Expr) => Node): Node {
  const whole = lines.flatMap(splitLines).map(merged);
  if (whole.length === 0) return { kind: "string", pieces: [] };
  const written = whole.map((line) => pieces(line, escapeLine, lower));
  const first = whole.findIndex((line) => !isBlank(line));
  const indented = first !== -1 && whole.every((line) => isBlank(line) || startsWithSpace(line));
  return {
    kind: "lines",
    lines: written.map((line, index): readonly Piece[] => {
      const text = line[0];
      if (typeof text !== "string") return line;
      // Spaces and nothing else: kept where an editor would take them away.
      if (isBlank(whole[index] as Parts)) return [{ kind: "string", pieces: [text] }];
      return indented && index === first ? [`''\\${text}`, ...line.slice(1)] : line;
    }),
  };
}

/** Whether a line is one of spaces only (an empty line has no parts and needs no care). */
const isBlank = (line: Parts): boolean =>
  line.length === 0 || (line.length === 1 && typeof line[0] === "string" && /^ +$/.test(line[0]));

const startsWithSpace = ([first]: Parts): boolean => typeof first === "string" && first.startsWith(" ");

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

/** A line end inside of a line's text is a line end of the whole. */
function splitLines(line: Parts): readonly Parts[] {
  const out: (string | Expr)[][] = [[]];
  for (const part of line) {
    if (typeof part !== "string") {
      out.at(-1)?.push(part);
      continue;
    }
    const [first, ...more] = part.split("\n");
    out.at(-1)?.push(first as string);
    for (const text of more) out.push([text]);
  }
  return out;
}

function pieces(parts: Parts, escape: Escape, lower: (expr: Expr) => Node): readonly Piece[] {
  return parts.map((part, index) => (typeof part === "string" ? escape(part, index + 1 < parts.length) : lower(part)));
}
