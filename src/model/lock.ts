import { joinPath } from "./paths.ts";
import type { Place } from "./source.ts";

/**
 * mix.lock as a model. Shapes after Hex's and Mix's own readers (hex lib/hex/utils.ex `lock/1`, mix lib/mix/scm/git.ex);
 * the older, shorter tuples are filled with what those readers assume.
 */

/** A dependency that a locked Hex package names itself. */
export interface LockRequirement {
  readonly app: string;
  readonly requirement: string | null;
  /** The package's name on its repository, where it differs from the application's: `hex:`. */
  readonly package: string;
  readonly repo: string;
  readonly optional: boolean;
}

export interface HexLockEntry {
  readonly kind: "hex";
  readonly app: string;
  /** The package's name on its repository; most often the same as `app`. */
  readonly package: string;
  readonly version: string;
  /** SHA-256 over the tarball's contents, lower-case hex; null in the oldest locks. */
  readonly innerChecksum: string | null;
  /** SHA-256 of the tarball file itself, lower-case hex: what fetchHex wants. Null before Hex 0.20. */
  readonly outerChecksum: string | null;
  /** As the lock lists them: "mix", "rebar3", "rebar", "make", "erlang.mk"... */
  readonly managers: readonly string[];
  readonly requires: readonly LockRequirement[];
  /** "hexpm", "hexpm:org" or the name of a self-hosted repository. */
  readonly repo: string;
  readonly place: Place;
}

export interface GitLockEntry {
  readonly kind: "git";
  readonly app: string;
  readonly url: string;
  /** The full commit id. */
  readonly rev: string;
  readonly options: {
    readonly branch?: string;
    readonly tag?: string;
    readonly ref?: string;
    readonly submodules?: boolean;
    readonly sparse?: string;
    readonly subdir?: string;
    readonly depth?: number;
  };
  readonly place: Place;
}

export type LockEntry = HexLockEntry | GitLockEntry;

/** The folder of its repository that a Git dependency is, relative to it (Mix.SCM.Git, `dest`). */
export const takenFolder = ({
  sparse,
  subdir,
}: {
  readonly sparse?: string | null;
  readonly subdir?: string | null;
}): string => joinPath(sparse ?? ".", subdir ?? ".");

/** The lock by application name, in file order; of two entries with one name the last is kept, as Elixir does. */
export type Lock = ReadonlyMap<string, LockEntry>;
