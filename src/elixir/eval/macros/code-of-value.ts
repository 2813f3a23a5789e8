import type { Span } from "../../../model/source.ts";
import type { Node } from "../../parse/tree.ts";
import { call } from "../nodes.ts";
import type { Value } from "../values/value.ts";

/** Code made from a value, with the values that stand at its holes (unquote nodes). */
export interface MadeCode {
  readonly node: Node;
  readonly unquotes: ReadonlyMap<Node, Value>;
}

/** Whether a value is Elixir's tuple for a piece of code: `{:name, meta, args}` or `{{:., ...}, meta, args}`. */
export function isCodeTuple(value: Value): boolean {
  if (value.t !== "tuple" || value.items.length !== 3) return false;
  const [head, meta, args] = value.items as readonly [Value, Value, Value];
  const named = head.t === "atom" || head.t === "quoted" || isCodeTuple(head);
  return named && meta.t === "list" && (args.t === "atom" || (args.t === "list" && args.open === undefined));
}

/** The code that such a tuple stands for. */
export function codeOfTuple(value: Value, span: Span): MadeCode {
  const unquotes = new Map<Node, Value>();
  const hole = (of: Value): Node => {
    const node = call("unquote", [], span);
    unquotes.set(node, of);
    return node;
  };
  const nodeOf = (of: Value): Node => {
    if (of.t === "atom") return { kind: "atom", value: of.v, span };
    if (of.t === "list" && of.open === undefined) return { kind: "list", items: of.items.map(nodeOf), span };
    if (of.t === "tuple" && of.items.length === 2) return { kind: "tuple", items: of.items.map(nodeOf), span };
    return isCodeTuple(of) ? tupleCode(of) : hole(of);
  };
  const tupleCode = (of: Value): Node => {
    const [head, , args] = (of as Extract<Value, { t: "tuple" }>).items as readonly [Value, Value, Value];
    if (args.t === "atom") {
      const variable: Node = { kind: "variable", name: head.t === "atom" ? head.v : "_", span };
      // Without a context it is a variable of the caller.
      return args.v === "nil" && !variable.name.startsWith("__") ? call("var!", [variable], span) : variable;
    }
    const items = (args as Extract<Value, { t: "list" }>).items;
    if (head.t !== "atom") return applied(head, items);
    return named(head.v, items);
  };
  const named = (name: string, items: readonly Value[]): Node => {
    const nodes = items.map(nodeOf);
    switch (name) {
      case "__block__":
        return { kind: "block", body: nodes, span };
      case "__aliases__":
        if (!items.every((item) => item.t === "atom")) return call("unquote", [], span);
        return { kind: "alias", segments: items.map((item) => (item as { v: string }).v), base: null, span };
      case "{}":
        return { kind: "tuple", items: nodes, span };
      case "%{}": {
        const entries = items.map((item) => (item.t === "tuple" ? item.items.map(nodeOf) : []));
        return { kind: "map", update: null, entries: entries as unknown as readonly (readonly [Node, Node])[], span };
      }
      default:
        return call(name, nodes, span);
    }
  };
  /** `{{:., meta, [target, :name]}, meta, args}` is a remote call. */
  const applied = (head: Value, items: readonly Value[]): Node => {
    const dot = head.t === "tuple" ? head.items : [];
    const parts = dot[2]?.t === "list" ? dot[2].items : [];
    const [target, name] = parts;
    const args = items.map(nodeOf);
    if (dot[0]?.t === "atom" && dot[0].v === "." && target !== undefined && name?.t === "atom") {
      return { kind: "remote", target: nodeOf(target), name: name.v, args, parens: true, span };
    }
    return { kind: "apply", fn: nodeOf(head), args, dot: false, span };
  };
  return { node: tupleCode(value), unquotes };
}
