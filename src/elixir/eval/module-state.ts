import type { Place } from "../../model/source.ts";
import type { Clause, Node } from "../parse/tree.ts";
import type { ModuleInfo, UseEvent } from "./api.ts";
import type { Frame } from "./frame.ts";
import type { Value } from "./values/value.ts";

/** One `def name(args) when guard, do: body`, with where its names are looked up. */
export interface FunctionClause {
  readonly clause: Clause;
  /** Its scope holds the names (aliases, imports) of the place, no variables. */
  readonly home: Frame;
}

/** Clauses with one name and number of arguments, in order. */
export interface FunctionDef {
  readonly name: string;
  readonly arity: number;
  readonly macro: boolean;
  readonly private: boolean;
  readonly clauses: readonly FunctionClause[];
  /** Clauses that hold instead of `clauses` in branches that may also be the one taken. */
  readonly alternatives?: readonly (readonly FunctionClause[])[];
  /** Values for arguments that were left out: the function of more arguments that is called, with these at the end or between. */
  readonly defaults?: { readonly to: number; readonly fill: readonly (Node | undefined)[]; readonly home: Frame };
  /** `defdelegate`: the function that is called instead. */
  readonly delegate?: { readonly module: string; readonly name: string };
}

/** A module while it is defined and after. */
export interface ModuleState {
  readonly name: string;
  readonly place: Place;
  /** Absolute path of the file that defines it. */
  readonly file: string;
  /** By "name/arity". Replaced, never changed in place, so that branches can be told apart. */
  functions: ReadonlyMap<string, FunctionDef>;
  attributes: ReadonlyMap<string, Value>;
  /** Attributes registered with `accumulate: true`. */
  readonly accumulating: Set<string>;
  readonly uses: UseEvent[];
  /** `@before_compile` entries. */
  readonly beforeCompile: Value[];
  /** Fields of `defstruct` with their defaults; undefined where it defines no struct. */
  struct: Value | undefined;
  /** Why there may be functions that are not listed: a `use` or macro that was not expanded. */
  hidden: string | undefined;
  /** Whether its body was evaluated to the end. */
  done: boolean;
}

export function newModule(name: string, place: Place, file: string): ModuleState {
  return {
    name,
    place,
    file,
    functions: new Map(),
    attributes: new Map(),
    accumulating: new Set(),
    uses: [],
    beforeCompile: [],
    struct: undefined,
    hidden: undefined,
    done: false,
  };
}

export function setAttribute(module: ModuleState, name: string, value: Value): void {
  const old = module.attributes.get(name);
  const next: Value =
    module.accumulating.has(name) && old?.t === "list" ? { ...old, items: [value, ...old.items] } : value;
  module.attributes = new Map(module.attributes).set(name, next);
}

/** What the outside sees of a module. */
export function moduleInfo(state: ModuleState): ModuleInfo {
  return {
    name: state.name,
    place: state.place,
    uses: state.uses,
    attribute: (name) => state.attributes.get(name),
    defines: (name, arity) => state.functions.get(`${name}/${arity}`)?.macro === false,
  };
}
