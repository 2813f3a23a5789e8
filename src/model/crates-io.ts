/** The names that crates.io has as the `source` of a package in Cargo.lock (cargo's `SourceId::is_crates_io`). */
const names: ReadonlySet<string | null> = new Set([
  "registry+https://github.com/rust-lang/crates.io-index",
  "sparse+https://index.crates.io/",
]);

/** Whether a package of a lock is from crates.io, and not from a registry of somebody else. */
export const isOfCratesIo = (source: string | null): boolean => names.has(source);

/** Where crates.io has the archive of a package (`dl` in its index's config.json). */
export const crateAddress = (name: string, version: string): string =>
  `https://static.crates.io/crates/${name}/${name}-${version}.crate`;
