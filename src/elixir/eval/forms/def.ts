import type { CallNode, Clause, Node } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import { resolveUnquote, unquotesOf } from "../macros/quoted.ts";
import type { FunctionDef } from "../module-state.ts";
import { isCall, keywordItem, splitBlocks } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import { Scope } from "../scope.ts";
import { atom, nil, tuple } from "../values/make.ts";
import type { Value } from "../values/value.ts";
import type { Forms } from "./form.ts";

export const defForms: Forms = {
  def: (rt, node, frame) => define(rt, node, frame, false, false),
  defp: (rt, node, frame) => define(rt, node, frame, false, true),
  defmacro: (rt, node, frame) => define(rt, node, frame, true, false),
  defmacrop: (rt, node, frame) => define(rt, node, frame, true, true),
  // A guard is code put in place of its call; as values go in, it is a function here.
  defguard: (rt, node, frame) => guard(rt, node, frame, false),
  defguardp: (rt, node, frame) => guard(rt, node, frame, true),
  defdelegate: (rt, node, frame) => delegate(rt, node, frame),
  super: (rt, node, frame) => rt.unknown("calls the function that it overrides", node, frame),
};

interface Head {
  readonly name: string;
  readonly args: readonly Node[];
  readonly guard: Node | null;
}

function define(rt: Runtime, node: CallNode, frame: Frame, macro: boolean, hidden: boolean): Value | undefined {
  const { module } = frame;
  const { args, blocks } = splitBlocks(node.args);
  const [target] = args;
  if (target === undefined || args.length !== 1) return undefined;
  if (module === undefined) return rt.raises("raises: a function is defined outside of a module", node, frame);
  const home = homeOf(rt, node, frame);
  const head = headOf(rt, target, home);
  if (head === undefined) return rt.unknown("defines a function whose name is not known", target, frame);
  const body = blocks.size > 1 ? wrapped(node) : blocks.get("do");
  const bare = head.args.map((arg) => (isCall(arg, "\\\\", 2) ? arg.args[0]! : arg));
  const clause: Clause | undefined =
    body === undefined ? undefined : { args: bare, guard: head.guard, body, span: node.span };
  const functions = new Map(module.functions);
  const key = `${head.name}/${bare.length}`;
  const old = functions.get(key);
  const clauses = old?.defaults === undefined ? (old?.clauses ?? []) : [];
  functions.set(key, {
    name: head.name,
    arity: bare.length,
    macro,
    private: hidden,
    clauses: clause === undefined ? clauses : [...clauses, { clause, home }],
    ...(old?.alternatives === undefined ? {} : { alternatives: old.alternatives }),
  });
  for (const short of withDefaults(head, macro, hidden, home)) functions.set(`${short.name}/${short.arity}`, short);
  module.functions = functions;
  return tuple(atom(head.name), nil);
}

/** Where the body is looked up when it runs: names and attributes as they are now; unquotes outside of a quote are evaluated now. */
function homeOf(rt: Runtime, node: CallNode, frame: Frame): Frame {
  const unquotes = new Map(frame.unquotes);
  for (const one of unquotesOf(node)) {
    if (!unquotes.has(one)) unquotes.set(one, rt.eval((one as CallNode).args[0]!, frame));
  }
  return {
    ...frame,
    scope: Scope.empty(frame.scope.lexical),
    attributes: frame.module?.attributes,
    unquotes: unquotes.size === 0 ? undefined : unquotes,
  };
}

function headOf(rt: Runtime, target: Node, frame: Frame): Head | undefined {
  if (target.kind === "variable") return { name: target.name, args: [], guard: null };
  if (target.kind === "call") return headOfCall(rt, target, frame);
  if (target.kind !== "apply" || !isCall(target.fn, "unquote", 1)) return undefined;
  const name = frame.unquotes?.get(target.fn);
  if (name?.t === "atom") return { name: name.v, args: target.args, guard: null };
  const node = name?.t === "quoted" ? name.quoted.node : undefined;
  return node?.kind === "variable" ? { name: node.name, args: target.args, guard: null } : undefined;
}

function headOfCall(rt: Runtime, target: CallNode, frame: Frame): Head | undefined {
  const { name, args } = target;
  if (name === "when" && args.length === 2) {
    const head = headOf(rt, args[0]!, frame);
    return head === undefined ? undefined : { ...head, guard: args[1]! };
  }
  if (name !== "unquote" || args.length !== 1) return { name, args, guard: null };
  const value = frame.unquotes?.get(target);
  if (value?.t === "atom") return { name: value.v, args: [], guard: null };
  const code = resolveUnquote(rt, target, frame);
  return code === undefined ? undefined : headOf(rt, code.node, code.frame);
}

/** A body with rescue, catch or after is a try. */
function wrapped(node: CallNode): Node {
  return { kind: "call", name: "try", args: node.args.slice(-1), span: node.span };
}

/** The functions of fewer arguments that `\\` defines: values that are given go to the arguments from the left. */
function withDefaults(head: Head, macro: boolean, hidden: boolean, home: Frame): readonly FunctionDef[] {
  const count = head.args.filter((arg) => isCall(arg, "\\\\", 2)).length;
  return Array.from({ length: count }, (_, given) => {
    let left = given;
    const fill = head.args.map((arg) => {
      if (!isCall(arg, "\\\\", 2)) return undefined;
      return left-- > 0 ? undefined : arg.args[1]!;
    });
    return {
      name: head.name,
      arity: head.args.length - count + given,
      macro,
      private: hidden,
      clauses: [],
      defaults: { to: head.args.length, fill, home },
    };
  });
}

function guard(rt: Runtime, node: CallNode, frame: Frame, hidden: boolean): Value | undefined {
  const [target] = node.args;
  if (!isCall(target, "when", 2)) return undefined;
  const block: Node = {
    kind: "list",
    items: [
      { kind: "tuple", items: [{ kind: "atom", value: "do", span: node.span }, target.args[1]!], span: node.span },
    ],
    span: node.span,
  };
  return define(rt, { ...node, args: [target.args[0]!, block] }, frame, false, hidden);
}

function delegate(rt: Runtime, node: CallNode, frame: Frame): Value | undefined {
  const { module } = frame;
  const [target, second] = node.args;
  if (target === undefined || module === undefined) return undefined;
  const head = headOf(rt, target, frame);
  const options = new Map(
    (second?.kind === "list" ? second.items : []).flatMap((item) => {
      const pair = keywordItem(item);
      return pair === undefined ? [] : [pair];
    }),
  );
  const to = options.get("to");
  const as = options.get("as");
  const there = to === undefined ? undefined : rt.eval(to, frame);
  const name = as === undefined ? undefined : rt.eval(as, frame);
  if (head === undefined || there?.t !== "atom")
    return rt.unknown("delegates to a module that is not known", node, frame);
  const def: FunctionDef = {
    name: head.name,
    arity: head.args.length,
    macro: false,
    private: false,
    clauses: [],
    delegate: { module: there.v, name: name?.t === "atom" ? name.v : head.name },
  };
  module.functions = new Map(module.functions).set(`${def.name}/${def.arity}`, def);
  return nil;
}
