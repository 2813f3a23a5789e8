import type { CallNode, Node } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import type { Runtime } from "../runtime.ts";
import { atom, list } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Forms } from "./form.ts";

/** `put_in(a.b[:c], value)` and its relatives, which take a path written as code. */
export const pathForms: Forms = {
  put_in: (rt, node, frame) => along(rt, node, frame, "put_in"),
  update_in: (rt, node, frame) => along(rt, node, frame, "update_in"),
  get_in: (rt, node, frame) => (node.args.length === 1 ? rt.eval(node.args[0]!, frame) : undefined),
};

function along(rt: Runtime, node: CallNode, frame: Frame, name: string): Value | undefined {
  if (node.args.length !== 2) return undefined;
  const keys: Value[] = [];
  let at: Node = node.args[0]!;
  for (;;) {
    if (at.kind === "access") keys.unshift(rt.eval(at.key, frame));
    else if (at.kind === "remote" && !at.parens && at.args.length === 0) keys.unshift(atom(at.name));
    else break;
    at = at.target;
  }
  if (keys.length === 0) return undefined;
  const args = [rt.eval(at, frame), list(keys), rt.eval(node.args[1]!, frame)];
  return rt.callRemote("Elixir.Kernel", name, args, node, frame);
}
