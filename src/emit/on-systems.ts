import { differs, onSystem, type PerSystem, type System, systems } from "../model/systems.ts";
import type { Expr } from "../nix/ast.ts";
import { binary, bool, call, id, joined, list, select, set, bind, str, strings } from "../nix/build.ts";

/** An attribute of `stdenv.hostPlatform`. */
export type HostPlatform = (attribute: string) => Expr;

/** Where a file has `stdenv` among its arguments. */
export const hostPlatform: HostPlatform = (attribute) => select(id("stdenv"), "hostPlatform", attribute);

const families: Readonly<Record<string, (system: System) => boolean>> = {
  isLinux: (system) => system.endsWith("-linux"),
  isDarwin: (system) => system.endsWith("-darwin"),
  isx86_64: (system) => system.startsWith("x86_64-"),
  isAarch64: (system) => system.startsWith("aarch64-"),
};

/** Whether the build is for one of these systems, which are some of them. */
export function isOneOf(where: readonly System[], host: HostPlatform): Expr {
  const has = (system: System): boolean => where.includes(system);
  const family = Object.keys(families).find((name) => systems.every((each) => families[name]?.(each) === has(each)));
  if (family !== undefined) return host(family);
  const [first = "", ...others] = where;
  if (others.length === 0) return binary("==", host("system"), str(first));
  const [without = "", ...more] = systems.filter((system) => !has(system));
  if (more.length === 0) return binary("!=", host("system"), str(without));
  return call(select(id("builtins"), "elem"), host("system"), strings(where));
}

const optional = (name: string, where: readonly System[], what: Expr, host: HostPlatform): Expr =>
  call(select(id("lib"), name), isOneOf(where, host), what);

/** Items that all systems have, then those that some have; which of them stands first does not matter. */
export function listOn(value: PerSystem<readonly string[]>, host: HostPlatform): Expr {
  const [everywhere, some] = shared(itemsOn(value));
  const parts = some.map(([items, where]) => optional("optionals", where, strings(items), host));
  return joined("++", everywhere.length === 0 && parts.length > 0 ? parts : [strings(everywhere), ...parts]);
}

/** One of two. */
export function boolOn(value: PerSystem<boolean>, host: HostPlatform): Expr {
  return differs(value)
    ? isOneOf(
        systems.filter((system) => value.onSystems[system]),
        host,
      )
    : bool(value);
}

/** One text for each system. */
export function textOn(value: PerSystem<string>, host: HostPlatform): Expr {
  if (!differs(value)) return str(value);
  return select(set(systems.map((system) => bind([system], str(value.onSystems[system])))), host("system"));
}

/** What some systems alone have of a list, each part as a text. */
export function textsOnSome(
  value: PerSystem<readonly string[]>,
  text: (items: readonly string[]) => string,
  host: HostPlatform,
): readonly Expr[] {
  const [, some] = shared(itemsOn(value));
  return some.map(([items, where]) => optional("optionalString", where, str(text(items)), host));
}

/** What all systems have of a list. */
export const onAll = (value: PerSystem<readonly string[]>): readonly string[] => shared(itemsOn(value))[0];

/** A text where a flag is false. */
export const textUnless = (value: PerSystem<boolean>, text: string, host: HostPlatform): readonly Expr[] =>
  differs(value)
    ? [
        optional(
          "optionalString",
          systems.filter((system) => !value.onSystems[system]),
          str(text),
          host,
        ),
      ]
    : [];

/** A set with variables besides, where `envOn` has any. */
export function withEnvOn(
  env: Expr | null,
  envOn: Readonly<Record<System, Readonly<Record<string, string>>>>,
  host: HostPlatform,
): Expr {
  const entries = (system: System): readonly string[] =>
    Object.entries(envOn[system]).map((entry) => JSON.stringify(entry));
  const [everywhere, some] = shared(entries);
  const bindings = (texts: readonly string[]): Expr =>
    set(texts.map((text) => JSON.parse(text) as [string, string]).map(([name, value]) => bind([name], str(value))));
  const parts = some.map(([texts, where]) => optional("optionalAttrs", where, bindings(texts), host));
  return joined("//", [
    ...(env === null ? [] : [env]),
    ...(everywhere.length === 0 ? [] : [bindings(everywhere)]),
    ...parts,
  ]);
}

/** A list of what is there on all systems or on some, in this order as far as that goes. */
export function listOfSome<T extends { readonly systems: readonly System[] | null }>(
  items: readonly T[],
  expression: (item: T) => Expr,
  host: HostPlatform,
): Expr {
  const everywhere = items.filter(({ systems: where }) => where === null);
  const some = items.flatMap((item) => (item.systems === null ? [] : [[item, item.systems] as const]));
  const groups = new Map<string, readonly [readonly System[], T[]]>();
  for (const [item, where] of some) {
    const known = groups.get(where.join());
    if (known === undefined) groups.set(where.join(), [where, [item]]);
    else known[1].push(item);
  }
  const parts = [...groups.values()].map(([where, held]) =>
    optional("optionals", where, list(held.map(expression)), host),
  );
  return joined(
    "++",
    everywhere.length === 0 && parts.length > 0 ? parts : [list(everywhere.map(expression)), ...parts],
  );
}

const itemsOn =
  (value: PerSystem<readonly string[]>) =>
  (system: System): readonly string[] =>
    onSystem(value, system);

type Some = readonly (readonly [items: readonly string[], where: readonly System[]])[];

/** Items that all systems have, and the others by the systems that have them. */
function shared(on: (system: System) => readonly string[]): readonly [everywhere: readonly string[], some: Some] {
  const all = [...new Set(systems.flatMap(on))];
  const whereIs = (item: string): readonly System[] => systems.filter((system) => on(system).includes(item));
  const groups = new Map<string, readonly [string[], readonly System[]]>();
  for (const item of all) {
    const where = whereIs(item);
    const key = where.join();
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [[item], where]);
    else known[0].push(item);
  }
  const found = [...groups.values()];
  return [
    found.find(([, where]) => where.length === systems.length)?.[0] ?? [],
    found.filter(([, where]) => where.length < systems.length),
  ];
}

export const isEmpty = (value: PerSystem<readonly string[]>): boolean => !differs(value) && value.length === 0;
