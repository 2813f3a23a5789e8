import type { Node, RemoteNode } from "../parse/tree.ts";
import { builtin, builtinModules } from "./builtins/all-builtins.ts";
import { runBuiltin } from "./builtins/run-builtin.ts";
import { forms } from "./forms/all-forms.ts";
import { outermost, type Frame } from "./frame.ts";
import { callFunction } from "./function.ts";
import { expandMacro } from "./macros/expand-macro.ts";
import type { FunctionDef } from "./module-state.ts";
import { isCall, splitBlocks } from "./nodes.ts";
import type { FunctionCall, Runtime } from "./runtime.ts";
import type { Import } from "./scope.ts";
import { derived } from "./values/make.ts";
import { inspectAtom } from "./values/show.ts";
import type { UnknownValue, Value } from "./values/value.ts";
import { noNames, taint, union } from "./values/variables.ts";

/** Values of arguments, `unquote_splicing` included. */
export function evalArgs(rt: Runtime, nodes: readonly Node[], frame: Frame): readonly Value[] {
  const values: Value[] = [];
  for (const node of nodes) {
    const value = rt.eval(node, frame);
    if (isCall(node, "unquote_splicing", 1) && value.t === "list") values.push(...value.items);
    else values.push(value);
  }
  return values;
}

/** What a name with a number of arguments means at a place. */
type Meaning =
  | { readonly is: "project"; readonly def: FunctionDef }
  | { readonly is: "builtin"; readonly module: string }
  | { readonly is: "nothing"; readonly hidden: string | undefined };

function meaning(rt: Runtime, name: string, arity: number, frame: Frame): Meaning {
  const key = `${name}/${arity}`;
  const own = frame.module?.functions.get(key);
  if (own !== undefined) return { is: "project", def: own };
  let hidden = frame.module?.hidden;
  const { imports } = frame.scope.lexical;
  for (let i = imports.length - 1; i >= 0; i--) {
    const one = imports[i] as Import;
    if (rt.provided.get(one.module)?.has(key) || (allows(one, key) && builtin(one.module, name, arity))) {
      return { is: "builtin", module: one.module };
    }
    if (builtinModules.has(one.module)) continue;
    const module = rt.findModule(one.module);
    if (module === undefined) hidden ??= `what ${inspectAtom(one.module)} brings in is not known`;
    const def = allows(one, key) ? module?.functions.get(key) : undefined;
    if (def !== undefined && !def.private) return { is: "project", def };
  }
  if (builtin("Elixir.Kernel", name, arity)) return { is: "builtin", module: "Elixir.Kernel" };
  return { is: "nothing", hidden };
}

function allows(one: Import, key: string): boolean {
  if (one.except?.has(key)) return false;
  return one.only === undefined || typeof one.only === "string" || one.only.has(key);
}

/** `name(args)` in the source. */
export function evalLocalCall(rt: Runtime, name: string, args: readonly Node[], node: Node, frame: Frame): Value {
  const what = meaning(rt, name, arityOf(args, frame), frame);
  if (what.is === "project" && what.def.macro) return expandMacro(rt, what.def, args, node, frame);
  if (what.is === "nothing") return notKnown(rt, { name, args, node, frame }, what.hidden);
  const values = evalArgs(rt, args, frame);
  const raising = values.find(raises);
  if (raising !== undefined) return raising;
  if (what.is === "project") return callFunction(rt, what.def, { args: values, node, frame });
  return callKnown(rt, { module: what.module, name, args: values, node, frame });
}

function arityOf(args: readonly Node[], frame: Frame): number {
  let arity = 0;
  for (const arg of args) {
    const spliced = isCall(arg, "unquote_splicing", 1) ? frame.unquotes?.get(arg) : undefined;
    arity += spliced?.t === "list" ? spliced.items.length : 1;
  }
  return arity;
}

const raises = (value: Value): value is UnknownValue & Value => value.t === "unknown" && value.raises === true;

function callKnown(rt: Runtime, call: FunctionCall): Value {
  const { module, name, args, node, frame } = call;
  const provided = rt.provided.get(module)?.get(`${name}/${args.length}`);
  if (provided !== undefined) {
    const { source } = outermost(frame);
    return provided(args, { place: rt.place(node, frame), file: source.path, ...rt.path });
  }
  return runBuiltin(rt, call);
}

/** `name(args)` in the source, its arguments not yet evaluated. */
interface LocalCall {
  readonly name: string;
  readonly args: readonly Node[];
  readonly node: Node;
  readonly frame: Frame;
}

/** A call that nothing here defines: its do-block does not run, since nobody knows what is done with it. */
function notKnown(rt: Runtime, call: LocalCall, hidden: string | undefined): Value {
  const { name, args, node, frame } = call;
  const { args: plain, blocks } = splitBlocks(args);
  const why =
    hidden === undefined
      ? `calls ${name}/${args.length}, which is not defined in this project`
      : `calls ${name}/${args.length}, and ${hidden}`;
  if (frame.module !== undefined && frame.fn === undefined) {
    frame.module.hidden ??= `what ${name}/${args.length} defines is not known`;
  }
  if (blocks.size > 0) return rt.unknown(why, node, frame);
  return taint(rt.unknown(why, node, frame), envOf(evalArgs(rt, plain, frame)));
}

function envOf(values: readonly Value[]): ReadonlySet<string> {
  return values.reduce((names, value) => union(names, value.variables), noNames);
}

/** Calls what a name means at a place, with values; macros cannot be called so. */
export function callLocal(rt: Runtime, name: string, args: readonly Value[], node: Node, frame: Frame): Value {
  const what = meaning(rt, name, args.length, frame);
  if (what.is === "project" && !what.def.macro) return callFunction(rt, what.def, { args, node, frame });
  if (what.is === "builtin") return callKnown(rt, { module: what.module, name, args, node, frame });
  return taint(
    rt.unknown(`calls ${name}/${args.length}, which is not defined in this project`, node, frame),
    envOf(args),
  );
}

/** `target.name(args)` in the source: a function or macro of a module, or the field of a map. */
export function evalRemote(rt: Runtime, node: RemoteNode, frame: Frame): Value {
  const target = rt.eval(node.target, frame);
  if (target.t === "unknown") {
    return taint(derived(target), envOf(evalArgs(rt, splitBlocks(node.args).args, frame)));
  }
  if (target.t === "atom" && !(target.v === "nil" && !node.parens)) {
    const own = target.v === "Elixir.Kernel" ? forms.get(node.name)?.(rt, { ...node, kind: "call" }, frame) : undefined;
    if (own !== undefined) return own;
    const def = projectFunction(rt, target.v, node.name, arityOf(node.args, frame));
    if (def?.macro) return taint(expandMacro(rt, def, node.args, node, frame), target.variables);
    const values = evalArgs(rt, node.args, frame);
    const call = { module: target.v, name: node.name, args: values, node, frame };
    return values.find(raises) ?? taint(callRemote(rt, call), target.variables);
  }
  if (node.args.length === 0) {
    const args: Value[] = [target, { t: "atom", v: node.name }];
    return runBuiltin(rt, { module: "Elixir.Kernel", name: ".field", args, node, frame });
  }
  return rt.raises(`calls ${node.name}/${node.args.length} of something that is no module`, node, frame);
}

function projectFunction(rt: Runtime, module: string, name: string, arity: number): FunctionDef | undefined {
  if (rt.provided.get(module)?.has(`${name}/${arity}`) || builtin(module, name, arity)) return undefined;
  return rt.findModule(module)?.functions.get(`${name}/${arity}`);
}

/** `Mod.name(args)` with values. */
export function callRemote(rt: Runtime, call: FunctionCall): Value {
  const { module, name, args, node, frame } = call;
  const key = `${name}/${args.length}`;
  if (rt.provided.get(module)?.has(key) || builtin(module, name, args.length)) {
    return callKnown(rt, call);
  }
  const state = rt.findModule(module);
  const def = state?.functions.get(key);
  if (def !== undefined && !def.macro) return callFunction(rt, def, { args, node, frame });
  return taint(
    rt.unknown(`calls ${inspectAtom(module)}.${key}, ${reason(state !== undefined, module)}`, node, frame),
    envOf(args),
  );
}

function reason(defined: boolean, module: string): string {
  if (defined) return "which that module does not define itself";
  return builtinModules.has(module) ? "which is not followed" : "which is not in this project";
}
