import type { MapNode, Node, StructNode } from "../../parse/tree.ts";
import type { Frame } from "../frame.ts";
import { quotedAsTuple, resolveUnquote } from "../macros/quoted.ts";
import { isCall } from "../nodes.ts";
import type { Runtime } from "../runtime.ts";
import { equal, keyOf, type Maybe } from "../values/equal.ts";
import { facts } from "../values/facts.ts";
import { derived, list, str, unknownValue } from "../values/make.ts";
import type { MapValue, UnknownValue, Value } from "../values/value.ts";
import { noNames, union, type Names } from "../values/variables.ts";
import { matchBitstring } from "./match-bitstring.ts";
import { patternVariables } from "./pattern-variables.ts";

/** One attempt to match: what it binds, on which variables of the environment it depends, why it is not certain. */
export class Matching {
  readonly rt: Runtime;
  readonly frame: Frame;
  readonly bindings = new Map<string, Value>();
  variables: Names = noNames;
  because: UnknownValue | undefined;

  constructor(rt: Runtime, frame: Frame) {
    this.rt = rt;
    this.frame = frame;
  }

  /** True, false, or undefined where it depends on what is not known (then everything is bound all the same). */
  match(pattern: Node, value: Value): Maybe {
    if (!this.rt.step(1)) return this.unsure(value, pattern);
    switch (pattern.kind) {
      case "variable":
        return this.#variable(pattern.name, value, pattern);
      case "tuple":
        return this.#tuple(pattern.items, value, pattern);
      case "list":
        return this.list(pattern.items, value, pattern);
      case "map":
        return this.#map(pattern, value);
      case "struct":
        return this.#struct(pattern, value);
      case "bitstring":
        return matchBitstring(this, pattern, value);
      case "call":
        return this.#call(pattern.name, pattern.args, value, pattern);
      default:
        return this.same(this.rt.eval(pattern, this.frame), value, pattern);
    }
  }

  /** Binds every variable of the pattern to what is not known. */
  unsure(value: Value, pattern: Node): undefined {
    const because =
      value.t === "unknown"
        ? derived(value)
        : unknownValue("matches a value that is not known", this.rt.place(pattern, this.frame));
    this.because ??= because;
    this.#bindAll(pattern, because);
    return undefined;
  }

  same(expected: Value, value: Value, pattern: Node): Maybe {
    this.#looked(value);
    this.#looked(expected);
    if (!this.rt.step(Math.min(facts(expected).weight, facts(value).weight) / 16)) return this.unsure(value, pattern);
    const result = equal(expected, value, true);
    if (result === undefined) this.because ??= firstUnknown(value, expected) ?? this.#reason(pattern);
    return result;
  }

  bind(name: string, value: Value): void {
    if (name !== "_") this.bindings.set(name, value.t === "unknown" && value.raises ? withoutRaise(value) : value);
  }

  /** Takes over the bindings. */
  commit(frame: Frame): void {
    for (const [name, value] of this.bindings) frame.scope.set(name, value);
  }

  #reason(pattern: Node): UnknownValue {
    return unknownValue("matches a value that is not known", this.rt.place(pattern, this.frame));
  }

  #looked(value: Value): void {
    this.variables = union(this.variables, value.variables);
  }

  #variable(name: string, value: Value, pattern: Node): Maybe {
    if (name === "_") return true;
    if (name.startsWith("__") && /^__[A-Z]+__$/.test(name))
      return this.same(this.rt.eval(pattern, this.frame), value, pattern);
    const before = this.bindings.get(name);
    if (before !== undefined) return this.same(before, value, pattern);
    this.bind(name, value);
    return true;
  }

  #tuple(items: readonly Node[], given: Value, pattern: Node): Maybe {
    const value = given.t === "quoted" ? quotedAsTuple(given.quoted) : given;
    this.#looked(value);
    if (value.t === "unknown" || value.t === "quoted") return this.unsure(value, pattern);
    if (value.t !== "tuple" || value.items.length !== items.length) return false;
    return this.all(items, value.items);
  }

  all(patterns: readonly Node[], values: readonly Value[]): Maybe {
    let result: Maybe = true;
    for (let i = 0; i < patterns.length; i++) {
      const one = this.match(patterns[i] as Node, values[i] as Value);
      if (one === false) return false;
      if (one === undefined) result = undefined;
    }
    return result;
  }

  list(items: readonly Node[], value: Value, pattern: Node): Maybe {
    this.#looked(value);
    if (value.t === "unknown") return this.unsure(value, pattern);
    if (value.t !== "list") return false;
    const last = items.at(-1);
    const cons = isCall(last, "|", 2) ? last : undefined;
    const heads = cons === undefined ? items : [...items.slice(0, -1), cons.args[0] as Node];
    const certain = value.open === undefined ? value.items.length : (value.openAt ?? 0);
    if (value.open === undefined) {
      if (value.items.length < heads.length || (cons === undefined && value.items.length > heads.length)) return false;
    } else if (cons === undefined && value.items.length > heads.length) return false;
    else if (certain < heads.length || cons === undefined) {
      this.unsure(value.open, pattern);
      const start = Math.min(certain, heads.length);
      return this.all(heads.slice(0, start), value.items.slice(0, start)) === false ? false : undefined;
    }
    const result = this.all(heads, value.items);
    if (result === false || cons === undefined) return result;
    const rest = value.items.slice(heads.length);
    const tail: Value =
      value.open === undefined ? list(rest) : { ...value, items: rest, openAt: certain - heads.length };
    const after = this.match(cons.args[1] as Node, tail);
    return after === true ? result : after;
  }

  #map(pattern: MapNode, value: Value): Maybe {
    this.#looked(value);
    if (value.t === "unknown") return this.unsure(value, pattern);
    return value.t === "map" ? this.#entries(pattern.entries, value) : false;
  }

  #entries(entries: readonly (readonly [Node, Node])[], value: MapValue): Maybe {
    let result: Maybe = true;
    for (const [keyNode, pattern] of entries) {
      const key = isCall(keyNode, "^", 1)
        ? this.rt.eval(keyNode.args[0] as Node, this.frame)
        : this.rt.eval(keyNode, this.frame);
      const wanted = keyOf(key);
      const found = value.entries.find(([k]) => wanted !== undefined && keyOf(k) === wanted);
      let one: Maybe;
      if (found !== undefined) one = this.match(pattern, found[1]);
      else if (value.environment && key.t === "str") {
        this.variables = union(this.variables, new Set([key.v]));
        one = false;
      } else if (wanted === undefined || value.open !== undefined) one = this.unsure(value.open ?? key, pattern);
      else one = false;
      if (one === false) return false;
      if (one === undefined) result = undefined;
    }
    return result;
  }

  #struct(pattern: StructNode, value: Value): Maybe {
    this.#looked(value);
    if (value.t === "unknown") return this.unsure(value, pattern);
    if (value.t !== "map") return false;
    const type = value.entries.find(([key]) => key.t === "atom" && key.v === "__struct__")?.[1];
    if (type === undefined) return value.open === undefined ? false : this.unsure(value.open, pattern);
    const named = this.match(pattern.name, type);
    if (named === false) return false;
    const entries = this.#entries(pattern.entries, value);
    return entries === true ? named : entries;
  }

  #call(name: string, args: readonly Node[], value: Value, pattern: Node): Maybe {
    const [left, right] = args as readonly [Node, Node];
    if (name === "=" && args.length === 2) {
      const first = this.match(left, value);
      const second = first === false ? false : this.match(right, value);
      return second === true ? first : second;
    }
    if (name === "^" && args.length === 1) return this.same(this.rt.eval(left, this.frame), value, pattern);
    if (name === "<>" && args.length === 2) return this.#prefix(left, right, value, pattern);
    if (name === "++" && args.length === 2) return this.#append(left, right, value, pattern);
    if (name === "var!" && args.length >= 1)
      return this.#elsewhere(left, this.frame.expansion?.caller ?? this.frame, value);
    if (name === "unquote" && args.length === 1) {
      const code = resolveUnquote(this.rt, pattern, this.frame);
      if (code === undefined) return this.same(this.rt.eval(pattern, this.frame), value, pattern);
      return this.#elsewhere(code.node, code.frame, value);
    }
    return this.same(this.rt.eval(pattern, this.frame), value, pattern);
  }

  /** A part of the pattern that binds variables of another place: those of the caller of a macro. */
  #elsewhere(pattern: Node, frame: Frame, value: Value): Maybe {
    const inner = new Matching(this.rt, frame);
    const result = inner.match(pattern, value);
    inner.commit(frame);
    this.variables = union(this.variables, inner.variables);
    this.because ??= inner.because;
    return result;
  }

  #prefix(left: Node, right: Node, value: Value, pattern: Node): Maybe {
    this.#looked(value);
    const prefix = this.rt.eval(left, this.frame);
    if (value.t === "unknown" || prefix.t === "unknown")
      return this.unsure(value.t === "unknown" ? value : prefix, pattern);
    if (value.t !== "str" || prefix.t !== "str" || !value.v.startsWith(prefix.v)) return false;
    return this.match(right, str(value.v.slice(prefix.v.length)));
  }

  /** `[a, b] ++ rest` and `'ab' ++ rest`. */
  #append(left: Node, right: Node, value: Value, pattern: Node): Maybe {
    if (left.kind === "list")
      return this.list([...left.items.slice(0, -1), consOf(left.items.at(-1), right)], value, pattern);
    const prefix = this.rt.eval(left, this.frame);
    if (prefix.t !== "list" || prefix.open !== undefined) return this.unsure(value, pattern);
    const items: Node[] = [];
    for (const item of prefix.items) {
      if (item.t !== "int") return this.unsure(value, pattern);
      items.push({ kind: "integer", value: item.v, span: left.span });
    }
    return this.list([...items.slice(0, -1), consOf(items.at(-1), right)], value, pattern);
  }

  #bindAll(pattern: Node, value: Value): void {
    for (const name of patternVariables(pattern)) if (!this.bindings.has(name)) this.bind(name, value);
  }
}

function withoutRaise(value: UnknownValue): UnknownValue {
  const { raises: _, ...rest } = value;
  return rest;
}

function consOf(last: Node | undefined, tail: Node): Node {
  return last === undefined ? tail : { kind: "call", name: "|", args: [last, tail], span: tail.span };
}

function firstUnknown(...values: readonly Value[]): UnknownValue | undefined {
  return values.find((value): value is UnknownValue & Value => value.t === "unknown");
}
