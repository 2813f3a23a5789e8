import type { Evaluator } from "../../elixir/eval/api.ts";
import { list, nil, str } from "../../elixir/eval/values/make.ts";
import type { NifContext } from "./nif-context.ts";
import { availableNifVersions, defaultNifVersions, defaultTargets } from "./precompiled-versions.ts";
import { lockedVersion } from "./rustler-versions.ts";

/** What projects call of Rustler and RustlerPrecompiled while they compile, answered for the locked versions. */
export function provideRustler(context: NifContext, evaluator: Evaluator): void {
  for (const [app, module] of [
    ["rustler", "Elixir.Rustler"],
    ["rustler_precompiled", "Elixir.RustlerPrecompiled"],
  ] as const) {
    const there = context.hasDependency(app);
    if (there !== undefined) evaluator.sayOutside(module, there);
  }
  const precompiled = lockedVersion(context.lock, "rustler_precompiled");
  const lists = {
    default_targets: defaultTargets(precompiled),
    default_nif_versions: defaultNifVersions(precompiled),
    available_nif_versions: availableNifVersions(precompiled),
  };
  for (const [name, values] of Object.entries(lists)) {
    evaluator.provide("Elixir.RustlerPrecompiled.Config", name, 0, () => list(values.map(str)));
  }
  // compile_crate/2 until 0.29, compile_crate/3 since: some modules call it before their own `use Rustler`.
  for (const arity of [2, 3]) {
    evaluator.provide("Elixir.Rustler.Compiler", "compile_crate", arity, (_args, site) => {
      context.diagnostics.report("compile-crate-called", site.place);
      return nil;
    });
  }
}
