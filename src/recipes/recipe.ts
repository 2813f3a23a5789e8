/**
 * What a native build needs of nixpkgs, keyed by what is detected in lock files and sources. One recipe a file; each
 * names where its facts are from. Attribute paths are those of nixpkgs: "pkg-config", "rustPlatform.bindgenHook".
 */
export interface Inputs {
  /** Tools that run while building. */
  readonly nativeBuildInputs?: readonly string[];
  /** Libraries that are linked. */
  readonly buildInputs?: readonly string[];
  readonly env?: Readonly<Record<string, EnvValue>>;
}

/** Text as it is; a path in a package, `${protobuf}/bin/protoc`; or a folder of the build that can be written to. */
export type EnvValue = string | { readonly package: string; readonly path: string } | { readonly buildFolder: string };

/** For a crate in whose Cargo.lock one of these crates is. */
export interface CrateRecipe extends Inputs {
  readonly crates: readonly string[];
  /** Where the facts are from. */
  readonly source: string;
}

/** For a Mix dependency. */
export interface PackageRecipe extends Inputs {
  readonly detects: {
    /** The dependency itself has one of these application names. */
    readonly apps?: readonly string[];
    /** Its lock entry names one of these. */
    readonly requires?: readonly string[];
    /** rebar.config names one of these plugins. */
    readonly rebarPlugins?: readonly string[];
  };
  /** For rebar3 packages: plugins from the BEAM package set, by attribute name. */
  readonly buildPlugins?: readonly string[];
  /** What a person must do that no recipe can; shown as a finding. */
  readonly note?: string;
  readonly source: string;
}
