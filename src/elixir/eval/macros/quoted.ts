import type { Node } from "../../parse/tree.ts";
import type { Expansion, Frame, QuoteHome } from "../frame.ts";
import { children, isCall } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import { layered } from "../scope.ts";
import { atom, emptyList, float, int, list, str } from "../values/make.ts";
import type { Quoted, Value } from "../values/value.ts";
import { noNames, taint } from "../values/variables.ts";
import { codeOfTuple, isCodeTuple } from "./code-of-value.ts";

const isUnquote = (node: Node): boolean => isCall(node, "unquote", 1) || isCall(node, "unquote_splicing", 1);

const found = new WeakMap<Node, readonly Node[]>();

/** The unquote nodes of a piece of code that belong to it, not to a quote within it. */
export function unquotesOf(node: Node): readonly Node[] {
  const known = found.get(node);
  if (known !== undefined) return known;
  const all: Node[] = [];
  const walk = (at: Node): void => {
    if (isUnquote(at)) all.push(at);
    else if (!isCall(at, "quote")) for (const child of children(at)) walk(child);
  };
  walk(node);
  found.set(node, all);
  return all;
}

/** How code becomes a value: as an argument of a macro it stays where it was written, in a quote it does not. */
export interface Quoting {
  readonly home: QuoteHome;
  /** Values of the unquotes inside. */
  readonly unquotes: ReadonlyMap<Node, Value>;
}

/** Code as a macro gets its arguments. Literals stand for themselves, as in Elixir's quoted form. */
export function quoteArgument(node: Node, frame: Frame): Value {
  const home: QuoteHome = { source: frame.source, lexical: frame.scope.lexical, frame };
  return quoteNode({ home, unquotes: frame.unquotes ?? new Map() }, node);
}

/** The value of `quote do: node`, its unquotes evaluated now unless they are switched off. */
export function quote(
  rt: Runtime,
  node: Node,
  frame: Frame,
  unquoting: boolean,
  more?: ReadonlyMap<Node, Value>,
): Value {
  const unquotes = new Map<Node, Value>(more);
  if (unquoting) {
    for (const one of unquotesOf(node)) {
      const already = frame.unquotes?.get(one);
      unquotes.set(one, already ?? rt.eval((one as Extract<Node, { kind: "call" }>).args[0] as Node, frame));
    }
  }
  const home: QuoteHome = { source: frame.source, lexical: frame.scope.lexical };
  return quoteNode({ home, unquotes }, node);
}

/** Code as a value: literals, lists and pairs are what they are, everything else stays code. */
export function quoteNode(how: Quoting, node: Node): Value {
  switch (node.kind) {
    case "atom":
      return atom(node.value);
    case "integer":
      return int(node.value);
    case "float":
      return float(node.value);
    case "string":
      if (node.parts.every((part) => typeof part === "string")) return str(node.parts.join(""));
      break;
    case "list": {
      if (isCall(node.items.at(-1), "|", 2)) break;
      return quoteItems(how, node.items);
    }
    case "tuple":
      if (node.items.length === 2) return { t: "tuple", items: node.items.map((item) => quoteNode(how, item)) };
      break;
    case "block":
      if (node.body.length === 1) return quoteNode(how, node.body[0] as Node);
      break;
    case "call":
      if (isCall(node, "unquote", 1)) {
        const value = how.unquotes.get(node);
        if (value !== undefined) return value;
      }
      break;
    default:
  }
  const quoted: Quoted = { node, file: how.home.source.path, unquotes: how.unquotes, home: how.home };
  return { t: "quoted", quoted };
}

function quoteItems(how: Quoting, nodes: readonly Node[]): Value {
  const items: Value[] = [];
  let variables = noNames;
  for (const node of nodes) {
    const spliced = isCall(node, "unquote_splicing", 1) ? how.unquotes.get(node) : undefined;
    if (spliced?.t === "list" && spliced.open === undefined) {
      items.push(...spliced.items);
      variables = spliced.variables ?? variables;
    } else items.push(spliced ?? quoteNode(how, node));
  }
  return taint(list(items), variables);
}

/** The frame in which a piece of code runs when it is put at a place. */
function frameFor(quoted: Quoted, frame: Frame): Frame {
  const home = quoted.home as QuoteHome | undefined;
  if (home === undefined) return { ...frame, unquotes: quoted.unquotes };
  if (home.frame !== undefined) return home.frame;
  const scope = frame.expansion?.scope ?? frame.scope;
  const here = scope.view(layered(frame.expansion?.caller.scope.lexical ?? frame.scope.lexical, home.lexical));
  return { ...frame, source: home.source, scope: here, unquotes: quoted.unquotes };
}

/** Runs a value as code, in `frame`: quoted code is evaluated, lists and pairs part by part, other values are themselves. */
export function runQuoted(rt: Runtime, value: Value, frame: Frame): Value {
  switch (value.t) {
    case "quoted":
      return taint(
        rt.under({ variables: value.variables }, () => rt.eval(value.quoted.node, frameFor(value.quoted, frame))),
        value.variables,
      );
    case "list":
      if (!value.items.some(isCode)) return value;
      return { ...value, items: value.items.map((item) => runQuoted(rt, item, frame)) };
    case "tuple":
      if (value.items.length === 2) {
        return value.items.some(isCode)
          ? { ...value, items: value.items.map((item) => runQuoted(rt, item, frame)) }
          : value;
      }
      return isCodeTuple(value) ? runTuple(rt, value, frame) : value;
    case "unknown": {
      const { choices } = value;
      if (choices === undefined || !choices.some(isCode)) return value;
      return rt.branches(
        choices.map((choice) => () => runQuoted(rt, choice, frame)),
        value,
        frame,
      );
    }
    default:
      return value;
  }
}

/** Code that the macro built by hand. Where it was written is not known: the place is that of the call. */
function runTuple(rt: Runtime, value: Value, frame: Frame): Value {
  const made = codeOfTuple(value, frame.expansion?.node.span ?? { start: 0, end: 0 });
  const source = frame.expansion?.caller.source ?? frame.source;
  const run = (): Value => rt.eval(made.node, { ...frame, source, unquotes: made.unquotes });
  return taint(rt.under({ variables: value.variables }, run), value.variables);
}

function isCode(value: Value): boolean {
  if (value.t === "quoted" || isCodeTuple(value)) return true;
  if (value.t === "unknown") return value.choices?.some(isCode) ?? false;
  if (value.t === "tuple") return value.items.length === 2 && value.items.some(isCode);
  return value.t === "list" && value.items.some(isCode);
}

/** The code that an unquote at this node stands for, with its frame; undefined where it is a plain value. */
export function resolveUnquote(
  rt: Runtime,
  node: Node,
  frame: Frame,
): { readonly node: Node; readonly frame: Frame } | undefined {
  const value = frame.unquotes?.get(node);
  if (value?.t !== "quoted") return undefined;
  return { node: value.quoted.node, frame: frameFor(value.quoted, frame) };
}

/** A frame for running what a macro gave. */
export function expansionFrame(caller: Frame, expansion: Expansion): Frame {
  return { ...caller, scope: expansion.scope, unquotes: undefined, expansion };
}

/** Elixir's tuple for a piece of code: `{:foo, [], [args]}`; the code itself where we have none for it. */
export function quotedAsTuple(quoted: Quoted): Value {
  const { node } = quoted;
  const home = quoted.home as QuoteHome | undefined;
  const code: Value = { t: "quoted", quoted };
  if (home === undefined) return code;
  const how: Quoting = { home, unquotes: quoted.unquotes };
  const three = (head: Value, args: Value): Value => ({ t: "tuple", items: [head, emptyList, args] });
  switch (node.kind) {
    case "variable":
      return three(atom(node.name), atom("nil"));
    case "call":
      return three(atom(node.name), quoteItems(how, node.args));
    case "alias":
      return node.base === null ? three(atom("__aliases__"), list(node.segments.map(atom))) : code;
    case "tuple":
      return three(atom("{}"), quoteItems(how, node.items));
    case "block":
      return three(atom("__block__"), quoteItems(how, node.body));
    case "remote": {
      const dot = three(atom("."), list([quoteNode(how, node.target), atom(node.name)]));
      return three(dot, quoteItems(how, node.args));
    }
    case "map":
      if (node.update !== null) return code;
      return three(
        atom("%{}"),
        list(node.entries.map((pair) => ({ t: "tuple", items: pair.map((p) => quoteNode(how, p)) }))),
      );
    default:
      return code;
  }
}
