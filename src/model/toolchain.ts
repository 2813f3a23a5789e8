import type { Place } from "./source.ts";
import type { Known } from "./unknown.ts";

/** A rust-toolchain file, as rustup finds it for a crate; or a module's `cargo:` option, which says the same. */
export interface ToolchainFile {
  /** As people see it: relative to the project, or to a folder of deps/. */
  readonly path: string;
  /** In a file of the project. */
  readonly place: Place;
  /** Unknown where the file names none that anybody else could have. */
  readonly asks: Known<ToolchainRequest>;
}

/** What a toolchain file asks for, in the words of rustup (doc/user-guide/src/overrides.md). */
export interface ToolchainRequest {
  /** "stable", "1.80.0", "nightly-2025-01-01"...; null = rustup's default, which is stable. */
  readonly channel: string | null;
  readonly components: readonly string[];
  readonly targets: readonly string[];
  /** null = rustup's default. */
  readonly profile: string | null;
}

/** Something in a crate that only a nightly Rust compiles. */
export interface NightlyNeed {
  /** As written: "#![feature(portable_simd)]". */
  readonly what: string;
  /** As people see it, like that of a toolchain file. */
  readonly path: string;
  /** In a file of the project. */
  readonly place: Place;
}
