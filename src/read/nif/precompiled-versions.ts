import type { Version } from "../../elixir/version/version.ts";
import { isAtLeast } from "./rustler-versions.ts";

/** What differs between versions of RustlerPrecompiled, after lib/rustler_precompiled/config.ex of its tags v0.5.0 to v0.8.4. */

const firstTargets = [
  "aarch64-apple-darwin",
  "x86_64-apple-darwin",
  "x86_64-unknown-linux-gnu",
  "x86_64-unknown-linux-musl",
  "arm-unknown-linux-gnueabihf",
  "aarch64-unknown-linux-gnu",
  "x86_64-pc-windows-msvc",
  "x86_64-pc-windows-gnu",
];

const targetsFrom06 = [
  "aarch64-apple-darwin",
  "aarch64-unknown-linux-gnu",
  "aarch64-unknown-linux-musl",
  "arm-unknown-linux-gnueabihf",
  "riscv64gc-unknown-linux-gnu",
  "x86_64-apple-darwin",
  "x86_64-pc-windows-gnu",
  "x86_64-pc-windows-msvc",
  "x86_64-unknown-linux-gnu",
  "x86_64-unknown-linux-musl",
];

export function defaultTargets(version: Version | undefined): readonly string[] {
  return isAtLeast(version, "0.6.0") ? targetsFrom06 : firstTargets;
}

export function defaultNifVersions(version: Version | undefined): readonly string[] {
  if (isAtLeast(version, "0.7.0")) return ["2.15"];
  return isAtLeast(version, "0.6.0") ? ["2.15", "2.16"] : ["2.14", "2.15", "2.16"];
}

export function availableNifVersions(version: Version | undefined): readonly string[] {
  return ["2.14", "2.15", "2.16", ...(isAtLeast(version, "0.7.0") ? ["2.17"] : [])];
}

/** `force_build_all` in the configuration and RUSTLER_PRECOMPILED_FORCE_BUILD_ALL count from here on. */
export function hasForceBuildAll(version: Version | undefined): boolean {
  return isAtLeast(version, "0.7.2");
}

/** Options that RustlerPrecompiled keeps for itself; when it builds, all others go to `use Rustler`. */
export const ownOptions: ReadonlySet<string> = new Set([
  "base_url",
  "version",
  "force_build",
  "targets",
  "nif_versions",
  "max_retries",
  "variants",
]);
