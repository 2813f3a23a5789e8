import type { Span } from "../../../model/source.ts";
import type { Concrete } from "../concrete.ts";
import type { Node, Part } from "../tree.ts";
import { block } from "./blocks.ts";
import { type Context, type Converter, failure, isBroken, namedChildren, spanOf, textOf } from "./conversion.ts";
import { CLOSERS } from "./delimiters.ts";
import { unescape } from "./escapes.ts";
import { endsEarlier } from "./misread.ts";

const string: Converter = (node, context) => {
  const parts = quotedParts(node, context, true);
  return parts ? { kind: "string", span: spanOf(node), parts } : failure(node, context);
};

const charlist: Converter = (node, context) => {
  const parts = quotedParts(node, context, true);
  return parts ? { kind: "charlist", span: spanOf(node), parts } : failure(node, context);
};

/** `:"a b"`, and the key of `"a b": 1` */
const quotedAtom: Converter = (node, context) => {
  const parts = quotedParts(node, context, true);
  if (!parts) return failure(node, context);
  const value = plainText(parts);
  if (value !== undefined) return { kind: "atom", span: spanOf(node), value };
  return { kind: "interpolatedAtom", span: spanOf(node), parts };
};

const sigil: Converter = (node, context) => {
  const parts = quotedParts(node, context, false);
  const name = node.children.find((child) => child.type === "sigil_name");
  if (!parts || !name) return failure(node, context);
  const modifiers = node.children.find((child) => child.type === "sigil_modifiers");
  return {
    kind: "sigil",
    span: spanOf(node),
    name: textOf(name, context),
    parts,
    modifiers: modifiers ? textOf(modifiers, context) : "",
  };
};

export const quoted: Readonly<Record<string, Converter>> = {
  string,
  charlist,
  quoted_atom: quotedAtom,
  quoted_keyword: quotedAtom,
  sigil,
};

/** The text of parts without interpolation; undefined where there is some. */
export function plainText(parts: readonly Part[]): string | undefined {
  if (parts.length === 0) return "";
  return parts.length === 1 && typeof parts[0] === "string" ? parts[0] : undefined;
}

/**
 * What stands between the delimiters, after elixir_interpolation:extract/6 and the tokenizer's extract_heredoc_*:
 * first the backslash before a closing delimiter goes, then a heredoc's indentation, then escapes are resolved.
 *
 * @returns undefined where it does not parse.
 */
function quotedParts(node: Concrete, context: Context, resolve: boolean): readonly Part[] | undefined {
  const openAt = node.children.findIndex((child) => !child.named && child.type !== "~" && child.type !== ":");
  const open = node.children[openAt];
  if (!open || isBroken(node)) return undefined;
  const closer = CLOSERS[open.type] ?? open.type;
  const close = node.children.findLast((child, at) => at > openAt && !child.named && child.type === closer);
  if (!close) return undefined;
  const upper = node.children.some((child) => child.type === "sigil_name" && /^[A-Z]/.test(textOf(child, context)));
  if (upper && open.type.length === 1 && endsEarlier({ start: open.end, end: close.start }, closer, context))
    return undefined;

  const heredoc = open.type.length === 3 ? heredocBody(open, close, context.text) : undefined;
  if (open.type.length === 3 && !heredoc) return undefined;
  const end = heredoc?.end ?? close.start;
  let start = heredoc?.start ?? open.end;

  const parts: Part[] = [];
  let first = true;
  const push = (from: number, to: number): boolean => {
    let text = withoutClosingEscapes(context.text.slice(from, to), closer);
    if (heredoc) {
      // Elixir starts a heredoc's text with a line break, so that its first line is treated as the others are.
      text = (first ? "\n" + text : text).replace(heredoc.indentation, "\n").slice(first ? 1 : 0);
      first = false;
    }
    const resolved = resolve ? unescape(text) : text;
    if (resolved) parts.push(resolved);
    return resolved !== undefined;
  };
  for (const child of node.children) {
    if (child.type !== "interpolation") continue;
    if (!push(start, child.start)) return undefined;
    parts.push(interpolation(child, context));
    start = child.end;
  }
  return push(start, Math.max(start, end)) ? parts : undefined;
}

/** `#{...}` */
function interpolation(node: Concrete, context: Context): Node {
  const body = namedChildren(node, context).map((child) => context.expression(child));
  return block(body, { start: node.start + 2, end: Math.max(node.start + 2, node.end - 1) });
}

interface HeredocBody extends Span {
  /** A line break and as many blanks after it as stand before the closing quotes. */
  readonly indentation: RegExp;
}

function heredocBody(open: Concrete, close: Concrete, text: string): HeredocBody | undefined {
  const header = /^[ \t]*\r?\n/.exec(text.slice(open.end, text.indexOf("\n", open.end) + 1));
  const lineStart = text.lastIndexOf("\n", close.start - 1) + 1;
  if (!header || !/^[ \t]*$/.test(text.slice(lineStart, close.start))) return undefined;
  return {
    start: open.end + header[0].length,
    end: lineStart,
    indentation: new RegExp(`\\n[ \\t]{0,${close.start - lineStart}}`, "g"),
  };
}

/** `\)` within `~s(...)` is `)`; any other escape stays. */
function withoutClosingEscapes(text: string, closer: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\("""|'''|[^])/g, (all, next: string) => {
    if (next === closer) return closer;
    return next.length === 3 && next[0] === closer ? closer + next.slice(1) : all;
  });
}
