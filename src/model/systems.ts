import { groupBy } from "../text/group-by.ts";

/** What Nix calls the systems that releases are built for. */
export const systems = ["x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin"] as const;
export type System = (typeof systems)[number];

/** Those that a new flake.nix names: nixpkgs has no builds for Macs with Intel processors any more. */
export const flakeSystems = ["x86_64-linux", "aarch64-linux", "aarch64-darwin"] as const satisfies readonly System[];

/** What holds on each system, where it is not the same on all of them. */
export interface OnSystems<T> {
  readonly onSystems: Readonly<Record<System, T>>;
}

/** A value for all systems, or one for each. Records are no such values: nothing would tell them apart. */
export type PerSystem<T extends string | boolean | readonly string[]> = T | OnSystems<T>;

export function differs<T extends string | boolean | readonly string[]>(value: PerSystem<T>): value is OnSystems<T> {
  return typeof value === "object" && !Array.isArray(value);
}

/** One value where all systems have the same. */
export function perSystem<T extends string | boolean | readonly string[]>(
  valueOn: (system: System) => T,
): PerSystem<T> {
  const values = systems.map((system) => [system, valueOn(system)] as const);
  const [[, first]] = values as [readonly [System, T]];
  const text = JSON.stringify(first);
  if (values.every(([, value]) => JSON.stringify(value) === text)) return first;
  return { onSystems: Object.fromEntries(values) as Record<System, T> };
}

export function onSystem<T extends string | boolean | readonly string[]>(value: PerSystem<T>, system: System): T {
  return differs(value) ? value.onSystems[system] : value;
}

/** Systems with the same value, by that value's text. */
export function groupedBy<T>(
  valueOn: (system: System) => T,
): readonly (readonly [value: T, systems: readonly System[]])[] {
  const groups = groupBy(systems, (system) => JSON.stringify(valueOn(system)) ?? "");
  return [...groups.values()].map((where) => [valueOn(where[0] as System), where] as const);
}
