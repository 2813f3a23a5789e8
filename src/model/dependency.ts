import type { Place } from "./source.ts";
import type { Known } from "./unknown.ts";

export type Builder = "mix" | "rebar3" | "erlang.mk" | "make" | "none";

export type DependencySource =
  | {
      readonly kind: "hex";
      readonly package: string;
      readonly version: string;
      readonly repo: string;
      readonly innerChecksum: string | null;
      readonly outerChecksum: string | null;
      /** The lock does not have it: it is that of the archive with the inner one. */
      readonly lookedUp?: boolean;
    }
  | {
      readonly kind: "git";
      readonly url: string;
      readonly rev: string;
      readonly branch: string | null;
      readonly tag: string | null;
      /** As mix.exs has it, most often a commit; none of the three where the repository's HEAD was taken. */
      readonly ref: string | null;
      readonly submodules: boolean;
      readonly sparse: string | null;
      readonly subdir: string | null;
    }
  | { readonly kind: "path"; readonly path: string; readonly inUmbrella: boolean };

/**
 * A dependency: of the lock, in its order (those that the chosen environment does not need have `inProd` false), then path
 * dependencies and umbrella children.
 */
export interface Dependency {
  readonly app: string;
  readonly source: DependencySource;
  readonly builder: Known<Builder>;
  /** Applications among the closure that it needs built first, in the lock's order, optional ones that are present included. */
  readonly requires: readonly string[];
  /** Whether the chosen environment needs it. */
  readonly inProd: Known<boolean>;
  /** `app: false` and `compile: false`: its files are placed, nothing is built. */
  readonly sourceOnly: boolean;
  /** The place in mix.lock or mix.exs that it comes from. */
  readonly place: Place;
}

/** Something that a dependency reads beside its own folder while it is compiled. */
export interface Beside {
  readonly app: string;
  /** Its name there, as deps/ or the dependency's repository has it. */
  readonly name: string;
  /** The folder or file of the dependency's own repository; null = the dependency of that name. */
  readonly path: string | null;
}
