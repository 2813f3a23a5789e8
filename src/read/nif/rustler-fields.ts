import type { Value } from "../../elixir/eval/values/value.ts";
import type { Version } from "../../elixir/version/version.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import type { ToolchainRequest } from "../../model/toolchain.ts";
import { isUnknown, type Known, unknown } from "../../model/unknown.ts";
import { toolchainNamed } from "../cargo/toolchain-file.ts";
import { keywordGet } from "../mix/keyword-get.ts";
import { atom, atomOrString, field, listOf, type Reader, string, truth } from "../mix/known.ts";
import type { Options } from "./options.ts";
import { defaultMode, readsRustlerCrates } from "./rustler-versions.ts";

/** What `use Rustler` decides; RustlerPrecompiled hands the same options on when it builds. */
export type RustlerFields = Pick<
  NifModule,
  | "otpApp"
  | "crate"
  | "path"
  | "features"
  | "defaultFeatures"
  | "mode"
  | "target"
  | "loadFrom"
  | "skipCompilation"
  | "lib"
  | "env"
  | "rustup"
>;

export interface RustlerFacts {
  /** The locked version of rustler. */
  readonly version: Version | undefined;
  readonly mixEnv: string;
  /** What project/0 answers. */
  readonly projectConfig: Value | undefined;
  /** Absolute folder of the Mix project that compiles the module. */
  readonly folder: string;
}

/**
 * Options over Rustler's defaults, after `from/3` of rustler_mix/lib/rustler/compiler/config.ex.
 * @param own what configuration and the `use` set, configuration first.
 */
export function rustlerFields(own: Options, facts: RustlerFacts): RustlerFields {
  const otpApp = otpAppOf(own);
  const named = field(own.get("crate"), atomOrString, "an atom or a string", null);
  const crate = named ?? otpApp;
  const all = readsRustlerCrates(facts.version) ? own.over(rustlerCrates(facts.projectConfig, crate)) : own;
  const get = <T, A>(key: string, read: Reader<T>, expected: string, absent: A): Known<T | A> =>
    field(all.get(key), read, expected, absent);

  const defaultPath = isUnknown(crate) ? crate : `native/${crate}`;
  const path = get("path", string, "a string", defaultPath);
  return {
    otpApp,
    crate,
    path: isUnknown(path) ? path : path.startsWith("/") ? relativePath(facts.folder, path) : joinPath(path),
    features: get("features", listOf(atomOrString), "a list of strings", []),
    defaultFeatures: get("default_features", truth, "a boolean", true),
    mode: get("mode", atom, "an atom", defaultMode(facts.version, facts.mixEnv)),
    target: get("target", string, "a string", null),
    loadFrom: get("load_from", appAndPath, "an application and a path", null),
    skipCompilation: get("skip_compilation?", truth, "a boolean", false),
    lib: get("lib", truth, "a boolean", true),
    rustup: rustupOf(all.get("cargo")),
    env: get("env", listOf(nameAndValue), "a list of pairs of strings", []),
  };
}

/** `otp_app` counts only where the `use` itself gives it; it must be there. */
export function otpAppOf(own: Options): Known<string> {
  return field(own.get("otp_app"), atom, "an atom", unknown("is not among the options"));
}

function rustlerCrates(config: Value | undefined, crate: Known<string>): Value | undefined {
  const crates = config === undefined ? undefined : keywordGet(config, "rustler_crates");
  return crates === undefined || isUnknown(crate) ? undefined : keywordGet(crates, crate);
}

/**
 * The toolchain of `cargo: {:rustup, version}`; null for anything else. Rustler runs `rustup run VERSION cargo`
 * (`make_base_command` in rustler_mix/lib/rustler/compiler.ex), which no toolchain file overrides.
 */
export function rustupOf(cargo: Value | undefined): Known<ToolchainRequest | null> {
  if (cargo?.t !== "tuple" || cargo.items.length !== 2) return null;
  const [how, version] = cargo.items as [Value, Value];
  return how.t === "atom" && how.v === "rustup" && version.t === "str" ? toolchainNamed(version.v) : null;
}

const appAndPath: Reader<readonly [string, string]> = (value) => pairOf(value, atom, string);

const nameAndValue: Reader<readonly [string, string]> = (value) => pairOf(value, string, string);

function pairOf<A, B>(value: Value, first: Reader<A>, second: Reader<B>): Known<readonly [A, B]> | undefined {
  if (value.t !== "tuple" || value.items.length !== 2) return undefined;
  const [left, right] = value.items as [Value, Value];
  const a = left.t === "unknown" ? unknown(left.why) : first(left);
  const b = right.t === "unknown" ? unknown(right.why) : second(right);
  if (a === undefined || b === undefined) return undefined;
  if (isUnknown(a)) return a;
  return isUnknown(b) ? b : [a, b];
}
