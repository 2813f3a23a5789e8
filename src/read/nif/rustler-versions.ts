import { compareVersions, parseVersion, type Version } from "../../elixir/version/version.ts";
import type { Lock } from "../../model/lock.ts";

/**
 * What differs between versions of Rustler, after rustler_mix/lib/rustler/compiler/config.ex and compiler.ex
 * of its tags rustler-0.22.0 to rustler-0.38.0.
 */

/** The locked version of a package; undefined where it is not locked, or by a git revision. Then the newest is assumed. */
export function lockedVersion(lock: Lock, app: string): Version | undefined {
  const entry = lock.get(app);
  return entry?.kind === "hex" ? parseVersion(entry.version) : undefined;
}

/** Whether a version is that one or later; with a release its candidates are meant, too. */
export function isAtLeast(version: Version | undefined, minimum: string): boolean {
  if (version === undefined) return true;
  const wanted = parseVersion(minimum) as Version;
  return compareVersions(wanted.pre.length === 0 ? { ...version, pre: [] } : version, wanted) >= 0;
}

/** Options of `use Rustler`, with the first version that has them and the first one that no longer has. */
const options: Readonly<Record<string, readonly [since: string, until?: string]>> = {
  otp_app: ["0.0.0"],
  crate: ["0.0.0"],
  load_data: ["0.0.0"],
  cargo: ["0.0.0"],
  default_features: ["0.0.0"],
  env: ["0.0.0"],
  features: ["0.0.0"],
  mode: ["0.0.0"],
  path: ["0.0.0"],
  target: ["0.0.0"],
  external_resources: ["0.22.0"],
  lib: ["0.22.0"],
  load_from: ["0.22.0"],
  "skip_compilation?": ["0.22.0"],
  priv_dir: ["0.22.0", "0.37.0"],
  target_dir: ["0.22.0", "0.37.0"],
  metadata: ["0.25.0"],
  load_data_fun: ["0.28.0"],
  binaries: ["0.37.0"],
};

/** Why the version does not know an option, for a person; undefined where it does. */
export function optionUnknownTo(version: Version | undefined, option: string): string | undefined {
  if (version === undefined) return undefined;
  const range = Object.hasOwn(options, option) ? options[option] : undefined;
  if (range === undefined) return "no version has it";
  const [since, until] = range;
  if (!isAtLeast(version, since)) return `it came with ${since}`;
  return until !== undefined && isAtLeast(version, until) ? `it went with ${until}` : undefined;
}

/**
 * From this version on `skip_compilation?` and `load_from` exist. Before it the Mix compiler `:rustler` ran cargo, and
 * nothing can be put in its place.
 */
export const oldestUsable = "0.22.0-rc.1";

/** Up to 0.32 the options under `rustler_crates:` of mix.exs count, after all others. */
export function readsRustlerCrates(version: Version | undefined): boolean {
  return !isAtLeast(version, "0.33.0");
}

/** From 0.37 on cargo is told the package (`-p crate`); before, it takes the one whose folder it runs in. */
export function namesPackage(version: Version | undefined): boolean {
  return isAtLeast(version, "0.37.0");
}

/** Until 0.26 the profile followed MIX_ENV. */
export function defaultMode(version: Version | undefined, mixEnv: string): string {
  return isAtLeast(version, "0.27.0") || mixEnv === "prod" || mixEnv === "bench" ? "release" : "debug";
}

export function showVersion(version: Version): string {
  const pre = version.pre.length === 0 ? "" : `-${version.pre.join(".")}`;
  return `${version.major}.${version.minor}.${version.patch}${pre}`;
}
