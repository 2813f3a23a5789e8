import type { AliasNode, ApplyNode, CallNode, MapNode, Node, StructNode, VariableNode } from "../parse/tree.ts";
import { evalLocalCall, evalArgs, evalRemote } from "./call.ts";
import { forms } from "./forms/all-forms.ts";
import { bitstring } from "./forms/bitstring.ts";
import { closure } from "./forms/fn.ts";
import { sigil } from "./forms/sigil.ts";
import { outermost, type Frame } from "./frame.ts";
import { interpolate } from "./interpolate.ts";
import { environment } from "./macros/expand-macro.ts";
import { call, isCall } from "./nodes.ts";
import type { Runtime } from "./runtime.ts";
import { fullName } from "./scope.ts";
import { keyOf } from "./values/equal.ts";
import { atom, charlist, derived, float, int, list, nil, str } from "./values/make.ts";
import { putEntries } from "./values/put-entries.ts";
import { brief } from "./values/show.ts";
import type { MapValue, UnknownValue, Value } from "./values/value.ts";
import { taint } from "./values/variables.ts";

/** The value of one node; `Runtime.eval` is this within the bounds. */
export function evalNode(rt: Runtime, node: Node, frame: Frame): Value {
  switch (node.kind) {
    case "atom":
      return atom(node.value);
    case "integer":
      return int(node.value);
    case "float":
      return float(node.value);
    case "string":
      return interpolate(rt, node.parts, node, frame);
    case "charlist": {
      const text = interpolate(rt, node.parts, node, frame);
      return text.t === "str" ? taint(charlist(text.v), text.variables) : text;
    }
    case "interpolatedAtom": {
      const text = interpolate(rt, node.parts, node, frame);
      return text.t === "str" ? taint(atom(text.v), text.variables) : text;
    }
    case "sigil":
      return sigil(rt, node, frame);
    case "list":
      return evalList(rt, node.items, node, frame);
    case "tuple":
      return { t: "tuple", items: evalArgs(rt, node.items, frame), place: rt.place(node, frame) };
    case "map":
      return evalMap(rt, node, frame);
    case "struct":
      return evalStruct(rt, node, frame);
    case "bitstring":
      return bitstring(rt, node, frame);
    case "alias":
      return evalAlias(rt, node, frame);
    case "variable":
      return evalVariable(rt, node, frame);
    case "call":
      return evalCall(rt, node, frame);
    case "remote":
      return evalRemote(rt, node, frame);
    case "apply":
      return evalApply(rt, node, frame);
    case "access":
      return rt.callRemote(
        "Elixir.Access",
        "get",
        [rt.eval(node.target, frame), rt.eval(node.key, frame)],
        node,
        frame,
      );
    case "block":
      return evalBlock(rt, node.body, frame);
    case "fn":
      return closure(rt, node, frame);
    case "clauses":
      return rt.unknown("is a list of clauses outside of a construct that takes them", node, frame);
    case "error":
      return rt.unknown("does not parse", node, frame);
  }
}

const raises = (value: Value): value is UnknownValue & Value => value.t === "unknown" && value.raises === true;

function evalList(rt: Runtime, nodes: readonly Node[], node: Node, frame: Frame): Value {
  const last = nodes.at(-1);
  if (!isCall(last, "|", 2)) return list(evalArgs(rt, nodes, frame));
  const heads = evalArgs(rt, [...nodes.slice(0, -1), last.args[0] as Node], frame);
  const tail = rt.eval(last.args[1] as Node, frame);
  return rt.callRemote("Elixir.Kernel", "++", [list(heads), tail], node, frame);
}

function evalMap(rt: Runtime, node: MapNode, frame: Frame): Value {
  const entries = node.entries.map(([key, value]) => [rt.eval(key, frame), rt.eval(value, frame)] as const);
  if (node.update === null) return putEntries({ t: "map", entries: [] }, entries, rt, node, frame);
  const old = rt.eval(node.update, frame);
  if (old.t === "unknown") return derived(old);
  if (old.t !== "map") return rt.raises(`raises: updates ${brief(old)} as a map`, node, frame);
  const missing = entries.find(([key]) => {
    const wanted = keyOf(key);
    return wanted !== undefined && !old.open && !old.entries.some(([k]) => keyOf(k) === wanted);
  });
  if (missing !== undefined) return rt.raises(`raises: the map has no key ${brief(missing[0])}`, node, frame);
  return taint(putEntries(old, entries, rt, node, frame), old.variables);
}

/** A struct of the project has its defaults; of another module only the fields that are written are known. */
function evalStruct(rt: Runtime, node: StructNode, frame: Frame): Value {
  const entries = node.entries.map(([key, value]) => [rt.eval(key, frame), rt.eval(value, frame)] as const);
  if (node.update !== null) return evalMap(rt, { ...node, kind: "map" }, frame);
  const name = rt.eval(node.name, frame);
  if (name.t !== "atom") return name.t === "unknown" ? name : rt.raises("raises: a struct needs a module", node, frame);
  const fields = rt.findModule(name.v)?.struct;
  const base: MapValue =
    fields?.t === "map"
      ? fields
      : {
          t: "map",
          entries: [[atom("__struct__"), name]],
          open: rt.unknown(`is a field of ${brief(name)}`, node, frame),
        };
  return putEntries(base, entries, rt, node, frame);
}

function evalAlias(rt: Runtime, node: AliasNode, frame: Frame): Value {
  if (node.base === null) return atom(fullName(frame.scope.lexical, node.segments));
  const base = rt.eval(node.base, frame);
  if (base.t === "unknown") return derived(base);
  if (base.t !== "atom") return rt.raises("raises: a module's name is put on something that is no module", node, frame);
  return taint(atom([base.v, ...node.segments].join(".")), base.variables);
}

function evalVariable(rt: Runtime, node: VariableNode, frame: Frame): Value {
  const bound = frame.scope.get(node.name);
  if (bound !== undefined) return bound;
  switch (node.name) {
    case "__MODULE__":
      return frame.module === undefined ? nil : atom(frame.module.name);
    case "__DIR__": {
      const { path } = outermost(frame).source;
      return str(path.slice(0, path.lastIndexOf("/")) || "/");
    }
    case "__ENV__":
      return environment(rt, node, frame);
    case "__STACKTRACE__":
      return rt.unknown("is a stack trace", node, frame);
    default: {
      const form = forms.get(node.name)?.(rt, call(node.name, [], node.span), frame);
      return form ?? evalLocalCall(rt, node.name, [], node, frame);
    }
  }
}

function evalCall(rt: Runtime, node: CallNode, frame: Frame): Value {
  return forms.get(node.name)?.(rt, node, frame) ?? evalLocalCall(rt, node.name, node.args, node, frame);
}

function evalApply(rt: Runtime, node: ApplyNode, frame: Frame): Value {
  const { fn, args, dot } = node;
  if (!dot && isCall(fn, "unquote", 1)) {
    const name = frame.unquotes?.get(fn);
    if (name?.t === "atom") return rt.eval(call(name.v, args, node.span), frame);
    if (name?.t === "quoted" && name.quoted.node.kind === "variable") {
      return rt.eval(call(name.quoted.node.name, args, node.span), frame);
    }
    return name?.t === "unknown" ? name : rt.unknown("calls something whose name is not known", node, frame);
  }
  const value = rt.eval(fn, frame);
  const values = evalArgs(rt, args, frame);
  return values.find(raises) ?? rt.apply(value, values, node, frame);
}

/**
 * The value of the last expression. In a function the first that raises ends it; in the body of a module or script
 * the rest is still read, because what raises here may only be something we know too little of.
 */
export function evalBlock(rt: Runtime, body: readonly Node[], frame: Frame): Value {
  let value: Value = nil;
  for (const node of body) {
    value = rt.eval(node, frame);
    if (!raises(value)) continue;
    if (frame.fn !== undefined) return value;
    if (rt.path.certain) rt.passedOver.push(value);
  }
  return value;
}
