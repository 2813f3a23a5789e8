/** What `cargo --features` takes for a package. */
export interface KnownFeatures {
  /** Those of `[features]`, and optional dependencies that no feature names as `dep:NAME`. */
  readonly names: readonly string[];
  /** What `default` names; absent where there is none. */
  readonly defaults?: readonly string[];
  /** What may stand before the `/` of `dependency/feature`: dependencies by their key, and the package itself. */
  readonly owners: readonly string[];
}
