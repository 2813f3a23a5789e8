import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Place } from "../model/source.ts";
import { flakeSystems } from "../model/systems.ts";
import { fitOf, type TargetFit } from "../recipes/rust-targets.ts";
import type { Settings } from "./settings.ts";

/** A target that something asks cargo for. */
export interface AskedTarget {
  /** What asks, as it stands there: "`target:` of MyApp.Native". */
  readonly asking: string;
  readonly target: string;
  readonly place: Place;
}

/**
 * Reports whether a target fits the releases of the flake: nif-target-ignored where the library is built for just that anyway,
 * nif-target-musl where it fits a release that nobody asked for, nif-target-nowhere where none has such a BEAM.
 */
export function reportTarget(
  { asking, target, place }: AskedTarget,
  { outputs }: Pick<Settings, "outputs">,
  diagnostics: DiagnosticSink,
): void {
  const fit = fitOf(target);
  const args = { asking, target };
  if (fit === null) return;
  if (fit.kind !== "fits") diagnostics.report("nif-target-nowhere", place, { ...args, why: whyNot(fit) });
  else if (fit.libc === "musl" && !outputs.includes("musl")) diagnostics.report("nif-target-musl", place, args);
  else {
    const release = fit.libc === "musl" ? "the output `musl`" : "the release";
    diagnostics.report("nif-target-ignored", place, { ...args, release, system: fit.system });
  }
}

function whyNot(fit: Exclude<TargetFit, { readonly kind: "fits" }>): string {
  switch (fit.kind) {
    case "system":
      return `it is for another operating system than Linux and macOS, and releases are built for ${listed(flakeSystems)}`;
    case "processor":
      return `releases for that operating system are built for ${listed(fit.instead)}`;
    case "library":
      return `the BEAMs that nixpkgs has there are for ${listed(fit.instead)}`;
    case "file":
      return "what a file describes is nothing that nixpkgs has a BEAM for";
  }
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
