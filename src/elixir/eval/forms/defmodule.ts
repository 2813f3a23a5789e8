import type { CallNode, Node } from "../../parse/tree.ts";
import { eitherOf } from "../branches.ts";
import { changeLexical, inner, outermost, type Frame } from "../frame.ts";
import { newModule, type ModuleState } from "../module-state.ts";
import { keywordItem, splitBlocks } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import { fullName, withAlias } from "../scope.ts";
import { atom, map, nil, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Forms } from "./form.ts";
import { beforeCompile } from "./use.ts";

export const moduleForms: Forms = {
  defmodule: (rt, node, frame) => define(rt, node, frame, (name) => name),
  defprotocol: (rt, node, frame) => define(rt, node, frame, (name) => name),
  defimpl(rt, node, frame) {
    const { args } = splitBlocks(node.args);
    const options = args[1]?.kind === "list" ? args[1].items.map(keywordItem) : [];
    const given = options.find((pair) => pair?.[0] === "for")?.[1];
    const target =
      given === undefined ? (frame.module === undefined ? nil : atom(frame.module.name)) : rt.eval(given, frame);
    if (target.t !== "atom") return rt.unknown("implements a protocol for several types", node, frame);
    return define(rt, node, { ...frame, module: undefined }, (name) => `${name}.${target.v.replace(/^Elixir\./, "")}`);
  },
  defstruct: (rt, node, frame) => defstruct(rt, node, frame, []),
  defexception: (rt, node, frame) => defstruct(rt, node, frame, [[atom("__exception__"), atom("true")]]),
  // Functions may be defined again after it; the later clauses hold.
  defoverridable: () => nil,
};

function define(rt: Runtime, node: CallNode, frame: Frame, rename: (name: string) => string): Value | undefined {
  const { args, blocks } = splitBlocks(node.args);
  const [target] = args;
  const body = blocks.get("do");
  if (target === undefined || body === undefined) return undefined;
  const name = moduleName(rt, target, frame);
  if (typeof name !== "string") return name;
  const module = newModule(rename(name), rt.place(node, frame), outermost(frame).source.path);
  const other = rt.modules.get(module.name);
  rt.modules.set(module.name, module);
  const value = runBody(rt, module, body, node, frame);
  if (other !== undefined && !rt.path.certain) addOther(module, other);
  return tuple(atom("module"), atom(module.name), rt.unknown("is the code of a module", node, frame), value);
}

/** Of a module that several branches define, all of it may be there. */
function addOther(module: ModuleState, other: ModuleState): void {
  module.functions = eitherOf(other.functions, module.functions);
  module.uses.unshift(...other.uses);
}

function runBody(rt: Runtime, module: ModuleState, body: Node, node: CallNode, frame: Frame): Value {
  const here: Frame = { ...inner(frame), module, fn: undefined, attributes: undefined };
  const value = rt.eval(body, here);
  beforeCompile(rt, node, here);
  module.done = true;
  return value;
}

/** A module inside another has that one's name in front, and can be called by its own name in the rest of it. */
function moduleName(rt: Runtime, target: Node, frame: Frame): string | Value {
  if (target.kind === "alias" && target.base === null && target.segments[0] !== "Elixir") {
    if (frame.module === undefined) return fullName(frame.scope.lexical, target.segments);
    const first = target.segments[0] as string;
    const full = `${frame.module.name}.${first}`;
    changeLexical(frame, (lexical) => withAlias(lexical, first, full));
    return [full, ...target.segments.slice(1)].join(".");
  }
  const value = rt.eval(target, frame);
  if (value.t === "atom") return value.v;
  return value.t === "unknown" ? value : rt.raises("raises: a module needs an atom as its name", target, frame);
}

function defstruct(rt: Runtime, node: CallNode, frame: Frame, more: readonly (readonly [Value, Value])[]): Value {
  const { module } = frame;
  if (module === undefined) return rt.raises("raises: a struct is defined outside of a module", node, frame);
  const fields = node.args[0] === undefined ? undefined : rt.eval(node.args[0], frame);
  if (fields?.t !== "list" || fields.open !== undefined) return nil;
  const entries: (readonly [Value, Value])[] = [[atom("__struct__"), atom(module.name)], ...more];
  for (const field of fields.items) {
    if (field.t === "atom") entries.push([field, nil]);
    else if (field.t === "tuple" && field.items.length === 2) entries.push([field.items[0]!, field.items[1]!]);
    else return nil;
  }
  module.struct = map(entries);
  return nil;
}
