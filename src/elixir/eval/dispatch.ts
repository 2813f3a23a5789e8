import { SourceFile } from "../../model/source.ts";
import type { Node } from "../parse/tree.ts";
import type { EvalWorld } from "./api.ts";
import { maximumNesting, maximumWeight } from "./bounds.ts";
import { runBranches } from "./branches.ts";
import type { Budget } from "./budget.ts";
import { callLocal, callRemote } from "./call.ts";
import { evalNode } from "./eval-node.ts";
import { inner, type Frame } from "./frame.ts";
import { type Loader, scriptFrame } from "./loader.ts";
import type { Runtime } from "./runtime.ts";
import { facts } from "./values/facts.ts";
import { derived, raised, unknownValue } from "./values/make.ts";
import { brief } from "./values/show.ts";
import type { UnknownValue, Value } from "./values/value.ts";
import { noNames, taint, union } from "./values/variables.ts";

/** Joins the parts of the evaluator: every evaluation and call goes through here, within the budget. */
export function createRuntime(world: EvalWorld, budget: Budget, loader: Loader): Runtime {
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
        budget.leave();
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
    findModule: (name) => loader.findModule(name),
    loadFile: (path) => loader.loadFile(path),
    script(text, source) {
      const file = new SourceFile(source.file.path, text);
      const { root, errors } = world.parse(file);
      return errors.length > 0 ? undefined : { node: root, frame: scriptFrame({ file, path: source.path }) };
    },
    underWay: [],
    shared: (run) => budget.shared(run),
    step: (count) => budget.step(count),
  };

  /** The value instead of going on, where the budget refuses. */
  function enter(node: Node, frame: Frame): UnknownValue | undefined {
    const refusal = budget.enter();
    if (refusal === undefined) return undefined;
    const why = refusal === "too deep" ? "recurses too deep" : `needs more than ${world.maxSteps} steps`;
    return rt.unknown(why, node, frame);
  }

  /** A value of a size that others can go over. */
  function checked(value: Value, node: Node, frame: Frame): Value {
    if (value.t !== "list" && value.t !== "tuple" && value.t !== "map" && value.t !== "str") return value;
    const { weight, depth } = facts(value);
    const large = weight > maximumWeight || depth > maximumNesting;
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
      budget.leave();
    }
  }

  return rt;
}
