import type { BitstringNode } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import { isCall } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import { derived, str } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { noNames, taint, union } from "../values/variables.ts";

/** `<<...>>` as far as it is text: strings, binaries, and code points that are one byte or marked utf8. */
export function bitstring(rt: Runtime, node: BitstringNode, frame: Frame): Value {
  let text = "";
  let variables = noNames;
  for (const item of node.items) {
    const spec = isCall(item, "::", 2) ? item.args[1]! : undefined;
    const type = spec?.kind === "variable" ? spec.name : spec === undefined ? "" : "other";
    const value = rt.eval(isCall(item, "::", 2) ? item.args[0]! : item, frame);
    variables = union(variables, value.variables);
    if (value.t === "unknown") return taint(derived(value), variables);
    if (value.t === "str" && ["", "binary", "bytes", "utf8", "bitstring"].includes(type)) text += value.v;
    else if (value.t === "int" && isCharacter(value.v, type)) text += String.fromCodePoint(Number(value.v));
    else return taint(rt.unknown("builds binary data", node, frame), variables);
  }
  return taint(str(text), variables);
}

function isCharacter(code: bigint, type: string): boolean {
  if (type === "utf8") return code >= 0n && code <= 0x10ffffn && !(code >= 0xd800n && code <= 0xdfffn);
  return (type === "" || type === "integer") && code >= 0n && code < 128n;
}
