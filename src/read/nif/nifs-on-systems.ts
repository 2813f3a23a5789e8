import type { CodeName } from "../../diagnostics/codes.ts";
import { type Diagnostic, Diagnostics, type DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { HeldDiagnostics } from "../../diagnostics/held.ts";
import type { Platform } from "../../elixir/eval/api.ts";
import type { Crate } from "../../model/crate.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { type System, systems } from "../../model/systems.ts";
import { isUnknown } from "../../model/unknown.ts";
import { platformsOf } from "../../recipes/platforms.ts";
import type { FoundNifs } from "./find-nifs.ts";
import { mergeAlternatives } from "./merge-alternatives.ts";

/** What code asked of the platform while nobody told it. */
export type AskedPlatform = ReadonlySet<keyof Platform>;

/**
 * The modules that were found without a platform; where code asked for one and something of a module is not known, they are looked for
 * again on each system's platforms, and what differs is kept for each.
 * @param found in the first reading, whose findings are `held`: they are released here, or those of the systems in their place.
 * @param asked by that reading.
 * @param readOn looks for the modules on a platform.
 */
export function nifsOnSystems(
  found: FoundNifs,
  held: HeldDiagnostics,
  asked: AskedPlatform,
  readOn: (platform: Platform, diagnostics: DiagnosticSink) => FoundNifs,
): FoundNifs {
  const open = found.nifs.some(hasUnknown) || held.list.some(({ code }) => code === "nif-uncertain");
  if (asked.size === 0 || !open) {
    held.release();
    return found;
  }
  const readings = new Map<string, FoundNifs & { readonly findings: readonly Diagnostic[] }>();
  const onSystem = systems.map((system): OnSystem => {
    const platforms = platformsOf(system);
    const told = asked.has("architecture") ? platforms : platforms.slice(0, 1);
    return {
      system,
      readings: told.map((platform) => {
        const key = asked.has("architecture") ? platform.architecture : platform.os;
        const known = readings.get(key);
        if (known !== undefined) return known;
        const diagnostics = new Diagnostics();
        const reading = { ...readOn(platform, diagnostics), findings: diagnostics.list };
        readings.set(key, reading);
        return reading;
      }),
    };
  });
  const all = [...readings.values()];
  held.release(holding(all.map(({ findings }) => findings)));
  const crates = new Map<string, Crate>(all.flatMap((each) => each.crates).map((crate) => [crate.manifest, crate]));
  return { nifs: joined(onSystem), crates: [...crates.values()] };
}

interface OnSystem {
  readonly system: System;
  readonly readings: readonly FoundNifs[];
}

const hasUnknown = (nif: NifModule): boolean => Object.values(nif).some(isUnknown);

/** They say that nobody uses something, which is true where it is on every system. */
const saysNobody: ReadonlySet<CodeName> = new Set<CodeName>(["nif-crate-unused", "nif-loaded-by-hand"]);

/** Each finding of any system once. */
function holding(readings: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  const keys = readings.map((findings) => new Set(findings.map(keyOf)));
  const each = new Map(readings.flat().map((finding) => [keyOf(finding), finding]));
  return [...each].flatMap(([key, finding]) =>
    saysNobody.has(finding.code) && !keys.every((found) => found.has(key)) ? [] : [finding],
  );
}

const keyOf = ({ code, place, args }: Diagnostic): string => JSON.stringify([code, place, args]);

/** Each module once, with what it is on each system where that differs. */
function joined(onSystem: readonly OnSystem[]): readonly NifModule[] {
  const nameOf = ({ project, file, module }: NifModule): string => JSON.stringify([project, file, module]);
  const everywhere = onSystem.flatMap(({ readings }) => readings.flatMap(({ nifs }) => nifs));
  return [...new Set(everywhere.map(nameOf))].map((name) => {
    const variants = onSystem.map(({ system, readings }) => {
      const found = readings.flatMap(({ nifs }) => nifs.find((nif) => nameOf(nif) === name) ?? []);
      const nif = found.length === 0 ? null : mergeAlternatives(found, "depends on what Erlang was built for").nif;
      return [system, nif] as const;
    });
    const there = variants.flatMap(([, nif]) => nif ?? []);
    const { nif, differing } = mergeAlternatives(there, "differs between systems");
    if (differing.length === 0 && there.length === variants.length) return nif;
    return { ...nif, onSystems: Object.fromEntries(variants) as NonNullable<NifModule["onSystems"]> };
  });
}
