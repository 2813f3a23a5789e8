import type { Node } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import { setAttribute } from "../module-state.ts";
import type { Runtime } from "../runtime.ts";
import { atom, list, nil } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import { taint } from "../values/variables.ts";
import type { Forms } from "./form.ts";

/** Attributes whose arguments are types, not values. */
const types = new Set(["type", "typep", "opaque", "spec", "callback", "macrocallback", "nominal"]);
/** Attributes that nobody reads, and whose text is often made at some length. */
const docs = new Set(["moduledoc", "doc", "typedoc", "shortdoc"]);

export const attributeForms: Forms = {
  "@"(rt, node, frame) {
    const target = node.args[0];
    if (target?.kind === "variable") return read(rt, target.name, target, frame);
    if (target?.kind !== "call" || target.args.length > 1) return undefined;
    const [value] = target.args;
    return value === undefined ? read(rt, target.name, target, frame) : write(rt, target.name, value, frame);
  },
};

function write(rt: Runtime, name: string, node: Node, frame: Frame): Value {
  const { module } = frame;
  if (module === undefined) return rt.raises(`raises: @${name} stands outside of a module`, node, frame);
  if (frame.attributes !== undefined) return rt.raises(`raises: @${name} is set in a function`, node, frame);
  if (types.has(name) || (docs.has(name) && node.kind !== "string" && node.kind !== "atom")) return nil;
  const value = rt.eval(node, frame);
  const named = name === "before_compile" && value.t === "unknown" ? undefined : value;
  if (name === "before_compile" && named !== undefined) module.beforeCompile.push(named);
  setAttribute(module, name, taint(value, rt.path.variables));
  return atom("ok");
}

function read(rt: Runtime, name: string, node: Node, frame: Frame): Value {
  const { module } = frame;
  if (module === undefined) return rt.raises(`raises: @${name} stands outside of a module`, node, frame);
  const value = (frame.attributes ?? module.attributes).get(name);
  if (value !== undefined) return value;
  if (module.accumulating.has(name)) return list([]);
  return module.hidden === undefined ? nil : rt.unknown(`reads @${name}, and ${module.hidden}`, node, frame);
}
