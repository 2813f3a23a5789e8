/**
 * What a native build needs of nixpkgs, keyed by what is detected in lock files and sources. Each recipe
 * names where its facts are from. Attribute paths are those of nixpkgs: "pkg-config", "rustPlatform.bindgenHook".
 */
export interface Inputs {
  /** Tools that run while building. */
  readonly nativeBuildInputs?: readonly string[];
  /** Libraries that are linked. */
  readonly buildInputs?: readonly string[];
  readonly env?: Readonly<Record<string, EnvValue>>;
}

/** Text as it is; a path in a package, `${protobuf}/bin/protoc`; a folder of the build that can be written to; a file that is fetched. */
export type EnvValue =
  | string
  | PackagePath
  | { readonly buildFolder: string }
  | { readonly files: FilesByTarget }
  | { readonly url: string; readonly hash: string };

/** A file or a folder of a package, by its path from there: `/bin/protoc`. */
export interface PackagePath {
  readonly package: string;
  readonly path: string;
}

/** By what hosts are called in names of artifacts: "x86_64-linux-gnu", "aarch64-apple-darwin". */
export type FilesByTarget = Readonly<Record<string, { readonly url: string; readonly sha256: string }>>;

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
  /** A file that packages built on this one need while they compile. */
  readonly archive?: ArchiveRecipe;
  /** Folders of its sources that it names by the place where it was compiled. */
  readonly sourceFolders?: readonly SourceFolder[];
  /** Files that modules name by `use`, and that are downloaded where the package does not ship them. */
  readonly data?: DataRecipe;
  /** What a person must do that no recipe can; shown as a finding. */
  readonly note?: string;
  readonly source: string;
}

/** An archive that a package downloads, one for each system and variant, with its hash in the package. */
export interface ArchiveRecipe {
  /** The function that lists every archive, as its address or as {name, address}; and the file it is in. */
  readonly list: {
    readonly file: string;
    readonly module: string;
    readonly function: string;
    readonly arguments?: readonly string[];
  };
  /** The file in the package with lines of `sha256  name`, or a map as elixir_make writes it (.exs). */
  readonly checksums: string;
  /** Groups `arch`, `os` and `variant` of an archive's name. */
  readonly name: RegExp;
  /** The environment variable that chooses the variant, what it is by default, and variants that are called otherwise in names. */
  readonly variant: {
    readonly variable: string;
    readonly default: string;
    readonly names?: Readonly<Record<string, string>>;
  };
  /** Where the archive is looked for: at a variable by those that are built on the package, or in a cache by itself. */
  readonly taken: { readonly variable: string } | { readonly cacheVariable: string };
}

/** One file for each name. */
export interface DataRecipe {
  /** The module that is used, its option with the names, and options by which there are more that are not followed. */
  readonly module: string;
  readonly option: string;
  readonly more: readonly string[];
  /** Where the package ships the files, and where a project has its own: an option of the same `use`, its default, and the folder in that. */
  readonly shipped: string;
  readonly folderOption: string;
  readonly usualFolder: string;
  readonly inFolder: string;
  readonly ending: string;
}

/** `code` in `file` is the path of `folder` where the package is compiled; it becomes that of the sources in the output. */
export interface SourceFolder {
  readonly file: string;
  readonly code: string;
  readonly folder: string;
}
