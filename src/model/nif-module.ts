import type { Place } from "./source.ts";
import type { System } from "./systems.ts";
import type { ToolchainRequest } from "./toolchain.ts";
import type { Known } from "./unknown.ts";

/** What makes a module load its library; "load_nif" where its own code does. */
export type NifMacro = "Rustler" | "RustlerPrecompiled" | "load_nif";

/** A module that loads a Rust library. Values are those with no environment variable set; `env` names those that would change them. */
export interface NifModule {
  /** The Mix project (folder relative to this one) that compiles it. */
  readonly project: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Without the Elixir. prefix. */
  readonly module: string;
  readonly macro: NifMacro;
  readonly otpApp: Known<string>;
  readonly crate: Known<string>;
  /** The crate's folder, relative to `project` as Rustler reads it. */
  readonly path: Known<string>;
  /** Cargo.toml of the crate, relative to the project nif2nix runs in; null where there is none. */
  readonly manifest: Known<string | null>;
  /** The Cargo.lock that cargo really uses (the workspace root's where the crate is a member); null where there is none. */
  readonly cargoLock: Known<string | null>;
  readonly features: Known<readonly string[]>;
  readonly defaultFeatures: Known<boolean>;
  readonly mode: Known<string>;
  readonly target: Known<string | null>;
  /** Application and path, as Rustler's load_from; null = not set anywhere, Rustler's default holds. */
  readonly loadFrom: Known<readonly [string, string] | null>;
  readonly skipCompilation: Known<boolean>;
  /** `lib: false` builds binaries only: no library. */
  readonly lib: Known<boolean>;
  /** What `cargo: {:rustup, version}` asks for; null or absent = Rustler takes the cargo that there is. */
  readonly rustup?: Known<ToolchainRequest | null>;
  /** Environment for cargo, the `env:` option. */
  readonly env: Known<readonly (readonly [string, string])[]>;
  /** RustlerPrecompiled only; null otherwise. */
  readonly version: Known<string | null>;
  readonly baseUrl: Known<string | null>;
  /** Where `base_url` is {Module, :function}: the module's full name and the function's. `baseUrl` is Unknown then. */
  readonly baseUrlFunction?: readonly [string, string] | null;
  readonly targets: Known<readonly string[] | null>;
  readonly nifVersions: Known<readonly string[] | null>;
  readonly forceBuild: Known<boolean | null>;
  readonly variants: Known<Readonly<Record<string, readonly string[]>> | null>;
  /** Environment variables that would change one of the values, sorted. */
  readonly variables: readonly string[];
  /** Options that the application's configuration sets, and where it does; absent where it sets none. */
  readonly configured?: { readonly options: readonly string[]; readonly place: Place };
  /** What it is on each system, where that differs: the fields above that do are Unknown. null = it loads nothing there. */
  readonly onSystems?: Readonly<Record<System, NifModule | null>>;
}
