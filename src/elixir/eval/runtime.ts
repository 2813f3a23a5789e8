import type { Place, Span } from "../../model/source.ts";
import type { Node } from "../parse/tree.ts";
import type { CallSite, EvalWorld } from "./api.ts";
import type { Frame, Source } from "./frame.ts";
import type { FunctionClause, ModuleState } from "./module-state.ts";
import type { UnknownValue, Value } from "./values/value.ts";
import type { Names } from "./values/variables.ts";

/** Under which conditions the code now runs. */
export interface Path {
  readonly certain: boolean;
  readonly variables: Names;
}

/** What evaluating a file gave. */
export interface Loaded {
  readonly value: Value;
  readonly modules: readonly ModuleState[];
  /** The variables of the file. */
  readonly bindings: ReadonlyMap<string, Value>;
  /** What certainly raised first, where reading went on nevertheless. */
  readonly raised?: UnknownValue | undefined;
}

export type Provided = (args: readonly Value[], site: CallSite) => Value;

/** A call of `module.name(args)` with values. */
export interface FunctionCall {
  readonly module: string;
  readonly name: string;
  readonly args: readonly Value[];
  /** The call in the source, and the frame it stands in. */
  readonly node: Node;
  readonly frame: Frame;
}

/** What every part of the evaluator needs of the others; made once by createEvaluator. */
export interface Runtime {
  readonly world: EvalWorld;
  readonly modules: Map<string, ModuleState>;
  /** Functions that the caller provides, by module, then by "name/arity". */
  readonly provided: Map<string, Map<string, Provided>>;
  /** Modules outside of the project, by full name: whether they are there. Of others it is not known. */
  readonly outside: Map<string, boolean>;
  /** What certainly raises in the body of a module or script, where reading went on nevertheless. */
  readonly passedOver: UnknownValue[];
  projectConfig: Value | undefined;
  applicationEnv: ((app: string, key: string) => Value | undefined) | undefined;
  path: Path;

  /** The value of a node. */
  eval(node: Node, frame: Frame): Value;
  /** The value of a block in bindings of its own. */
  evalInner(node: Node, frame: Frame): Value;
  unknown(why: string, node: { readonly span: Span }, frame: Frame): UnknownValue;
  raises(why: string, node: { readonly span: Span }, frame: Frame): UnknownValue;
  place(node: { readonly span: Span }, frame: Frame): Place;
  /** Calls a function value. */
  apply(fn: Value, args: readonly Value[], node: Node, frame: Frame): Value;
  /** Calls Mod.name(args) with values; loads the module where it is a file of the project. */
  callRemote(module: string, name: string, args: readonly Value[], node: Node, frame: Frame): Value;
  /** Calls what `name(args)` means at a place, with values. */
  callLocal(name: string, args: readonly Value[], node: Node, frame: Frame): Value;
  /** Runs with a further condition on the path. */
  under<T>(condition: { readonly certain?: boolean; readonly variables?: Names | undefined }, run: () => T): T;
  /**
   * Runs all of the ways that code may take, each from the same state of the module, and merges their values and states.
   * `because` says why it is not known which one.
   */
  branches(ways: readonly (() => Value)[], because: UnknownValue, frame: Frame): Value;
  /** A module of the project, loading its file where needed. */
  findModule(name: string): ModuleState | undefined;
  /** Evaluates a file of the project once; undefined where it is not there or lies outside of the limit. */
  loadFile(absolutePath: string): Loaded | undefined;
  /** A text as a script of its own; undefined where it does not parse. */
  script(text: string, source: Source): { readonly node: Node; readonly frame: Frame } | undefined;
  /** Runs a call of a function of the project within its share of the steps that are left. */
  shared<T>(run: () => T): T;
  /** Calls that are under way with an argument that is not known, innermost last. */
  readonly underWay: { readonly clauses: readonly FunctionClause[]; readonly args: readonly Value[] }[];
  /** Takes `count` steps of the budget; false once it is used up. */
  step(count: number): boolean;
}
