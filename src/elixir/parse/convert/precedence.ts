import type { Span } from "../../../model/source.ts";
import type { Node } from "../tree.ts";
import { type Context, failure } from "./conversion.ts";

/** A piece of an expression with operators. */
export type Item = OperandItem | OperatorItem;

export interface OperandItem extends Span {
  readonly role: "operand";
  /** The grammar's name of it. */
  readonly type: string;
  readonly node: Node;
  /** Has a do-block of its own ("unmatched" in elixir_parser.yrl). */
  readonly unmatched: boolean;
}

export interface OperatorItem {
  readonly role: "prefix" | "infix";
  readonly name: string;
  readonly start: number;
}

/** How tightly binary operators bind; the table at the head of elixir_parser.yrl. */
const LEVELS: readonly (readonly [level: number, side: "left" | "right", names: string])[] = [
  [40, "left", "<- \\\\"],
  [50, "right", "when"],
  [60, "right", "::"],
  [70, "right", "|"],
  [100, "right", "="],
  [120, "left", "|| ||| or"],
  [130, "left", "&& &&& and"],
  [140, "left", "== != =~ === !=="],
  [150, "left", "< > <= >="],
  [160, "left", "<<< |> >>> <<~ ~>> <~ ~> <~> <|>"],
  [170, "left", "in"],
  [180, "left", "^^^"],
  [190, "right", "//"],
  [200, "right", "++ -- +++ --- <> .."],
  [210, "left", "+ -"],
  [220, "left", "* /"],
  [230, "left", "**"],
];

interface Binding {
  readonly level: number;
  readonly fromLeft: boolean;
}

const BINDINGS: ReadonlyMap<string, Binding> = /* @__PURE__ */ new Map([
  ...LEVELS.flatMap(([level, side, names]) =>
    names.split(" ").map((name) => [name, { level, fromLeft: side === "left" }] as const),
  ),
  ["not in", { level: 170, fromLeft: true }],
]);

const prefixLevel = (name: string): number => (name === "&" ? 90 : name === "@" ? 320 : 300);

interface Operand extends Span {
  readonly node: Node;
  readonly unmatched: boolean;
}
interface Operator {
  readonly name: string;
  readonly prefix: boolean;
  readonly level: number;
  readonly start: number;
}

/** Puts operators and operands together, as Elixir's parser does: by shifting and reducing. */
export function assemble(items: readonly Item[], context: Context): Node {
  const operands: Operand[] = [];
  const operators: Operator[] = [];
  const reduce = (): void => {
    const { name, prefix, start } = operators.pop() as Operator;
    const right = operands.pop() as Operand;
    const left = prefix ? undefined : (operands.pop() as Operand);
    const span = { start: left?.start ?? start, end: right.end };
    const node: Node = left
      ? infix(name, left.node, right.node, span, context)
      : { kind: "call", span, name, args: [right.node] };
    operands.push({ ...span, node, unmatched: right.unmatched || left?.unmatched === true });
  };
  for (const item of items) {
    if (item.role === "operand") {
      operands.push(item);
    } else if (item.role === "prefix") {
      operators.push({ ...item, prefix: true, level: prefixLevel(item.name) });
    } else {
      const { level, fromLeft } = BINDINGS.get(item.name) ?? { level: 0, fromLeft: true };
      for (let top = operators.at(-1); top; top = operators.at(-1)) {
        if (top.level < level || (top.level === level && !fromLeft)) break;
        // before a do-block they reach as far as they can: `-f do end + 1` is `-(f do end + 1)`
        if (top.prefix && operands.at(-1)?.unmatched) break;
        reduce();
      }
      operators.push({ ...item, prefix: false, level });
    }
  }
  while (operators.length > 0) reduce();
  return (operands[0] as Operand).node;
}

/**
 * Where `|` splits `%{map | key => value}`; -1 where there is none or it is an operator of the key, as in
 * `%{a | b :: c => d}`.
 */
export function updateBar(items: readonly Item[]): number {
  const arrow = items.findIndex((item) => item.role === "infix" && item.name === "=>");
  const before = arrow === -1 ? items : items.slice(0, arrow);
  const bar = BINDINGS.get("|")?.level ?? 0;
  const loose = before.some((item) => item.role === "infix" && (BINDINGS.get(item.name)?.level ?? 0) < bar);
  return loose ? -1 : before.findIndex((item) => item.role === "infix" && item.name === "|");
}

/** A binary operator's call, with the rewriting that elixir_parser.yrl's build_op/3 does. */
function infix(name: string, left: Node, right: Node, span: Span, context: Context): Node {
  if (name === "//") {
    const range = left.kind === "call" && left.name === ".." && left.args.length === 2;
    return range ? { kind: "call", span, name: "..//", args: [...left.args, right] } : failure(span, context);
  }
  // only maps have `=>`, and they take it apart themselves
  if (!BINDINGS.has(name)) return failure(span, context);
  if (name === "in" && left.kind === "call" && left.args.length === 1 && (left.name === "not" || left.name === "!")) {
    const inner: Node = { kind: "call", span, name: "in", args: [left.args[0] as Node, right] };
    return { kind: "call", span, name: left.name, args: [inner] };
  }
  if (name === "not in") {
    return { kind: "call", span, name: "not", args: [{ kind: "call", span, name: "in", args: [left, right] }] };
  }
  return { kind: "call", span, name, args: [left, right] };
}
