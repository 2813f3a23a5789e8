import type { Resolved } from "./resolve.ts";

/**
 * What has to be built before each dependency, by application: its wishes that are there, optional ones included, in the
 * order in which its lock entry or mix.exs lists them. A Git dependency that could not be asked gets everything fetched
 * that does not need it itself, so that it builds whatever it wants.
 */
export function requirements(all: ReadonlyMap<string, Resolved>): ReadonlyMap<string, readonly string[]> {
  const requires = new Map<string, readonly string[]>();
  for (const { app, need, children } of all.values()) {
    const there: string[] = [];
    for (const { app: child } of children.wants) {
      const other = all.get(child);
      if (other === undefined || child === app || (other.need === "no" && need !== "no")) continue;
      if (!there.includes(child)) there.push(child);
    }
    requires.set(app, there);
  }
  for (const { app, need, entry, children } of all.values()) {
    if (need === "no" || children.known || entry?.kind !== "git") continue;
    const users = usersOf(app, requires);
    const known = requires.get(app) as readonly string[];
    const others = [...all.values()].filter((other) => other.need !== "no" && other.entry !== undefined);
    const rest = others.map((other) => other.app).filter((other) => !users.has(other) && !known.includes(other));
    requires.set(app, [...known, ...rest]);
  }
  return requires;
}

/** The application and all that needs it, directly or not. */
function usersOf(app: string, requires: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const direct = new Map<string, string[]>();
  for (const [user, needed] of requires) {
    for (const one of needed) {
      const users = direct.get(one);
      if (users === undefined) direct.set(one, [user]);
      else users.push(user);
    }
  }
  const users = new Set([app]);
  for (const one of users) for (const user of direct.get(one) ?? []) users.add(user);
  return users;
}
