import type { Expr } from "../nix/ast.ts";
import type { FetchedSource, PrivateRepository } from "../plan/build-plan.ts";
import { binary, bind, bool, call, id, select, set, str } from "../nix/build.ts";

/** The expression that fetches a dependency's sources. */
export function fetcherOf(source: FetchedSource): Expr {
  return source.kind === "hex" ? hexFetcher(source) : gitFetcher(source);
}

/**
 * A private repository: nif2nix.nix fetches the tarball with the key from the environment of the build, so that no
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
      bind("sha256", str(source.outerChecksum ?? "")),
    ]),
  );
}

/** Whether fetching it needs nif2nix.nix. */
export function needsHelpers(source: FetchedSource): boolean {
  return source.kind === "hex" && source.repository !== null;
}

/** fetchHex wants the lock's outer checksum, so nothing has to be prefetched (nixpkgs fetch-hex.nix). */
function hexFetcher(source: FetchedSource & { kind: "hex" }): Expr {
  if (source.repository !== null) return privateHexFetcher(source, source.repository);
  return call(
    select(id("beamPackages"), "fetchHex"),
    set([
      bind("pkg", str(source.package)),
      bind("version", str(source.version)),
      bind("sha256", str(source.outerChecksum ?? "")),
    ]),
  );
}

/**
 * builtins.fetchGit with a revision: the revision itself is the hash, so pure evaluation accepts it and nothing has to
 * be prefetched; nixpkgs' fetchgit would want a hash of the files, which mix.lock does not have.
 * allRefs, because the revision may be on no branch that the remote's HEAD leads to.
 */
function gitFetcher(source: FetchedSource & { kind: "git" }): Expr {
  const checkout = gitCheckout(source.url, source.rev, source.submodules);
  return source.subdir === null ? checkout : binary("+", checkout, str(`/${source.subdir}`));
}

/** The files of a git repository at a revision. */
export function gitCheckout(url: string, rev: string, submodules = false): Expr {
  return call(
    select(id("builtins"), "fetchGit"),
    set([
      bind("url", str(nixGitUrl(url))),
      bind("rev", str(rev)),
      bind("allRefs", bool(true)),
      ...(submodules ? [bind("submodules", bool(true))] : []),
    ]),
  );
}

/** scp-like addresses (git@host:path) are no URLs; Nix wants ssh://git@host/path. */
export function nixGitUrl(url: string): string {
  const scp = /^(?<user>[^/@:]+@)?(?<host>[^/@:]+):(?!\/\/)(?<path>.+)$/.exec(url)?.groups;
  if (scp === undefined || url.includes("://")) return url;
  return `ssh://${scp["user"] ?? ""}${scp["host"]}/${(scp["path"] as string).replace(/^\/+/, "")}`;
}
