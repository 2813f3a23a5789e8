import type { Value } from "../../elixir/eval/values/value.ts";
import { variablesOf } from "../../elixir/eval/values/variables.ts";
import { parseVersion, type Version } from "../../elixir/version/version.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { isUnknown, type Known, unknown } from "../../model/unknown.ts";
import type { ProjectConfig } from "../mix/config.ts";
import { keywordGet } from "../mix/keyword-get.ts";
import { atom, field, keywordOf, listOf, type Reader, string, truthy } from "../mix/known.ts";
import type { ConfigVariables } from "./config-variables.ts";
import type { Options } from "./options.ts";
import { hasForceBuildAll } from "./precompiled-versions.ts";

/** What RustlerPrecompiled decides beyond what it hands to Rustler. */
export type PrecompiledFields = Pick<
  NifModule,
  "version" | "baseUrl" | "baseUrlFunction" | "targets" | "nifVersions" | "forceBuild" | "variants"
>;

export const notPrecompiled: PrecompiledFields = {
  version: null,
  baseUrl: null,
  targets: null,
  nifVersions: null,
  forceBuild: null,
  variants: null,
};

export interface PrecompiledConfig {
  readonly set: ProjectConfig;
  readonly variables: ConfigVariables;
}

/**
 * After `__using__` in lib/rustler_precompiled.ex and `new/1` in lib/rustler_precompiled/config.ex.
 * @param use the options of the `use` alone: RustlerPrecompiled reads no configuration of the module.
 * @param locked the locked version of rustler_precompiled.
 */
export function precompiledFields(
  use: Options,
  otpApp: Known<string>,
  config: PrecompiledConfig,
  locked: Version | undefined,
): PrecompiledFields {
  const version = field(use.get("version"), string, "a string", null);
  return {
    version,
    baseUrl: field(use.get("base_url"), url, "a URL", null),
    baseUrlFunction: urlFunction(use.get("base_url")),
    targets: field(use.get("targets"), listOf(string), "a list of strings", null),
    nifVersions: field(use.get("nif_versions"), listOf(string), "a list of strings", null),
    forceBuild: forceBuild(use, version, otpApp, config, locked),
    variants: field(use.get("variants"), variants, "a map of keyword lists", null),
  };
}

/** A pre-release with a part `dev` always builds; then `force_build_all` counts, then the option, then `force_build` of the configuration. */
function forceBuild(
  use: Options,
  version: Known<string | null>,
  otpApp: Known<string>,
  config: PrecompiledConfig,
  locked: Version | undefined,
): Known<boolean> {
  if (typeof version === "string" && parseVersion(version)?.pre.includes("dev") === true) return true;
  const all = forceAll(use, config, locked);
  const chosen = all === false ? known(use.get("force_build") ?? configured(use, otpApp, config)) : all;
  // A version that is not known may be one that forces.
  return chosen === false && isUnknown(version) ? version : chosen;
}

function forceAll(use: Options, config: PrecompiledConfig, locked: Version | undefined): Known<boolean> {
  if (!hasForceBuildAll(locked)) return false;
  const value = config.set.configFor("rustler_precompiled", "force_build_all");
  note(use, config.variables("rustler_precompiled", "force_build_all"));
  if (value === undefined) use.variables.add("RUSTLER_PRECOMPILED_FORCE_BUILD_ALL");
  else note(use, variablesOf(value));
  return known(value);
}

function configured(use: Options, otpApp: Known<string>, config: PrecompiledConfig): Value | undefined {
  const apps = config.set.configFor("rustler_precompiled", "force_build");
  if (isUnknown(otpApp)) return undefined;
  note(use, config.variables("rustler_precompiled", "force_build", otpApp));
  const value = apps === undefined ? undefined : keywordGet(apps, otpApp);
  if (value !== undefined) note(use, variablesOf(value));
  return value;
}

function note(use: Options, names: ReadonlySet<string>): void {
  for (const name of names) use.variables.add(name);
}

function known(value: Value | undefined): Known<boolean> {
  return truthy(value) ?? unknown(value?.t === "unknown" ? value.why : "is not known");
}

/** A string, or a pair of it and headers; what a function computes is not known. */
const url: Reader<string> = (value) => {
  if (value.t === "str") return value.v;
  const [first, second] = value.t === "tuple" && value.items.length === 2 ? value.items : [];
  if (first === undefined || second === undefined) return undefined;
  if (first.t === "unknown") return unknown(first.why);
  if (first.t === "str") return first.v;
  const [module, name] = [atom(first), atom(second)];
  return module === undefined || name === undefined
    ? undefined
    : unknown(`is what ${String(module)}.${String(name)}/1 gives`);
};

function urlFunction(value: Value | undefined): readonly [string, string] | null {
  const [module, name] = value?.t === "tuple" && value.items.length === 2 ? value.items : [];
  return module?.t === "atom" && name?.t === "atom" ? [module.v, name.v] : null;
}

/** Target -> names of its variants, in order. */
const variants: Reader<Readonly<Record<string, readonly string[]>>> = (value) => {
  const pairs = keywordOf((target, names): Known<readonly [string, readonly string[]]> | undefined => {
    const read = names.t === "unknown" ? unknown(names.why) : keywordOf((name) => name)(names);
    return read === undefined || isUnknown(read) ? read : [target, read];
  })(value);
  return pairs === undefined || isUnknown(pairs) ? pairs : Object.fromEntries(pairs);
};
