import type { System } from "../model/systems.ts";

/** How one NIF module finds its library in the release. */
export interface NifPlacement {
  /** Without the Elixir. prefix. */
  readonly module: string;
  /** The systems on which it is so; null = all. */
  readonly systems: readonly System[] | null;
  /** The application under which Rustler looks its configuration up: `otp_app`; null where Rustler is not involved. */
  readonly configApp: string | null;
  /** `attr` of the crate; null where only binaries are built. */
  readonly crate: string | null;
  /** Application and path of `load_from`, without the file's suffix. */
  readonly loadApp: string;
  readonly library: string | null;
  /**
   * Folder of the Mix project of `loadApp`, relative to the Mix project that is built; for `artifact` of the one that
   * compiles the module.
   */
  readonly directory: string;
  /** Where RustlerPrecompiled is given the crate as an artifact: what it makes its name of. null = Rustler is told where the library lies. */
  readonly artifact: ArtifactNames | null;
  /** Where RustlerPrecompiled is given its published library. */
  readonly published: PrecompiledModule | null;
}

/** What RustlerPrecompiled makes artifact names of. */
export interface ArtifactNames {
  readonly basename: string;
  readonly version: string;
  readonly nifVersions: readonly string[];
  /** Names of variants by target triple. */
  readonly variants: Readonly<Record<string, readonly string[]>>;
}

/** The same with addresses and hashes. */
export interface PrecompiledModule extends ArtifactNames {
  /** null where each artifact has an address of its own in `urls`. */
  readonly baseUrl: string | null;
  readonly urls: Readonly<Record<string, string>>;
  /** SHA-256, lower-case hex, by artifact name. */
  readonly checksums: Readonly<Record<string, string>>;
}
