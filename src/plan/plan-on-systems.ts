import { Diagnostics, type DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { NifModule } from "../model/nif-module.ts";
import { groupedBy, onSystem, perSystem, type System, systems } from "../model/systems.ts";
import type { CrateUse } from "./plan-crates.ts";

/** What is planned of a module, in which everything but `nif` decides on what is built. */
interface Planned {
  readonly nif: NifModule;
  readonly use: CrateUse | null;
}

/** The same on these systems alone (null = on all), where the module is one of these. */
type OnSome<T extends Planned> = T & {
  readonly systems: readonly System[] | null;
  readonly variants: readonly NifModule[];
};

/**
 * A module as it is planned on each system: once where all that differs is what cargo is told of its crate, for which the crate has a
 * choice; else once for each group of systems. None where something is not known on a system, which is reported.
 * @param planOne plans a module of which nothing differs.
 */
export function planOnSystems<T extends Planned>(
  nif: NifModule,
  planOne: (nif: NifModule, diagnostics: DiagnosticSink) => T | undefined,
  diagnostics: DiagnosticSink,
): readonly OnSome<T>[] {
  const { onSystems } = nif;
  if (onSystems === undefined) {
    const planned = planOne(nif, diagnostics);
    return planned === undefined ? [] : [{ ...planned, systems: null, variants: [nif] }];
  }
  const planned = new Map<System, T>();
  const found: Found[] = [];
  let complete = true;
  for (const [variant, where] of groupedBy((system) => onSystems[system])) {
    if (variant === null) continue;
    const own = new Diagnostics();
    const one = planOne(variant, own);
    found.push({ list: own.list, where });
    complete &&= one !== undefined;
    if (one !== undefined) for (const system of where) planned.set(system, one);
  }
  report(found, systems.filter((system) => onSystems[system] !== null).length, diagnostics);
  if (!complete) return [];
  return groupedBy((system) => placementOf(planned.get(system))).flatMap(([, where]) => {
    const first = planned.get(where[0] as System);
    if (first === undefined) return [];
    const there = (system: System): T => planned.get(where.includes(system) ? system : (where[0] as System)) as T;
    const use = first.use && joinedUse(first.use, (system) => there(system).use as CrateUse);
    const variants = groupedBy((system) => there(system).nif).map(([variant]) => variant);
    return [{ ...first, use, systems: where.length === systems.length ? null : where, variants }];
  });
}

interface Found {
  readonly list: Diagnostics["list"];
  readonly where: readonly System[];
}

/** Each finding once; where it does not hold on all systems, its reason says on which it does. */
function report(found: readonly Found[], count: number, diagnostics: DiagnosticSink): void {
  const keyOf = ({ code, place, args }: Diagnostics["list"][number]): string =>
    JSON.stringify([code, place.file, args]);
  const each = new Map(found.flatMap(({ list }) => list).map((finding) => [keyOf(finding), finding]));
  for (const [key, { code, place, args }] of each) {
    const where = found.flatMap((one) => (one.list.some((finding) => keyOf(finding) === key) ? one.where : []));
    const { why } = args;
    const said =
      why === undefined || where.length === count ? args : { ...args, why: `${why} (on ${where.join(", ")})` };
    diagnostics.report(code, place, said);
  }
}

/** All that the choice in a crate cannot say. */
function placementOf<T extends Planned>(planned: T | undefined): unknown {
  if (planned === undefined) return null;
  const { nif: _, use, ...rest } = planned;
  if (use === null) return rest;
  const { features: _f, defaultFeatures: _d, mode: _m, env: _e, ...crate } = use;
  return { ...rest, use: crate };
}

function joinedUse(use: CrateUse, on: (system: System) => CrateUse): CrateUse {
  const envs = groupedBy((system) => on(system).env);
  return {
    ...use,
    features: perSystem((system) => onSystem(on(system).features, system)),
    defaultFeatures: perSystem((system) => onSystem(on(system).defaultFeatures, system)),
    mode: perSystem((system) => onSystem(on(system).mode, system)),
    ...(envs.length === 1 ? {} : differingEnv((system) => on(system).env)),
  };
}

/** What all systems have, and what each has besides. */
function differingEnv(on: (system: System) => CrateUse["env"]): Pick<CrateUse, "env" | "envOn"> {
  const [first, ...others] = systems.map(on) as [CrateUse["env"], ...CrateUse["env"][]];
  const shared = Object.entries(first).filter(([name, value]) => others.every((env) => env[name] === value));
  const isShared = new Set(shared.map(([name]) => name));
  const rest = (env: CrateUse["env"]): CrateUse["env"] =>
    Object.fromEntries(Object.entries(env).filter(([name]) => !isShared.has(name)));
  const envOn = Object.fromEntries(systems.map((system) => [system, rest(on(system))]));
  return { env: Object.fromEntries(shared), envOn: envOn as NonNullable<CrateUse["envOn"]> };
}
