import type { Place } from "../../../model/source.ts";
import type { Node } from "../../parse/tree.ts";

/**
 * What an Elixir expression comes to, as far as it can be known. Every value may carry the names of environment
 * variables that it was made from (`variables`): the value is the one that holds with those variables unset.
 * Names on a list, tuple or map are those that decided on it as a whole; its parts carry their own
 * (`variablesOf` in variables.ts collects them all).
 */
export type Value = (
  | { readonly t: "atom"; readonly v: string } // modules have their full name: "Elixir.Foo.Bar"
  | { readonly t: "int"; readonly v: bigint }
  | { readonly t: "float"; readonly v: number }
  | { readonly t: "str"; readonly v: string }
  | ListValue
  | { readonly t: "tuple"; readonly items: readonly Value[]; readonly place?: Place } // place: of the literal, for dependencies
  | MapValue
  | { readonly t: "fn"; readonly fn: Closure }
  | { readonly t: "quoted"; readonly quoted: Quoted }
  | UnknownValue
) & { readonly variables?: ReadonlySet<string> };

/** A list. With `open` it is partial: `items` are certainly in it, in this order, but there may be further ones. */
export interface ListValue {
  readonly t: "list";
  readonly items: readonly Value[];
  /** Why there may be further items. */
  readonly open?: UnknownValue;
  /**
   * With `open`: how many of the first items stand at their very place; the further ones stand anywhere after those.
   * `known ++ unknown` has all of its items before it, `unknown ++ known` none.
   */
  readonly openAt?: number;
  /** With `open`: where it is known what the further items can be, all of them; absent = anything. */
  readonly maybe?: readonly Value[];
}

/** A map; keys are unique; structs have the key :__struct__. With `open` there may be further keys than those listed. */
export interface MapValue {
  readonly t: "map";
  readonly entries: readonly (readonly [Value, Value])[];
  readonly open?: UnknownValue;
  /** The map of all environment variables (`System.get_env()`): every key that is not listed is an unset variable. */
  readonly environment?: true;
}

/** Not knowable without running the project; taints only what is made of it. */
export interface UnknownValue {
  readonly t: "unknown";
  /** One clause for a person: "calls MyApp.Helper.version/0, which is not in this project". */
  readonly why: string;
  readonly place: Place;
  /** The code certainly raises (or throws, or halts) instead of giving a value, so a branch that comes to it is not the one taken. */
  readonly raises?: true;
  /** Where branches differ: what it can be, all of them. */
  readonly choices?: readonly Value[];
  readonly variables?: ReadonlySet<string>;
}

/** A function value; what is in it is the evaluator's own business. */
export interface Closure {
  readonly arity: number;
  /** What it is captured by, for people: "MyApp.Helper.run/1". */
  readonly name?: string;
  readonly call: (args: readonly Value[]) => Value;
}

/** The value of `quote do ... end`: code with what its unquotes came to. */
export interface Quoted {
  readonly node: Node;
  readonly file: string;
  /** Values of the `unquote(...)` nodes inside, by that node. */
  readonly unquotes: ReadonlyMap<Node, Value>;
  /** Where its names are looked up; the evaluator's own business. */
  readonly home?: object;
}
