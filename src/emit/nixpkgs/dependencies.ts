import type { Binding, Expr } from "../../nix/ast.ts";
import { bind, bool, call, fn, id, letIn, lines, list, select, set } from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";
import type { DependencyModule, DependencyNifs } from "../../plan/dependency-derivation.ts";
import type { UpstreamPlan } from "../../plan/upstream.ts";
import { unless } from "../inputs.ts";
import { cratesSet } from "./crates.ts";
import { environmentOf, inputsOf, withoutHooks } from "./inputs.ts";
import type { PackageArguments } from "./names.ts";
import { forceLines, moduleLines, placeLibrary, precompiledCache, repack, type Shell } from "./shell.ts";

/** `overrides` of deps.nix: what dependencies with native parts are built with; null where none has such. */
export function overridesExpression(
  plan: BuildPlan,
  upstream: UpstreamPlan,
  pname: string,
  args: PackageArguments,
): Expr | null {
  const overridden = plan.natives.flatMap((natives) => {
    const attributes = attributesOf(natives, plan, args);
    return attributes.length === 0
      ? []
      : [bind([natives.app], call(select(id("prev"), natives.app, "override"), set(attributes)))];
  });
  if (overridden.length === 0) return null;
  const crates = plan.crates.filter(({ source }) => source.kind === "dependency");
  const body = set(overridden);
  const bound = bind("crates", cratesSet(crates, plan, upstream, pname, args));
  return fn("_final", fn("prev", crates.length === 0 ? body : letIn([bound], body)));
}

/** Lines of configuration for libraries of dependencies. Elixir compares at boot what they were compiled with and what the release has. */
export const dependencyLines = ({ natives }: Pick<BuildPlan, "natives">): readonly string[] =>
  moduleLines(natives.flatMap(({ modules }) => modules));

/** Those that elixir_make reads; the release compiles nothing by it. */
export const makeLines = ({ natives }: Pick<BuildPlan, "natives">): readonly string[] =>
  forceLines(natives.flatMap(({ make }) => (make?.way === "source" ? [make.app] : [])));

/** Dependencies whose build is given the project's configuration. */
export function configuredApps({ deps, natives }: Pick<BuildPlan, "deps" | "natives">): ReadonlySet<string> {
  const needing = natives.filter(
    ({ modules, make }) => make?.way === "source" || modules.some(({ configApp }) => configApp !== null),
  );
  const own = deps.filter(({ configured, builder, sourceOnly }) => configured && builder === "mix" && !sourceOnly);
  return new Set([...needing, ...own].map(({ app }) => app));
}

/** As findInterpreters of library/from-sources.nix. */
const findInterpreters = (files: string): string =>
  `patchShebangs --build ${files}
sed -i -E 's,^([[:space:]a-z]*SHELL[[:space:]]*[:?]*=[[:space:]]*)/(usr/)?bin/(env )?([a-z]+),\\1\\4,' ${files}
`;

function attributesOf(natives: DependencyNifs, plan: BuildPlan, args: PackageArguments): readonly Binding[] {
  const { inputs, buildPlugins, scripts } = natives;
  const env = environmentOf(inputs.env, args);
  const folders = Object.entries(inputs.env).flatMap(([name, value]) =>
    typeof value === "object" && "buildFolder" in value ? [{ name, folder: value.buildFolder }] : [],
  );
  const repacked = natives.way === "source" ? precompiledCache : [];
  const patch: Shell = [
    ...folders.map(({ name, folder }) => `export ${name}="$TMPDIR/${folder}"\nmkdir -p "$${name}"\n`),
    ...(scripts.length === 0 ? [] : [findInterpreters(scripts.join(" "))]),
    ...(natives.way === "force" ? ['export HOME="$TMPDIR" RUSTLER_PRECOMPILED_FORCE_BUILD_ALL=1\n'] : []),
    ...repacked,
    ...natives.modules.flatMap((module) => placed(module, plan, args)),
  ];
  return [
    ...inputsOf(inputs, args),
    ...unless(
      buildPlugins.length === 0,
      bind("buildPlugins", list(buildPlugins.map((plugin) => select(id("beamPackages"), plugin)))),
    ),
    ...withoutHooks(inputs).map((name) => bind(name, bool(true))),
    ...unless(env.length === 0, bind("env", set(env))),
    ...unless(patch.length === 0, bind("postPatch", lines(...patch))),
    ...unless(
      folders.length === 0,
      bind("postBuild", lines(copyLinkedPriv), "What elixir_make links into priv/ is gone afterwards."),
    ),
  ];
}

function placed(module: DependencyModule, plan: BuildPlan, args: PackageArguments): Shell {
  const crate = plan.crates.find(({ attr }) => attr === module.crate);
  if (crate === undefined) return [];
  if (module.library !== null) return placeLibrary(crate, module.library, args);
  return module.precompiled === null ? [] : repack(module.module, module.precompiled, crate, ".", args);
}

const copyLinkedPriv = `find . -path './_build/*/priv/*' -type l | while IFS= read -r link; do
  target="$(readlink -f "$link" || true)"
  case "$target" in
    "$(pwd -P)"/*) [ ! -e "$target" ] || { rm "$link"; cp -r "$target" "$link"; } ;;
  esac
done
`;
