import { gitUrl } from "../model/git-address.ts";
import type { Binding, Expr } from "../nix/ast.ts";
import { binary, bind, bool, call, id, int, select, set, str } from "../nix/build.ts";
import type { FetchedSource, PrivateRepository } from "../plan/fetched-source.ts";
import { noteOf } from "../read/sources/outer-checksums.ts";

/** The expression that fetches a dependency's sources. */
export function fetcherOf(source: FetchedSource): Expr {
  return source.kind === "hex" ? hexFetcher(source) : gitFetcher(source);
}

/**
 * A private repository: private-hex.nix fetches the tarball with the key from the environment of the build, so that no
 * secret is in a file or in the store.
 */
function privateHexFetcher(source: FetchedSource & { kind: "hex" }, repository: PrivateRepository): Expr {
  return call(
    select(id("nif2nix"), "fetchPrivateHex"),
    set([
      bind("repository", str(repository.url)),
      bind("keyVariable", str(repository.keyVariable)),
      bind("pkg", str(source.package)),
      bind("version", str(source.version)),
      checksum(source),
    ]),
  );
}

/** With a note of what it was found by, where the lock does not have it: later runs read it from there. */
function checksum({ outerChecksum, innerChecksum, lookedUp }: FetchedSource & { kind: "hex" }): Binding {
  const value = str(outerChecksum ?? "");
  return lookedUp === true && innerChecksum !== null
    ? bind("sha256", value, noteOf(innerChecksum))
    : bind("sha256", value);
}

/** fetchHex wants the lock's outer checksum, so nothing has to be prefetched (nixpkgs fetch-hex.nix). */
function hexFetcher(source: FetchedSource & { kind: "hex" }): Expr {
  if (source.repository !== null) return privateHexFetcher(source, source.repository);
  return call(
    select(id("beamPackages"), "fetchHex"),
    set([bind("pkg", str(source.package)), bind("version", str(source.version)), checksum(source)]),
  );
}

/** The dependency's own folder of its repository. */
function gitFetcher(source: FetchedSource & { kind: "git" }): Expr {
  const checkout = source.hash === null ? gitCheckout(source) : hashedCheckout(source, source.hash);
  return source.folder === null ? checkout : binary("+", checkout, str(`/${source.folder}`));
}

/** By nixpkgs' fetchgit, in the build: nothing has to be fetched to evaluate. */
function hashedCheckout({ url, rev }: GitRevision, hash: string): Expr {
  return call(
    id("fetchgit"),
    set([
      bind("url", str(gitUrl(url))),
      bind("rev", str(rev)),
      bind("hash", str(hash)),
      bind("fetchSubmodules", bool(false)),
    ]),
  );
}

/** Whether fetching it needs nixpkgs' fetchgit. */
export function needsFetchgit(source: FetchedSource): boolean {
  return source.kind === "git" && source.hash !== null;
}

/** `compareVersions` is 1 where the first is the newer one. */
const olderNix = binary(
  "!=",
  call(select(id("builtins"), "compareVersions"), select(id("builtins"), "nixVersion"), str("2.20")),
  int(1),
);

/** A revision, and what leads to it: it lies on the branch, the tag or, where none is named, the repository's HEAD. */
export interface GitRevision {
  readonly url: string;
  readonly rev: string;
  readonly branch?: string | null;
  readonly tag?: string | null;
  /** What was asked for in place of a branch or tag; it may lie anywhere. */
  readonly ref?: string | null;
  readonly submodules?: boolean;
}

/**
 * The files of a git repository at a revision, by builtins.fetchGit: the revision itself is the hash, so pure evaluation
 * accepts it and nothing has to be prefetched; nixpkgs' fetchgit would want a hash of the files, which mix.lock does not have.
 *
 * Nix since 2.20 fetches the one commit where it may be shallow, whatever leads there (src/libfetchers/git.cc); older ones fetch
 * what `ref` names and look for the commit in it, so that only a commit of unknown place wants all refs.
 */
export function gitCheckout({
  url,
  rev,
  branch = null,
  tag = null,
  ref = null,
  submodules = false,
}: GitRevision): Expr {
  const anywhere = tag === null && branch === null && ref !== null;
  const named = tag !== null ? `refs/tags/${tag}` : branch !== null ? `refs/heads/${branch}` : "HEAD";
  return call(
    select(id("builtins"), "fetchGit"),
    set([
      bind("url", str(gitUrl(url))),
      bind("rev", str(rev)),
      anywhere ? bind("allRefs", olderNix) : bind("ref", str(named)),
      bind("shallow", bool(true)),
      ...(submodules ? [bind("submodules", bool(true))] : []),
    ]),
  );
}
