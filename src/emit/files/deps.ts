import type { Binding, Expr, NixFile } from "../../nix/ast.ts";
import {
  bind,
  binary,
  call,
  fn,
  formals,
  id,
  inherit,
  joined,
  letIn,
  list,
  nil,
  path,
  select,
  selectOr,
  set,
  space,
  str,
  lines,
  strings,
} from "../../nix/build.ts";
import { type BuildPlan, everyPlan } from "../../plan/build-plan.ts";
import type { DependencyDerivation, NifWay } from "../../plan/dependency-derivation.ts";
import { isPrivate } from "../../plan/library-parts.ts";
import { builders } from "../builders.ts";
import { fetcherOf, needsFetchgit } from "../fetchers.ts";

/**
 * nix/deps.nix: one derivation for each dependency. Takes the arguments of mix2nix's file, so that it can stand in its
 * place: `import ./deps.nix { inherit lib beamPackages; }`.
 */
export function depsFile(plan: Pick<BuildPlan, "deps" | "natives" | "crates"> & Partial<BuildPlan>): NixFile {
  const natives = waysOf(plan);
  const others = otherEnvironments(plan);
  const all = everyPlan(plan).map((each) => ({ deps: each.deps, ways: waysOf(each) }));
  const some = (isSo: (dep: DependencyDerivation, ways: ReadonlyMap<string, NifWay>) => boolean): boolean =>
    all.some(({ deps, ways }) => deps.some((dep) => isSo(dep, ways)));
  const used = builders.filter((builder) => some((dep) => dep.builder === builder.name && !dep.sourceOnly));
  const batch = plan.deps.filter(({ together }) => together);
  // A file of its own needs no toolchain unless one of its crates asks for it.
  const toolchain = plan.crates.some((crate) => crate.toolchain !== null && crate.source.kind === "dependency");
  const usesNifs = some((dep, ways) => ways.has(dep.app) || takesConfig(dep, ways));
  const usesBeam = some(() => true);
  const usesHelpers = some((dep) => dep.together || dep.sourceOnly || dep.beside.length > 0 || isPrivate(dep.source));
  return {
    header: [],
    body: fn(
      formals(
        [
          ...(used.length > 0 || others.length > 0 ? ["lib"] : []),
          ...(usesBeam ? ["beamPackages"] : []),
          ...(usesNifs && toolchain ? [["rustToolchain", nil] as const] : []),
          ...(usesNifs
            ? [
                [
                  "nifs",
                  call(
                    select(id("beamPackages"), "callPackage"),
                    path("./nifs.nix"),
                    set([inherit("beamPackages", ...(toolchain ? ["rustToolchain"] : []))]),
                  ),
                ] as const,
              ]
            : []),
          ...(others.length > 0 ? [["env", str(plan.package?.mixEnv ?? "prod")] as const] : []),
          ["overrides", fn("_final", fn("_prev", set([])))] as const,
        ],
        // nix/package.nix gives all of them, whatever today's dependencies need.
        { open: used.length === 0 || !usesBeam || !usesNifs },
      ),
      letIn(
        [
          ...used.map((builder) =>
            bind(
              builder.function,
              call(
                select(id("lib"), "makeOverridable"),
                builder.name === "mix" ? buildMix : select(id("beamPackages"), builder.function),
              ),
              ...(builder.name === "mix" ? [consolidation] : []),
            ),
          ),
          ...(some((dep) => needsFetchgit(dep.source))
            ? [
                bind(
                  "fetchgit",
                  call(select(id("beamPackages"), "callPackage"), fn(formals(["fetchgit"]), id("fetchgit")), set([])),
                ),
              ]
            : []),
          ...(usesHelpers
            ? [
                bind(
                  "nif2nix",
                  call(select(id("beamPackages"), "callPackage"), path("./lib"), set([inherit("beamPackages")])),
                ),
              ]
            : []),
          space,
          ...(batch.length === 0
            ? [
                bind("self", binary("//", id("packages"), call(id("overrides"), id("self"), id("packages")))),
                space,
                bind("packages", joined("//", [packages(plan.deps, natives), ...others])),
              ]
            : withBatch(plan, others.length > 0)),
        ],
        id("self"),
      ),
    ),
  };
}

const ownSettings =
  "As in Mix, neither a dependency's own configuration nor the paths that it is told for itself count.";

/**
 * Mix.Tasks.Deps.Compile loads no configuration, and Mix.Project.deps_config puts the parent's in the place of these paths. Where
 * there is no mix.exs Mix says so in better words.
 */
const paths = "((build|config|deps)_path|lockfile)";
const withoutOwnSettings = `rm -f config/config.exs
if [ -e mix.exs ]; then
  sed -i -E \\
    -e 's/\\b${paths}:/unused_&/g' \\
    -e 's/\\{ *:${paths},/{:unused_\\1,/g' \\
    mix.exs
fi
`;

const consolidation =
  "Protocols are consolidated once, for the release: what a dependency consolidates is thrown away.";

/**
 * Each dependency would spend a quarter of its build on it. The attribute has had two names; builders that know neither hand it on to the
 * environment, where it says nothing.
 */
const buildMix = fn(
  "arguments",
  call(
    select(id("beamPackages"), "buildMix"),
    binary(
      "//",
      set([
        ...["compileFlags", "mixCompileFlags"].map((name) => bind(name, strings(["--no-protocol-consolidation"]))),
        bind("prePatch", lines(withoutOwnSettings), ownSettings),
      ]),
      id("arguments"),
    ),
  ),
);

/** By name the derivation of each. */
function packages(deps: readonly DependencyDerivation[], natives: ReadonlyMap<string, NifWay>): Expr {
  return byName(deps.map((dep) => ({ app: dep.app, made: derivation(dep, natives) })));
}

interface Made {
  readonly app: string;
  readonly made: Expr;
}

function byName(each: readonly Made[]): Expr {
  return set(each.flatMap(({ app, made }, index) => [...(index === 0 ? [] : [space]), bind([app], made)]));
}

/** How the NIFs of each dependency come to be. */
const waysOf = ({ natives }: Pick<BuildPlan, "natives">): ReadonlyMap<string, NifWay> =>
  new Map(natives.map((each) => [each.app, each.way]));

/**
 * What environments of checks have besides, or compile otherwise: they see other optional packages, or other configuration. Together
 * what the same environments have alike. What they share with the release is the release's, and compiled once.
 */
function otherEnvironments(plan: Parameters<typeof depsFile>[0]): readonly Expr[] {
  if (plan.checks == null) return [];
  const natives = waysOf(plan);
  // A derivation has its own name in it.
  const released = new Set(plan.deps.map((dep) => JSON.stringify(derivation(dep, natives))));
  const found = new Map<string, Made & { readonly environments: string[] }>();
  for (const { mixEnv, plan: other } of plan.checks.environments) {
    const ways = waysOf(other);
    for (const dep of other.deps) {
      const made = derivation(dep, ways);
      const written = JSON.stringify(made);
      if (released.has(written)) continue;
      const known = found.get(written);
      if (known === undefined) found.set(written, { app: dep.app, made, environments: [mixEnv] });
      else known.environments.push(mixEnv);
    }
  }
  const together = [...new Set([...found.values()].map(({ environments }) => environments.join(" ")))].toSorted();
  return together.map((names) => {
    const members = [...found.values()].filter(({ environments }) => environments.join(" ") === names);
    return call(
      select(id("lib"), "optionalAttrs"),
      call(select(id("builtins"), "elem"), id("env"), strings(names.split(" "))),
      byName(members),
    );
  });
}

/**
 * `self` where one derivation compiles most; each environment has one of its own, and those of checks all that they need.
 * @param differ whether environments of checks have other dependencies than the release.
 */
function withBatch(plan: Parameters<typeof depsFile>[0], differ: boolean): readonly Binding[] {
  const [self, ...parts] = batchOf(plan);
  const environments = differ ? (plan.checks?.environments ?? []) : [];
  const others = environments.map(({ mixEnv, plan: other }) => {
    const [made, ...own] = batchOf(other);
    return bind([mixEnv], letIn(own, made));
  });
  const chosen: Expr = others.length === 0 ? self : selectOr(set(others), [id("env")], self);
  return [bind("self", chosen), ...parts.flatMap((part) => [space, part])];
}

/** The derivations, and `together` and `apart` of which they are. */
function batchOf(plan: Pick<BuildPlan, "deps" | "natives">): readonly [Expr, Binding, Binding] {
  const { deps } = plan;
  const natives = waysOf(plan);
  const batch = deps.filter(({ together }) => together);
  const configured = batch.filter((dep) => takesConfig(dep, natives));
  const reads = configured.some((dep) => dep.reads === null)
    ? null
    : [...new Set(configured.flatMap((dep) => dep.reads ?? []))].sort();
  const config = configured.length === 0 ? [] : [bind("appConfigPath", configOf(id("nifs"), reads))];
  return [
    call(
      select(id("nif2nix"), "dependenciesTogether"),
      set([inherit("apart", "buildMix", "overrides", "together"), ...config]),
    ),
    bind(
      "together",
      byName(
        batch.map((dep) => ({
          app: dep.app,
          made: set([...ownArguments(dep, natives), bind("beamDeps", strings(dep.requires))]),
        })),
      ),
      "Compiled in one derivation.",
    ),
    bind(
      "apart",
      packages(
        deps.filter(({ together }) => !together),
        natives,
      ),
    ),
  ];
}

/** The configuration that a dependency is compiled with. */
function configOf(nifs: Expr, reads: readonly string[] | null): Expr {
  return reads === null ? select(nifs, "config") : call(select(nifs, "configOf"), strings(reads));
}

/** Whether the project's configuration is given to its builder; for some NIFs it comes with what these need. */
function takesConfig(dep: DependencyDerivation, natives: ReadonlyMap<string, NifWay>): boolean {
  const hasConfig = ["rustler", "force"].includes(natives.get(dep.app) ?? "none");
  return dep.configured && !hasConfig && dep.builder === "mix" && !dep.sourceOnly;
}

/** What every builder is told of a dependency, and its configuration where it takes one. */
const ownArguments = (dep: DependencyDerivation, natives: ReadonlyMap<string, NifWay>): readonly Binding[] => [
  bind("version", str(dep.version)),
  bind("src", fetcherOf(dep.source)),
  ...(takesConfig(dep, natives) ? [bind("appConfigPath", configOf(id("nifs"), dep.reads))] : []),
];

/** By name what lies beside a dependency's sources. */
const beside = (dep: DependencyDerivation): Expr =>
  set(
    dep.beside.map(({ name, source }) =>
      bind([name], source === null ? str(select(id("self"), name), "/src") : fetcherOf(source)),
    ),
  );

function derivation(dep: DependencyDerivation, natives: ReadonlyMap<string, NifWay>): Expr {
  const native = natives.has(dep.app);
  const common: readonly Binding[] = [bind("name", str(dep.app)), ...ownArguments(dep, natives)];
  if (dep.sourceOnly) return call(select(id("nif2nix"), "placeSource"), set(common));
  const builder = builders.find((each) => each.name === dep.builder) ?? builders[0];
  const own = set([
    ...common,
    bind("beamDeps", list(dep.requires.map((required) => select(id("self"), required)))),
    ...(dep.beside.length === 0 ? [] : [bind("postUnpack", call(select(id("nif2nix"), "layBeside"), beside(dep)))]),
  ]);
  // What the NIFs of this dependency need: nix/nifs.nix.
  const attributes = native ? binary("//", select(id("nifs"), "dependencies", dep.app, "attributes"), own) : own;
  return call(id(builder.function), attributes);
}
