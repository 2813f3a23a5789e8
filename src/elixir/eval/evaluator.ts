import { SourceFile } from "../../model/source.ts";
import type { Node } from "../parse/tree.ts";
import type { EvalWorld, Evaluator } from "./api.ts";
import { Budget } from "./budget.ts";
import { createRuntime } from "./dispatch.ts";
import { callFunction } from "./function.ts";
import { Loader, scriptFrame } from "./loader.ts";
import { moduleInfo } from "./module-state.ts";
import type { Provided, Runtime } from "./runtime.ts";
import { unknownValue } from "./values/make.ts";

/**
 * Makes an evaluator that sees nothing but `world`. It never throws for what the code does: that gives values that
 * are not known, with the reason and its place.
 */
export function createEvaluator(world: EvalWorld): Evaluator {
  const budget = new Budget(world.maxSteps, world.spend);
  const loader = new Loader(() => rt);
  const rt: Runtime = createRuntime(world, budget, loader);

  return {
    evalFile(path) {
      const loaded = budget.fresh(path, () => loader.loadFile(path));
      return loaded === undefined
        ? undefined
        : { value: loaded.value, modules: loaded.modules.map(moduleInfo), raised: loaded.raised };
    },
    module(name) {
      const state = budget.fresh(world.project, () => loader.findModule(name));
      return state === undefined ? undefined : moduleInfo(state);
    },
    call(module, name, args) {
      const state = budget.fresh(world.project, () => loader.findModule(module));
      const def = state?.functions.get(`${name}/${args.length}`);
      const place = state?.place ?? { file: ".", line: 1, column: 1 };
      if (state === undefined || def === undefined || def.macro) {
        return unknownValue(`calls ${name}/${args.length}, which is not defined`, place);
      }
      const home = def.clauses[0]?.home ?? def.defaults?.home;
      const node: Node = def.clauses[0]?.clause.body ?? { kind: "atom", value: "nil", span: { start: 0, end: 0 } };
      const frame = home ?? scriptFrame({ file: new SourceFile(place.file, ""), path: state.file });
      return budget.fresh(state.file, () => callFunction(rt, def, { args, node, frame }));
    },
    onMissingModule(find) {
      loader.addFinder(find);
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
