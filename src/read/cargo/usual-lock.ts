import type { CargoLock, LockedPackage } from "./lock.ts";

type Draft = { -readonly [Key in keyof LockedPackage]?: LockedPackage[Key] };

const FIELD = /^(name|version|source|checksum) = "([^"\\\p{Cc}]*)"$/u;
const DEPENDENCY = /^ "([^"\\\p{Cc} ]+[^"\\\p{Cc}]*)",$/u;

/**
 * Reads a Cargo.lock of version 3 or 4 as cargo writes it, line by line: many times faster than as TOML, which counts where
 * twenty dependencies have one each. Undefined for everything that cargo would write otherwise; the caller then reads it as TOML.
 * Format: cargo src/cargo/ops/lockfile.rs, `serialize_resolve`.
 */
export function readUsualLock(text: string): CargoLock | undefined {
  let version: number | undefined;
  let current: Draft | undefined;
  let dependencies: string[] | undefined;
  const packages: LockedPackage[] = [];
  const close = (): boolean => {
    if (current === undefined) return true;
    const { name, version: own, source = null, checksum = null, dependencies: needs = [] } = current;
    if (name === undefined || own === undefined) return false;
    packages.push({ name, version: own, source, checksum, dependencies: needs });
    return true;
  };
  for (const line of text.split("\n")) {
    if (dependencies !== undefined) {
      const dependency = DEPENDENCY.exec(line)?.[1];
      if (dependency !== undefined) dependencies.push(dependency);
      else if (line === "]") dependencies = undefined;
      else return undefined;
    } else if (line === "[[package]]") {
      if (version === undefined || !close()) return undefined;
      current = {};
    } else if (current === undefined) {
      const own = /^version = ([34])$/.exec(line)?.[1];
      if (own !== undefined && version === undefined) version = Number(own);
      else if (line !== "" && !/^#[^\p{Cc}]*$/u.test(line)) return undefined;
    } else if (line === "dependencies = [") {
      if (current.dependencies !== undefined) return undefined;
      current.dependencies = dependencies = [];
    } else if (line !== "") {
      const [, key, value] = FIELD.exec(line) ?? [];
      if (key === undefined || value === undefined || current[key as "name"] !== undefined) return undefined;
      current[key as "name"] = value;
    }
  }
  return version !== undefined && current !== undefined && dependencies === undefined && close()
    ? { version, packages }
    : undefined;
}
