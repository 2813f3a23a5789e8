import { differs, onSystem, type PerSystem, type System, systems } from "../model/systems.ts";
import type { Expr } from "../nix/ast.ts";
import { binary, bool, call, id, joined, list, select, set, bind, str, strings } from "../nix/build.ts";
import { groupBy } from "../text/group-by.ts";

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
  return concatenated(sharedOf(itemsOn(value)), (item) => str(item), host);
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
  const texts = set(systems.map((system) => bind([system], str(value.onSystems[system]))));
  return call(select(id("builtins"), "getAttr"), host("system"), texts);
}

/** What some systems alone have of a list, each part as a text. */
export function textsOnSome(
  value: PerSystem<readonly string[]>,
  text: (items: readonly string[]) => string,
  host: HostPlatform,
): readonly Expr[] {
  const [, some] = sharedOf(itemsOn(value));
  return some.map(([items, where]) => optional("optionalString", where, str(text(items)), host));
}

/** What all systems have of a list. */
export const onAll = (value: PerSystem<readonly string[]>): readonly string[] => sharedOf(itemsOn(value))[0];

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
  const [everywhere, some] = sharedOf(entries);
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
  return concatenated(
    shared(items, ({ systems: where }) => where ?? systems),
    expression,
    host,
  );
}

function concatenated<T>([everywhere, some]: Shared<T>, expression: (item: T) => Expr, host: HostPlatform): Expr {
  const all = (items: readonly T[]): Expr => list(items.map(expression));
  const parts = some.map(([items, where]) => optional("optionals", where, all(items), host));
  return joined("++", everywhere.length === 0 && parts.length > 0 ? parts : [all(everywhere), ...parts]);
}

const itemsOn =
  (value: PerSystem<readonly string[]>) =>
  (system: System): readonly string[] =>
    onSystem(value, system);

/** Items that all systems have, and the others by the systems that have them. */
type Shared<T> = readonly [
  everywhere: readonly T[],
  some: readonly (readonly [items: readonly T[], where: readonly System[]])[],
];

function sharedOf(on: (system: System) => readonly string[]): Shared<string> {
  const all = [...new Set(systems.flatMap(on))];
  return shared(all, (item) => systems.filter((system) => on(system).includes(item)));
}

function shared<T>(all: readonly T[], whereIs: (item: T) => readonly System[]): Shared<T> {
  const groups = [...groupBy(all, (item) => whereIs(item).join()).values()];
  const found = groups.map((items) => [items, whereIs(items[0] as T)] as const);
  return [
    found.find(([, where]) => where.length === systems.length)?.[0] ?? [],
    found.filter(([, where]) => where.length < systems.length),
  ];
}

export const isEmpty = (value: PerSystem<readonly string[]>): boolean => !differs(value) && value.length === 0;
