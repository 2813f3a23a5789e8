import { isInside, joinPath } from "../../model/paths.ts";
import type { Binding, Expr } from "../../nix/ast.ts";
import { binary, bind, bool, call, fn, id, inherit, path, select, set, space, str, strings } from "../../nix/build.ts";
import type { BuildPlan, ChecksPlan, CrateDerivation, MixCheck, ReleasePlan } from "../../plan/build-plan.ts";
import { callsPart } from "../../plan/library-parts.ts";
import { mixTasks } from "../../plan/plan-checks.ts";
import { unless } from "../inputs.ts";
import { toolchainExpression } from "../toolchain-expression.ts";

/** `checks` of nix/nifs.nix: from the function that makes a release to what is checked beside whether that can start. */
export function checkBindings(plan: BuildPlan): readonly Binding[] {
  const { checks } = plan;
  if (checks === null) return [];
  const own = plan.crates.filter(({ attr }) => plan.nifs.some(({ crate }) => crate === attr));
  const each = [
    ...checks.mix.map((check) => bind([check.name], mixCheck(check, plan, checks))),
    ...checks.cargo.flatMap((name) => own.map((crate) => bind([`${name}-${crate.attr}`], cargoCheck(name, crate)))),
  ];
  const build = checks.mix.length === 0 ? "_" : "build";
  return [space, bind("checks", fn(build, set(each)), "`build` makes a release of what it is given.")];
}

function mixCheck({ name, env }: MixCheck, plan: BuildPlan, checks: ChecksPlan): Expr {
  const { task, compiles } = mixTasks[name];
  const other = checks.environments.find((each) => each.env === env)?.plan ?? plan;
  const beside = besideOf(other);
  const { pname } = plan.package.releases[0] as ReleasePlan;
  return call(
    select(id("nif2nix"), "mixCheck"),
    set([
      inherit("build", ...(differs(other, plan) ? [] : ["project"])),
      ...unless(
        !differs(other, plan),
        bind("project", binary("//", id("project"), set([bind("config", configIn(env))]))),
      ),
      bind("release", select(id("releases"), pname)),
      bind("name", str(name)),
      bind("env", str(env)),
      bind("task", str(task)),
      ...unless(compiles, bind("compiles", bool(false))),
      ...unless(beside.length === 0, bind("beside", strings(beside))),
      ...unless(name !== "dialyzer", bind("tables", tables(checks))),
    ]),
  );
}

/** What lies outside of the project's folder and is read. */
function besideOf({ package: { directory, projects, sources, lockFile } }: BuildPlan): readonly string[] {
  const lock = lockFile === null ? [] : [joinPath(directory, lockFile)];
  return [...new Set([...projects, ...sources, ...lock])].filter((path) => !isInside(directory, path)).toSorted();
}

/** Whether an environment has other dependencies with NIFs than the release. */
const differs = (other: BuildPlan, plan: BuildPlan): boolean =>
  callsPart(other, "rustler") && JSON.stringify(other.natives) !== JSON.stringify(plan.natives);

function configIn(env: string): Expr {
  const inherited = call(select(id("nif2nix"), "modulesOf"), select(id("environments"), env, "dependencies"));
  return call(select(id("nif2nix"), "nifConfig"), binary("++", id("modules"), inherited));
}

/** What dialyzer knows of the dependencies, made once for all edits of the project's code. */
function tables({ plt: { projects, sources } }: ChecksPlan): Expr {
  return set([bind("projects", strings(projects)), bind("sources", strings(sources))]);
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
      // crane is in the workspace's folder already.
      ...unless(crate.workspace === "." || crate.builder === "crane", bind("folder", str(crate.workspace))),
      ...unless(crate.manifest === "Cargo.toml", bind("manifest", str(crate.manifest))),
      ...unless(
        crate.configs.length === 0 || crate.builder === "rustPlatform",
        bind("configs", strings(crate.configs)),
      ),
      ...unless(crate.features.length === 0, bind("features", strings(crate.features))),
      ...unless(crate.defaultFeatures, bind("defaultFeatures", bool(false))),
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
