import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { NifModule } from "../model/nif-module.ts";
import type { Project } from "../model/project.ts";
import type { Place } from "../model/source.ts";
import { knownOr } from "../model/unknown.ts";
import { defaultTargets } from "../read/nif/precompiled-versions.ts";
import { beamVersions } from "../recipes/beam-versions.ts";
import { type ReleaseTarget, releaseTargets } from "../recipes/rust-targets.ts";
import type { BuildPlan } from "./build-plan.ts";
import type { DependencyNifs } from "./dependency-derivation.ts";
import type { PrecompiledModule } from "./nif-placement.ts";
import { canForceAll, hasRustler, precompiledVersion } from "./precompiled.ts";
import { publishedByMake, publishedByRust } from "./published.ts";

/**
 * Reports published-not-everywhere: what others compiled is there for some of the systems only that the flake names, so that
 * evaluation stops for the others.
 */
export function checkPublished(plan: BuildPlan, project: Project, diagnostics: DiagnosticSink): void {
  const otp = plan.beam.erlang ?? beamVersions.defaultErlang;
  const targets = releaseTargets.filter(({ libc }) => libc === "own" || plan.outputs.includes("musl"));
  const report = (place: Place, what: string, lacking: readonly ReleaseTarget[], instead: string | null): void => {
    if (lacking.length === 0) return;
    const systems = lacking.map(({ system, libc }) => (libc === "musl" ? `${system} with musl` : system)).join(", ");
    diagnostics.report("published-not-everywhere", place, { what, systems, instead: ways(plan, lacking, instead) });
  };
  const lacks = (module: PrecompiledModule): readonly ReleaseTarget[] =>
    // Variants are optional.
    targets.filter((target) => publishedByRust({ ...module, variants: {} }, { target, otp }).length === 0);

  for (const { module, published } of plan.nifs) {
    const nif = project.nifs.find((each) => each.module === module);
    if (published === null || nif === undefined) continue;
    const download = `Run \`mix rustler_precompiled.download ${module} --all\`, which writes the checksums of all that is published, or put its crate into the project`;
    const { file, line, column } = nif;
    report({ file, line, column }, module, lacks(published), download);
  }
  for (const natives of plan.natives) {
    const dep = project.deps.find(({ app }) => app === natives.app);
    if (dep === undefined) continue;
    for (const { module, precompiled } of natives.way === "prebuilt" ? natives.modules : []) {
      const lacking = precompiled === null ? [] : lacks(precompiled);
      report(dep.place, `${module} of ${dep.app}`, lacking, wayFor(natives, module, lacking, project));
    }
    const { make } = natives;
    if (make?.way === "prebuilt") {
      const lacking = targets.filter((target) => publishedByMake(make.artifacts, { target, otp }).length === 0);
      report(dep.place, dep.app, lacking, `Compile it: [package.${dep.app}] way = "source" in nif2nix.toml`);
    }
    const files = Object.entries(natives.inputs.env).flatMap(([name, value]) =>
      typeof value === "object" && "files" in value ? [[name, value.files] as const] : [],
    );
    for (const [name, byTarget] of [...files, ...(natives.cached === null ? [] : [[null, natives.cached] as const])]) {
      const lacking = targets.filter(({ artifact }) => byTarget[artifact] === undefined);
      const given = `Give its build a file of your own: [package.${dep.app}] env = { ${name} = "..." } in nif2nix.toml`;
      report(dep.place, name === null ? dep.app : `${name} of ${dep.app}`, lacking, name === null ? null : given);
    }
  }
}

/** The way to have a dependency's crate built, where it brings one: RustlerPrecompiled asks for archives of declared targets alone. */
function wayFor(
  { app }: Pick<DependencyNifs, "app">,
  module: string,
  lacking: readonly ReleaseTarget[],
  project: Project,
): string | null {
  const natives = project.natives.find((each) => each.app === app);
  const nif: NifModule | undefined = natives?.nifs.find((each) => each.module === module);
  if (natives === undefined || nif === undefined || !natives.crates.some(({ manifest }) => manifest === nif.manifest))
    return null;
  const declared = knownOr(nif.targets, null) ?? defaultTargets(precompiledVersion(project.deps));
  const way = (name: string): string => `Build its crate: [package.${app}] way = "${name}" in nif2nix.toml`;
  if (lacking.every(({ triple }) => declared.includes(triple))) return way("source");
  if (!canForceAll(project.deps)) return null;
  return hasRustler(project) ? way("force") : `${way("force")}, and {:rustler, ">= 0.0.0", optional: true} in mix.exs`;
}

/** What can be done, in the order of what is most often wanted. */
function ways(plan: BuildPlan, lacking: readonly ReleaseTarget[], instead: string | null): string {
  const systems = lacking.filter(({ libc }) => libc === "own").map(({ system }) => system);
  const out = [
    ...(systems.length === 0 || plan.style !== "flake"
      ? []
      : [`take ${systems.join(", ")} out of \`systems\` in flake.nix`]),
    ...(systems.length < lacking.length ? ["take `musl` out of `outputs` in nif2nix.toml"] : []),
  ].join(", ");
  const others = out === "" ? "build elsewhere only" : out;
  return instead === null ? `${others.charAt(0).toUpperCase()}${others.slice(1)}` : `${instead}; or ${others}`;
}
