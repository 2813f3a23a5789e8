import type { BuildPlan } from "../../plan/build-plan.ts";
import type { DependencyNifs, NifWay } from "../../plan/dependency-derivation.ts";

/** What a summary needs of a plan. */
export type Chosen = Pick<BuildPlan, "natives" | "assets">;

/** A dependency that compiles or downloads a library: what is in it, and how the library comes to be, for people. */
export interface NativeDependency {
  readonly app: string;
  readonly what: string;
  readonly how: string;
}

const ways: Readonly<Record<Exclude<NifWay, "none">, string>> = {
  rustler: "built from its sources",
  source: "built from its sources",
  force: "built from its sources, by RustlerPrecompiled's force_build",
  prebuilt: "the binaries that its authors published are taken",
};

/** The dependencies with native code, in the order of the plan. */
export function nativeDependencies({ natives }: Chosen): readonly NativeDependency[] {
  return natives.map((each) => ({ app: each.app, what: whatOf(each), how: howOf(each) }));
}

function whatOf({ modules, make, way, inputs }: DependencyNifs): string {
  if (way !== "none") return [...new Set(modules.map(({ module }) => module))].join(", ");
  if (make !== null) return "a library by elixir_make";
  const needs = [...inputs.nativeBuildInputs, ...inputs.buildInputs];
  return needs.length === 0 ? "native code of its own" : `code that needs ${needs.join(", ")}`;
}

function howOf({ way, make, cached }: DependencyNifs): string {
  if (way !== "none") return ways[way];
  return make?.way === "prebuilt" || cached !== null ? ways.prebuilt : ways.source;
}
