/**
 * What a table holds under a name from a project; undefined where it holds none. A plain look-up would find `constructor` and
 * `__proto__`, which every object has, and which are good names of applications, modules and crates.
 */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
