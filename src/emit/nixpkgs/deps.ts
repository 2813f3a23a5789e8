import type { Binding, Expr, NixFile } from "../../nix/ast.ts";
import { binary, bind, call, fn, formals, id, inherit, letIn, list, select, set, space, str } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import type { DependencyDerivation } from "../../plan/dependency-derivation.ts";
import { builders } from "../builders.ts";
import { fetcherOf, needsFetchgit } from "../fetchers.ts";

/** deps.nix of a package of nixpkgs: a derivation for each dependency, in the form of mix2nix's file. */
export function nixpkgsDepsFile({ deps }: Pick<BuildPlan, "deps">, withConfig: ReadonlySet<string>): NixFile {
  const used = builders.filter(({ name }) => deps.some((dep) => dep.builder === name && !dep.sourceOnly));
  const functions = [...new Set(used.map((builder) => builder.function))];
  return {
    header: [],
    body: fn(
      formals([
        "lib",
        "beamPackages",
        ...usedByDeps({ deps }),
        ...(withConfig.size > 0 ? ["appConfigPath"] : []),
        ["overrides", fn("_final", fn("_prev", set([])))] as const,
      ]),
      letIn(
        [
          ...functions.map((name) =>
            bind(name, call(select(id("lib"), "makeOverridable"), select(id("beamPackages"), name))),
          ),
          space,
          bind("self", binary("//", id("packages"), call(id("overrides"), id("self"), id("packages")))),
          space,
          bind(
            "packages",
            set(
              deps.flatMap((dep, index) => [
                ...(index === 0 ? [] : [space]),
                bind([dep.app], derivation(dep, withConfig)),
              ]),
            ),
          ),
        ],
        id("self"),
      ),
    ),
  };
}

/** Attributes of nixpkgs that it takes besides `lib` and the set of the BEAM. */
export function usedByDeps({ deps }: Pick<BuildPlan, "deps">): readonly string[] {
  return [
    ...(deps.some(({ sourceOnly }) => sourceOnly) ? ["runCommand"] : []),
    ...(deps.some(({ source }) => needsFetchgit(source)) ? ["fetchgit"] : []),
  ];
}

function derivation(dep: DependencyDerivation, withConfig: ReadonlySet<string>): Expr {
  if (dep.sourceOnly) {
    const place = str('mkdir -p "$out"\nln -s ', fetcherOf(dep.source), ' "$out/src"\n');
    return call(id("runCommand"), str(`${dep.app}-${dep.version}`), set([]), place);
  }
  const builder = builders.find((each) => each.name === dep.builder) ?? builders[0];
  const own: readonly Binding[] = [
    bind("name", str(dep.app)),
    bind("version", str(dep.version)),
    bind("src", fetcherOf(dep.source)),
    ...(withConfig.has(dep.app) ? [inherit("appConfigPath")] : []),
    bind("beamDeps", list(dep.requires.map((required) => select(id("self"), required)))),
  ];
  return call(id(builder.function), set(own));
}
