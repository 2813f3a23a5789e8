import type { Block, Line } from "./block.ts";
import { endColumn, indented, join, line, lineWidth, stack, width } from "./block.ts";
import { flat, flatEntry, flatHead, flatValue, hugsAfterEquals } from "./flat.ts";
import { layoutApply } from "./layout-apply.ts";
import { opening } from "./opening.ts";
import { below, broken, fits, freshLine, layout, layoutChain, layoutOpen, parenthesised } from "./layout.ts";
import type { Room } from "./layout.ts";
import type { Entry, Node } from "./node.ts";
import { isInheritOnly, isSimple, opens, opensAtLast } from "./shape.ts";

/** Bindings of a set or a `let`, one below the other. */
export function layoutEntries(entries: readonly Entry[]): Block {
  return stack(...entries.map(layoutEntry));
}

function layoutEntry(entry: Entry): Block {
  if (entry.kind === "space") return line("");
  const comment = entry.comment.map((text) => ({ indent: 0, text }));
  const text = flatEntry({ ...entry, comment: [] });
  if (text !== null && fits(text, freshLine)) return [...comment, ...line(text)];
  return [...comment, ...(entry.kind === "bind" ? layoutBind(entry) : layoutInherit(entry))];
}

function layoutInherit(entry: Entry & { kind: "inherit" }): Block {
  const names = indented(stack(...entry.names.map(line), line(";")));
  if (entry.from === null) return stack(line("inherit"), names);
  const from = flat(entry.from);
  if (from !== null && fits(`inherit (${from})`, freshLine)) return stack(line(`inherit (${from})`), names);
  return stack(line("inherit"), indented(layout({ kind: "paren", inner: entry.from }, freshLine)), names);
}

function layoutBind(entry: Entry & { kind: "bind" }): Block {
  const head = `${entry.name} =`;
  const column = width(head);
  const beside = layoutValue(entry.value, { column, after: 1 });
  // After a name that is not short, nixfmt rather ends the line than go beyond it.
  const over = column + hugging(entry.value) > lineWidth || endColumn(beside, column) >= lineWidth;
  if (entry.short || !over) return join(head, beside, ";");
  return join(stack(line(head), layoutBelow(entry.value)), ";");
}

/** A value below its name. */
function layoutBelow(value: Node): Block {
  const room = { column: 0, after: 1 };
  if (value.kind !== "chain" || !hugsAfterEquals(value.operator)) return indented(layoutOpen(value, room));
  if (opens(value.operands[0] as Node)) return layoutChain(value, room);
  const [first, ...rest] = layoutChainValue(value, { column: -1, after: 1 }) as [Line, ...Line[]];
  return first.text === "" ? rest : indented([{ indent: 0, text: first.text.trimStart() }, ...rest]);
}

/** Columns after `=` that a value keeps on that line in any case; none where it can go to the next. */
function hugging(value: Node): number {
  if (value.kind === "string" || value.kind === "path" || (value.kind === "apply" && isSimple(value)))
    return 1 + opening(value) + 1;
  if (opens(value) || value.kind === "paren") return 1 + opening(value);
  if (value.kind === "lambda" && opens(value.body))
    return value.names.reduce((sum, name) => sum + width(name) + 2, 1) + opening(value.body);
  if (value.kind === "chain" && hugsAfterEquals(value.operator) && opens(value.operands[0] as Node))
    return 1 + opening(value);
  return 0;
}

/** What follows `=` or `?`, the space or line end after it included. */
export function layoutValue(value: Node, room: Room): Block {
  const next = { column: room.column + 1, after: room.after };
  const text = flatValue(value);
  if (text !== null && fits(text, next)) return line(` ${text}`);
  if (isInheritOnly(value)) return join(" ", layout(value, next));
  if (value.kind === "list" && opens(value)) return join(" ", layout(value, next));
  if (opensAtLast(value)) return join(" ", broken(value, next));
  switch (value.kind) {
    case "paren":
      return join(" ", parenthesised(value.inner));
    case "string":
    case "path":
      return join(" ", layout(value, next));
    case "apply":
      return layoutApply(value, room, "leading");
    case "chain":
      return layoutChainValue(value, room);
    default:
      return stack(line(""), indented(layout(value, below(room))));
  }
}

function layoutChainValue(value: Node & { kind: "chain" }, room: Room): Block {
  const [first, second, ...more] = value.operands as [Node, Node, ...Node[]];
  const next = { column: room.column + 1, after: room.after };
  if (!hugsAfterEquals(value.operator)) return stack(line(""), indented(layout(value, below(room))));
  if (opens(first)) return join(" ", layoutChain(value, next));
  if (more.length > 0 || !opens(second)) return stack(line(""), indented(layout(value, below(room))));
  const left = flat(first);
  const head = left === null ? null : ` ${left} ${value.operator} `;
  if (head !== null && fits(head, { column: room.column, after: opening(second) })) {
    return join(head, broken(second, { column: room.column + width(head), after: room.after }));
  }
  const column = width(value.operator) + 1;
  const right =
    second.kind === "list"
      ? layout(second, { column, after: room.after })
      : broken(second, { column, after: room.after });
  return stack(line(""), indented(stack(layoutOpen(first, freshLine), join(`${value.operator} `, right))));
}

/** `{ a, b }:` on one line, or one name on each. */
export function layoutHead(node: Node & { kind: "function" }, room: Room): Block {
  const text = flatHead(node)?.trimEnd();
  if (text !== undefined && fits(text, { column: room.column, after: 0 })) return line(text);
  const names = node.formals.map(({ name, fallback }) =>
    fallback === null
      ? line(`${name},`)
      : join(`${name} ?`, layoutValue(fallback, { column: width(name) + 2, after: 1 }), ","),
  );
  return stack(
    line(`${node.as === null ? "" : `${node.as}@`}{`),
    indented(stack(...names, ...(node.open ? [line("...")] : []))),
    line("}:"),
  );
}
