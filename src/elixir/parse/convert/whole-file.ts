import type { SourceFile, Span } from "../../../model/source.ts";
import { type Concrete, ERROR } from "../concrete.ts";
import type { ParsedFile } from "../tree.ts";
import { blocks } from "./blocks.ts";
import { calls } from "./calls.ts";
import { containers } from "./containers.ts";
import { type Context, type Converter, failure, namedChildren } from "./conversion.ts";
import { literals } from "./literals.ts";
import { maps } from "./maps.ts";
import type { Misreading } from "./misread.ts";
import { operators } from "./operators.ts";
import { quoted } from "./quoted-literals.ts";

/** All converters by the grammar's names. */
const converters = (): ReadonlyMap<string, Converter> =>
  new Map(Object.entries({ ...literals, ...quoted, ...containers, ...maps, ...operators, ...calls, ...blocks }));

/** Our tree, and where the grammar led it astray. */
export interface Converted extends Omit<ParsedFile, "steps"> {
  readonly misreadings: readonly Misreading[];
}

/** Makes the function that turns tree-sitter's tree of a file into ours. */
export function fileConverter(): (root: Concrete, file: SourceFile) => Converted {
  const table = converters();
  return (root, file) => {
    const found: Span[] = [];
    const misreadings: Misreading[] = [];
    const context: Context = {
      text: file.text,
      expression(node) {
        const converter = node.type === ERROR || node.missing ? undefined : table.get(node.type);
        return converter ? converter(node, context) : failure(node, context);
      },
      error: (span) => found.push(span),
      misread: (misreading) => misreadings.push(misreading),
    };
    const span = { start: 0, end: file.text.length };
    const children = root.type === ERROR ? [root] : namedChildren(root, context);
    const body = children.map((child) => context.expression(child));
    return { root: { kind: "block", span, body }, errors: outermost(found), misreadings };
  };
}

/** In order, without those that lie inside another. */
function outermost(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || span.end > last.end || span.start >= last.end) kept.push(span);
  }
  return kept;
}
