import type { Place } from "../../model/source.ts";
import type { Node } from "../elixir/tree.ts";

/**
 * What an Elixir expression comes to, as far as it can be known. Every value may carry the names of environment
 * variables that it was made from (`env`): the value is the one that holds with those variables unset.
 */
export type Value = (
  | { readonly t: "atom"; readonly v: string } // modules have their full name: "Elixir.Foo.Bar"
  | { readonly t: "int"; readonly v: bigint }
  | { readonly t: "float"; readonly v: number }
  | { readonly t: "str"; readonly v: string }
  | { readonly t: "list"; readonly items: readonly Value[] }
  | { readonly t: "tuple"; readonly items: readonly Value[] }
  | { readonly t: "map"; readonly entries: readonly (readonly [Value, Value])[] } // keys are unique; structs have :__struct__
  | { readonly t: "fn"; readonly fn: Closure }
  | { readonly t: "quoted"; readonly quoted: Quoted }
  | UnknownValue
) & { readonly env?: ReadonlySet<string> };

/** Not knowable without running the project; taints only what is made of it. */
export interface UnknownValue {
  readonly t: "unknown";
  /** One clause for a person: "calls MyApp.Helper.version/0, which is not in this project". */
  readonly why: string;
  readonly place: Place;
  readonly env?: ReadonlySet<string>;
  /**
   * For a list of which only a part is known (`[a: 1] ++ unknown()`): `prefix` are the items it surely begins with,
   * `others` items that are surely in it further on, in order. Whoever does not look at this sees plain Unknown.
   */
  readonly partial?: { readonly prefix: readonly Value[]; readonly others: readonly Value[] };
}

/** A function value; what is in it is the evaluator's own business. */
export interface Closure {
  readonly arity: number;
  readonly call: (args: readonly Value[]) => Value;
}

/** The value of `quote do ... end`: code with what its unquotes came to. */
export interface Quoted {
  readonly node: Node;
  readonly file: string;
  /** Values of the `unquote(...)` nodes inside, by that node. */
  readonly unquotes: ReadonlyMap<Node, Value>;
}
