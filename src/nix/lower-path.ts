import type { Node } from "./node.ts";
import { escapeText } from "./text.ts";

/** What Nix's lexer takes in one segment of a path literal. */
const plainSegment = /^[A-Za-z0-9._+-]+$/;

/**
 * A path relative to the file. Segments that a literal cannot hold go into a string that is added to one:
 * `./. + "/na me"` is the same path. Throws on absolute ones.
 */
export function lowerPath(path: string): Node {
  if (path.startsWith("/")) throw new Error(`a path in Nix must be relative: ${JSON.stringify(path)}`);
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  const end = segments.findIndex((segment) => !plainSegment.test(segment));
  const literal = literalPath(end === -1 ? segments : segments.slice(0, end));
  if (end === -1) return literal;
  const rest: Node = { kind: "string", pieces: [escapeText(`/${segments.slice(end).join("/")}`)] };
  return { kind: "chain", operator: "+", operands: [literal, rest] };
}

function literalPath(segments: readonly string[]): Node {
  if (segments.length === 0) return { kind: "path", text: "./." };
  const upwards = segments[0] === "..";
  if (upwards && segments.length === 1) return { kind: "path", text: "../." };
  return { kind: "path", text: `${upwards ? "" : "./"}${segments.join("/")}` };
}
