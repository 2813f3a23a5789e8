import { relativePath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import type { Node } from "../parse/tree.ts";
import type { EvalWorld, Evaluator } from "./api.ts";
import { maximumDepth, maximumNesting, maximumWeight, sharedDepth } from "./bounds.ts";
import { runBranches } from "./branches.ts";
import { isInside } from "./builtins/readable-files.ts";
import { callLocal, callRemote } from "./call.ts";
import { evalNode } from "./eval-node.ts";
import { inner, type Frame, type Source } from "./frame.ts";
import { callFunction } from "./function.ts";
import { moduleInfo, type ModuleState } from "./module-state.ts";
import type { Loaded, Provided, Runtime } from "./runtime.ts";
import { Scope } from "./scope.ts";
import { facts } from "./values/facts.ts";
import { derived, nil, raised, unknownValue } from "./values/make.ts";
import { brief } from "./values/show.ts";
import type { UnknownValue, Value } from "./values/value.ts";
import { noNames, taint, union } from "./values/variables.ts";

/**
 * Makes an evaluator that sees nothing but `world`. It never throws for what the code does: that gives values that
 * are not known, with the reason and its place.
 */
export function createEvaluator(world: EvalWorld): Evaluator {
  const files = new Map<string, Loaded | undefined>();
  const missing = new Set<string>();
  const finders: ((module: string) => string | undefined)[] = [];
  let steps = world.maxSteps;
  let depth = 0;
  let calls = 0;

  const rt: Runtime = {
    world,
    modules: new Map(),
    provided: new Map(),
    outside: new Map(),
    passedOver: [],
    projectConfig: undefined,
    applicationEnv: undefined,
    path: { certain: true, variables: noNames },
    eval(node, frame) {
      const refused = enter(node, frame);
      if (refused !== undefined) return refused;
      try {
        return checked(evalNode(rt, node, frame), node, frame);
      } catch (error) {
        return tooDeep(error, node, frame);
      } finally {
        depth--;
      }
    },
    evalInner: (node, frame) => rt.eval(node, inner(frame)),
    unknown: (why, node, frame) => unknownValue(why, rt.place(node, frame)),
    raises: (why, node, frame) => raised(why, rt.place(node, frame)),
    place: (node, frame) => frame.source.file.place(node.span.start),
    apply(fn, args, node, frame) {
      if (fn.t === "unknown") return derived(fn);
      if (fn.t !== "fn") return rt.raises(`raises: calls ${brief(fn)} as a function`, node, frame);
      if (fn.fn.arity !== args.length)
        return rt.raises(`raises: calls a function of ${fn.fn.arity} with ${args.length}`, node, frame);
      return taint(
        bounded(node, frame, () => fn.fn.call(args)),
        fn.variables,
      );
    },
    callRemote: (module, name, args, node, frame) =>
      bounded(node, frame, () => callRemote(rt, { module, name, args, node, frame })),
    callLocal: (name, args, node, frame) => bounded(node, frame, () => callLocal(rt, name, args, node, frame)),
    under({ certain, variables }, run) {
      const before = rt.path;
      rt.path = { certain: before.certain && certain !== false, variables: union(before.variables, variables) };
      try {
        return run();
      } finally {
        rt.path = before;
      }
    },
    branches: (ways, because, frame) => runBranches(rt, ways, because, frame),
    findModule,
    loadFile,
    script(text, source) {
      const file = new SourceFile(source.file.path, text);
      const { root, errors } = world.parse(file);
      return errors.length > 0 ? undefined : { node: root, frame: scriptFrame({ file, path: source.path }) };
    },
    underWay: [],
    shared(run) {
      const reserve = calls < sharedDepth ? Math.floor(steps / 2) : 0;
      calls++;
      steps -= reserve;
      try {
        return run();
      } finally {
        steps += reserve;
        calls--;
      }
    },
    step(count) {
      steps -= count;
      return steps > 0;
    },
  };

  /** Takes a step; gives the value instead of going on where there are none left, or too many one inside another. */
  function enter(node: Node, frame: Frame): UnknownValue | undefined {
    if (--steps <= 0) return tooMuch(node, frame);
    if (depth >= maximumDepth) return rt.unknown("recurses too deep", node, frame);
    depth++;
    return undefined;
  }

  /** A value of a size that others can go over. */
  function checked(value: Value, node: Node, frame: Frame): Value {
    if (value.t !== "list" && value.t !== "tuple" && value.t !== "map" && value.t !== "str") return value;
    const { weight, depth: nesting } = facts(value);
    const large = weight > maximumWeight || nesting > maximumNesting;
    return large ? rt.unknown("makes a very large value", node, frame) : value;
  }

  /** How much of our own stack a step takes is not for us to know: where it ends, so does the code. */
  function tooDeep(error: unknown, node: Node, frame: Frame): Value {
    if (error instanceof RangeError && error.message.includes("call stack")) {
      return rt.unknown("recurses too deep", node, frame);
    }
    throw error;
  }

  function bounded(node: Node, frame: Frame, run: () => Value): Value {
    const refused = enter(node, frame);
    if (refused !== undefined) return refused;
    try {
      return checked(run(), node, frame);
    } finally {
      depth--;
    }
  }

  const tooMuch = (node: Node, frame: Frame): UnknownValue =>
    rt.unknown(`needs more than ${world.maxSteps} steps`, node, frame);

  function scriptFrame(source: Source): Frame {
    return {
      source,
      scope: Scope.empty(),
      module: undefined,
      fn: undefined,
      attributes: undefined,
      unquotes: undefined,
      expansion: undefined,
    };
  }

  function findModule(name: string): ModuleState | undefined {
    const known = rt.modules.get(name);
    if (known !== undefined || missing.has(name)) return known;
    missing.add(name);
    for (const find of finders) {
      const path = find(name);
      if (path !== undefined) loadFile(path);
      const found = rt.modules.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function loadFile(path: string): Loaded | undefined {
    if (files.has(path)) return files.get(path);
    // Two files that load each other: the second sees what the first has defined so far.
    files.set(path, { value: nil, modules: [], bindings: new Map() });
    const loaded = evaluate(path);
    files.set(path, loaded);
    return loaded;
  }

  function evaluate(path: string): Loaded | undefined {
    const text = isInside(world, path) && !world.fs.isDirectory(path) ? world.fs.readText(path) : undefined;
    if (text === undefined) return undefined;
    const file = new SourceFile(shownPath(path), text);
    const frame = scriptFrame({ file, path });
    const before = rt.path;
    // A file means the same wherever it is first asked for.
    rt.path = { certain: true, variables: noNames };
    const earlier = rt.passedOver.length;
    const value = rt.eval(world.parse(file).root, frame);
    rt.path = before;
    const [raised] = rt.passedOver.slice(earlier);
    const modules = [...rt.modules.values()].filter((module) => module.file === path);
    return { value, modules, bindings: frame.scope.variables(), raised };
  }

  /** `../` where a file of the same repository lies outside. */
  function shownPath(path: string): string {
    return relativePath(world.project, path);
  }

  /** Runs something asked from outside, with a budget of its own. */
  function fresh<T>(run: () => T): T {
    steps = world.maxSteps;
    depth = 0;
    calls = 0;
    return run();
  }

  return {
    evalFile(path) {
      const loaded = fresh(() => loadFile(path));
      return loaded === undefined
        ? undefined
        : { value: loaded.value, modules: loaded.modules.map(moduleInfo), raised: loaded.raised };
    },
    module(name) {
      const state = fresh(() => findModule(name));
      return state === undefined ? undefined : moduleInfo(state);
    },
    call(module, name, args) {
      const state = fresh(() => findModule(module));
      const def = state?.functions.get(`${name}/${args.length}`);
      const place = state?.place ?? { file: ".", line: 1, column: 1 };
      if (state === undefined || def === undefined || def.macro) {
        return unknownValue(`calls ${name}/${args.length}, which is not defined`, place);
      }
      const home = def.clauses[0]?.home ?? def.defaults?.home;
      const node: Node = def.clauses[0]?.clause.body ?? { kind: "atom", value: "nil", span: { start: 0, end: 0 } };
      const frame = home ?? scriptFrame({ file: new SourceFile(place.file, ""), path: state.file });
      return fresh(() => callFunction(rt, def, { args, node, frame }));
    },
    onMissingModule(find) {
      finders.push(find);
      missing.clear();
    },
    setProjectConfig(config) {
      rt.projectConfig = config;
    },
    setApplicationEnv(lookup) {
      rt.applicationEnv = lookup;
    },
    sayOutside(module, there) {
      rt.outside.set(module, there);
    },
    provide(module, name, arity, run: Provided) {
      const functions = rt.provided.get(module) ?? new Map<string, Provided>();
      rt.provided.set(module, functions.set(`${name}/${arity}`, run));
    },
  };
}
