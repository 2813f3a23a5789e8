import type { Value } from "../../elixir/eval/values/value.ts";
import { variablesOf } from "../../elixir/eval/values/variables.ts";
import { keywordGet } from "../mix/keyword-get.ts";

/** The options of a NIF module from several places, with the environment variables that what was looked up depends on. */
export interface Options {
  /** The value of an option; undefined = surely not set anywhere. */
  get(key: string): Value | undefined;
  /** The same options below others, of which nothing was set yet. */
  over(lower: Value | undefined): Options;
  readonly variables: Set<string>;
}

/** Keyword lists, the strongest first, as `Keyword.merge` puts the stronger one over the weaker. */
export function options(layers: readonly (Value | undefined)[], variables: Set<string> = new Set()): Options {
  return {
    variables,
    get(key) {
      for (const layer of layers) {
        if (layer === undefined) continue;
        for (const name of layer.variables ?? []) variables.add(name);
        const value = keywordGet(layer, key);
        if (value === undefined) continue;
        for (const name of variablesOf(value)) variables.add(name);
        return value;
      }
      return undefined;
    },
    over: (lower) => options([...layers, lower], variables),
  };
}
