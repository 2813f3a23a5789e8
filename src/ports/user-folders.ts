import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * Our folder in the user's cache: $XDG_CACHE_HOME/nif2nix, else ~/.cache/nif2nix. Undefined where the user has none: no home,
 * or one that is not a place of its own (a relative path is to be ignored, says the XDG Base Directory Specification).
 */
export function userCache(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const own = env["XDG_CACHE_HOME"];
  if (own !== undefined && isAbsolute(own)) return join(own, "nif2nix");
  const home = userHome(env);
  return home === undefined ? undefined : join(home, ".cache", "nif2nix");
}

/** cargo's own folder, as its book has it; undefined where nothing says which it is. */
export function cargoHome(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const home = userHome(env);
  return env["CARGO_HOME"] ?? (home === undefined ? undefined : join(home, ".cargo"));
}

/** Undefined for a user whom the system does not know, as in many containers. */
export function userHome(env: Readonly<Record<string, string | undefined>>): string | undefined {
  try {
    const home = env["HOME"] || homedir();
    return isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}
