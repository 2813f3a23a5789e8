import type { Node } from "../../parse/tree.ts";
import { truthy } from "../forms/truth.ts";
import type { Frame } from "../frame.ts";
import type { Runtime } from "../runtime.ts";
import { enumerate } from "../values/enumerate.ts";
import { equal, keyOf, type Maybe } from "../values/equal.ts";
import { facts } from "../values/facts.ts";
import { derived } from "../values/make.ts";
import { compare } from "../values/order.ts";
import { brief, toText } from "../values/show.ts";
import type { ListValue, MapValue, UnknownValue, Value } from "../values/value.ts";
import { variablesOf, noNames, union, type Names } from "../values/variables.ts";

/** A function of Elixir's own libraries, on values. */
export type Builtin = (c: BuiltinCall, ...args: Value[]) => Value;

/** The functions of one module by "name/arity". */
export interface BuiltinModule {
  /** Full name: "Elixir.Enum", "os". */
  readonly module: string;
  readonly functions: Readonly<Record<string, Builtin>>;
}

/** Thrown to end a builtin with a value that is not known; caught by runBuiltin. */
export class Stop {
  readonly value: UnknownValue;

  constructor(value: UnknownValue) {
    this.value = derived(value);
  }
}

/**
 * One call of a builtin. Its accessors look at a value: they end the call where that is not known or has the wrong type,
 * and note which environment variables it was made from, so that the result carries exactly those that were looked at.
 */
export class BuiltinCall {
  readonly rt: Runtime;
  readonly node: Node;
  readonly frame: Frame;
  readonly name: string;
  variables: Names = noNames;

  constructor(rt: Runtime, node: Node, frame: Frame, name: string) {
    this.rt = rt;
    this.node = node;
    this.frame = frame;
    this.name = name;
  }

  /** The call is not followed, for this reason. */
  unknown(why: string): never {
    throw new Stop(this.rt.unknown(why, this.node, this.frame));
  }

  /** The call raises. */
  raise(why: string): never {
    throw new Stop(this.rt.raises(`raises: ${why}`, this.node, this.frame));
  }

  /** The value, which is known at its top. */
  known(value: Value): Exclude<Value, UnknownValue> {
    this.variables = union(this.variables, value.variables);
    if (value.t === "unknown") throw new Stop(value);
    return value as Exclude<Value, UnknownValue>;
  }

  /** The value, which is known in all of its parts. */
  deep<V extends Value>(value: V): V {
    this.#looked(value);
    const { unknown } = facts(value);
    if (unknown !== undefined) throw new Stop(unknown);
    return value;
  }

  wrong(value: Value, wanted: string): never {
    return this.raise(`${this.name} gets ${brief(value)} for ${wanted}`);
  }

  str(value: Value): string {
    const known = this.known(value);
    if (known.t !== "str") return this.wrong(value, "a string");
    this.step(known.v.length / 64);
    return known.v;
  }

  atom(value: Value): string {
    const known = this.known(value);
    return known.t === "atom" ? known.v : this.wrong(value, "an atom");
  }

  int(value: Value): bigint {
    const known = this.known(value);
    return known.t === "int" ? known.v : this.wrong(value, "an integer");
  }

  /** An integer that is an ordinary size or position. */
  size(value: Value): number {
    const number = this.int(value);
    if (number > 10_000_000n || number < -10_000_000n) return this.unknown(`${this.name} gets a very large number`);
    return Number(number);
  }

  /** A list, perhaps a partial one. */
  list(value: Value): ListValue {
    const known = this.known(value);
    return known.t === "list" ? known : this.wrong(value, "a list");
  }

  /** The items of a list that is not partial. */
  items(value: Value): readonly Value[] {
    const items = this.closed(this.list(value));
    this.step(items.length / 16);
    return items;
  }

  /** Anything that can be enumerated, as a list, perhaps a partial one. */
  enumerable(value: Value): ListValue {
    const items = enumerate(this.rt, this.known(value), this.node, this.frame);
    if (items.open?.raises) throw new Stop(items.open);
    return items;
  }

  /** All items of anything that can be enumerated. */
  all(value: Value): readonly Value[] {
    const items = this.closed(this.enumerable(value));
    this.step(items.length);
    return items;
  }

  closed(list: ListValue): readonly Value[] {
    if (list.open !== undefined) throw new Stop(list.open);
    return list.items;
  }

  map(value: Value): MapValue {
    const known = this.known(value);
    return known.t === "map" ? known : this.wrong(value, "a map");
  }

  tuple(value: Value): readonly Value[] {
    const known = this.known(value);
    return known.t === "tuple" ? known.items : this.wrong(value, "a tuple");
  }

  /** The text of a value, as to_string/1 gives it. */
  text(value: Value): string {
    const known = this.deep(value);
    const text = toText(known);
    if (text !== undefined) return text;
    if (known.t === "float") return this.unknown("depends on the Elixir that runs it");
    return this.raise(`there is no text of ${brief(known)}`);
  }

  /** The two elements of a pair. */
  pair(value: Value): readonly [Value, Value] {
    const [first, second, ...more] = this.tuple(value);
    if (first === undefined || second === undefined || more.length > 0) return this.wrong(value, "a pair");
    return [first, second];
  }

  /** A text that is the same for equal values. */
  key(value: Value): string {
    this.#looked(value);
    const key = keyOf(value);
    if (key !== undefined) return key;
    throw new Stop(facts(value).unknown ?? this.rt.unknown("compares functions or code", this.node, this.frame));
  }

  truthy(value: Value): boolean {
    return truthy(this.known(value));
  }

  /** Whether a condition holds; undefined where that is not known. */
  holds(value: Value): Maybe {
    this.variables = union(this.variables, value.variables);
    if (value.t === "unknown") {
      if (value.raises) throw new Stop(value);
      return undefined;
    }
    return truthy(value);
  }

  same(a: Value, b: Value, strict: boolean): boolean {
    this.#looked(a);
    this.#looked(b);
    const result = equal(a, b, strict);
    if (result !== undefined) return result;
    throw new Stop(this.#unknownOf(a, b));
  }

  /** Erlang's order of terms. */
  compare(a: Value, b: Value): number {
    this.#looked(a);
    this.#looked(b);
    const result = compare(a, b);
    if (result !== undefined) return result;
    throw new Stop(this.#unknownOf(a, b));
  }

  /** All of the value is gone over: that takes time and depends on all of it. */
  #looked(value: Value): void {
    this.step(facts(value).weight / 16);
    this.variables = union(this.variables, variablesOf(value));
  }

  #unknownOf(a: Value, b: Value): UnknownValue {
    return facts(a).unknown ?? facts(b).unknown ?? this.rt.unknown("compares functions or code", this.node, this.frame);
  }

  /** Calls a function value; what raises in it ends this call. */
  call(fn: Value, ...args: readonly Value[]): Value {
    this.step(1);
    const value = this.rt.apply(fn, args, this.node, this.frame);
    if (value.t === "unknown" && value.raises) throw new Stop(value);
    return value;
  }

  step(count: number): void {
    if (!this.rt.step(count)) this.unknown(`needs more than ${this.rt.world.maxSteps} steps`);
  }
}
