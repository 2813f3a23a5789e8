import { isInside, joinPath } from "../../model/paths.ts";
import type { Binding, Expr } from "../../nix/ast.ts";
import { binary, bind, bool, call, fn, id, inherit, path, select, set, space, str, strings } from "../../nix/build.ts";
import type { BuildPlan, CheckEnvironment, ChecksPlan, MixCheck, ReleasePlan } from "../../plan/build-plan.ts";
import type { CrateDerivation } from "../../plan/crate-derivation.ts";
import { mixTasks } from "../../plan/plan-checks.ts";
import { unless } from "../inputs.ts";
import { toolchainExpression } from "../toolchain-expression.ts";
import { cargoPlace, featureBindings } from "./crates.ts";
import { modulesIn } from "./environments.ts";
import { nifAttributes, ownCrates } from "./releases.ts";

/** `checks` of nix/nifs.nix: from the function that makes a release to what is checked beside whether that can start. */
export function checkBindings(plan: BuildPlan): readonly Binding[] {
  const { checks } = plan;
  if (checks === null) return [];
  const own = ownCrates(plan);
  const each = [
    ...checks.mix.map((check) => bind([check.name], mixCheck(check, plan, checks))),
    ...checks.cargo.flatMap((name) => own.map((crate) => bind([`${name}-${crate.attr}`], cargoCheck(name, crate)))),
  ];
  const build = checks.mix.length === 0 ? "_" : "build";
  return [space, bind("checks", fn(build, set(each)), "`build` makes a release of what it is given.")];
}

function mixCheck({ name, mixEnv }: MixCheck, plan: BuildPlan, checks: ChecksPlan): Expr {
  const { task, compiles } = mixTasks[name];
  const environment = checks.environments.find((each) => each.mixEnv === mixEnv);
  const beside = besideOf(environment?.plan ?? plan);
  const other = environment === undefined ? [] : otherNifs(environment, plan);
  const { pname } = plan.package.releases[0] as ReleasePlan;
  return call(
    select(id("nif2nix"), "mixCheck"),
    set([
      inherit("build", ...(other.length === 0 ? ["whole"] : [])),
      ...unless(other.length === 0, bind("whole", binary("//", id("whole"), set(other)))),
      bind("release", select(id("releases"), pname)),
      bind("name", str(name)),
      bind("env", str(mixEnv)),
      bind("task", str(task)),
      ...unless(compiles, bind("compiles", bool(false))),
      ...unless(beside.length === 0, bind("beside", strings(beside))),
      ...unless(name !== "dialyzer", bind("tables", strings([...checks.plt.sources, ...checks.plt.projects]))),
    ]),
  );
}

/** What lies outside of the project's folder and is read. */
function besideOf({ package: { directory, projects, sources, lockFile } }: BuildPlan): readonly string[] {
  const lock = lockFile === null ? [] : [joinPath(directory, lockFile)];
  return [...new Set([...projects, ...sources, ...lock])].filter((path) => !isInside(directory, path)).toSorted();
}

/** What of a project is otherwise in an environment, since that has other NIF modules than the release. */
function otherNifs({ mixEnv, plan: other, added }: CheckEnvironment, plan: BuildPlan): readonly Binding[] {
  const own = added.length === 0 ? id("modules") : select(id("environments"), mixEnv, "allModules");
  const isSame = JSON.stringify(other.natives) === JSON.stringify(plan.natives);
  const every = modulesIn(other, own, isSame ? id("dependencies") : select(id("environments"), mixEnv, "dependencies"));
  const known = nifAttributes(plan, id("modules"), modulesIn(plan)).map((binding) => JSON.stringify(binding));
  return nifAttributes(other, own, every).filter((binding) => !known.includes(JSON.stringify(binding)));
}

function cargoCheck(name: "cargo-test" | "clippy", crate: CrateDerivation): Expr {
  const { source } = crate;
  return call(
    select(id("nif2nix"), name === "clippy" ? "clippy" : "cargoTest"),
    set([
      bind("crate", select(id("crates"), crate.attr)),
      ...(source.kind === "local"
        ? [bind("root", path(source.rootFromNix)), bind("sources", strings(source.files))]
        : []),
      ...cargoPlace(crate),
      ...featureBindings(crate),
      ...(crate.toolchain === null || name !== "clippy"
        ? []
        : [
            bind(
              "rust",
              call(
                select(id("nif2nix"), "toolchainFor"),
                str(crate.pname),
                toolchainExpression({
                  ...crate.toolchain,
                  components: [...new Set([...(crate.toolchain.components ?? []), "clippy"])],
                }),
              ),
            ),
          ]),
    ]),
  );
}
