import type { BitstringNode, Node } from "../../parse/tree.ts";
import { isCall } from "../nodes.ts";
import type { Maybe } from "../values/equal.ts";
import { int, str } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Matching } from "./match-pattern.ts";

/** `<<"v", rest::binary>>` and `<<char::utf8, rest::binary>>`: the forms used on text. Others are not decided. */
export function matchBitstring(matching: Matching, pattern: BitstringNode, value: Value): Maybe {
  if (value.t === "unknown") return matching.unsure(value, pattern);
  if (value.t !== "str") return false;
  let rest = value.v;
  let result: Maybe = true;
  for (const [index, item] of pattern.items.entries()) {
    const { node, type } = segment(item);
    let one: Maybe;
    if (node.kind === "string") {
      const text = matching.rt.eval(node, matching.frame);
      if (text.t !== "str") return matching.unsure(text, pattern);
      if (!rest.startsWith(text.v)) return false;
      rest = rest.slice(text.v.length);
      one = true;
    } else if (type === "binary" && index === pattern.items.length - 1) {
      one = matching.match(node, str(rest));
      rest = "";
    } else if (type === "utf8" || (type === "integer" && (rest.codePointAt(0) ?? 0) < 128)) {
      const code = rest.codePointAt(0);
      if (code === undefined) return false;
      rest = rest.slice(String.fromCodePoint(code).length);
      one = matching.match(node, int(code));
    } else return matching.unsure(value, pattern);
    if (one === false) return false;
    if (one === undefined) result = undefined;
  }
  return rest === "" ? result : false;
}

function segment(item: Node): { readonly node: Node; readonly type: string } {
  if (!isCall(item, "::", 2)) return { node: item, type: "integer" };
  const [node, spec] = item.args as readonly [Node, Node];
  const name =
    spec.kind === "variable" ? spec.name : spec.kind === "call" && spec.args.length === 0 ? spec.name : "other";
  return { node, type: name === "bitstring" || name === "bytes" ? "binary" : name };
}
