import { isOfCratesIo } from "../../model/crates-io.ts";
import type { NarFolder, NarNode } from "../../nix/nar.ts";
import { narHash } from "../../nix/nar.ts";
import type { LockedPackage } from "./cargo-lock.ts";
import { gitSource } from "./git-source.ts";

/** What the crates of a lock are had from. Each rejects, or answers with a clause for a person, where one cannot be had. */
export interface CrateStore {
  /** The archive of a crate of crates.io, whose checksum is that of the lock. */
  archive(crate: {
    readonly name: string;
    readonly version: string;
    readonly checksum: string;
  }): Promise<Got<Uint8Array>>;
  /** The files of a repository at a commit, without its submodules. */
  checkout(git: { readonly url: string; readonly rev: string }): Promise<Got<NarFolder>>;
}

export type Got<T> = { readonly got: T } | { readonly missing: string };

/**
 * `cargoHash` of nixpkgs: the hash of what fetchCargoVendor downloads, Cargo.lock itself, the archive of each crate and the files
 * of each repository (pkgs/build-support/rust/fetch-cargo-vendor-util.py, create-vendor-staging).
 * @param lock its bytes, which are a part of it.
 */
export async function vendorHash(
  lock: Uint8Array,
  packages: readonly LockedPackage[],
  store: CrateStore,
): Promise<Got<string>> {
  const archives = new Map<string, NarNode>();
  const checkouts = new Map<string, NarNode>();
  for (const { name, version, source, checksum } of packages) {
    if (source === null) continue;
    const git = gitSource(source);
    if (git !== undefined) {
      if (checkouts.has(git.rev)) continue;
      const found = await store.checkout(git);
      if ("missing" in found) return { missing: `${name} ${version}: ${found.missing}` };
      checkouts.set(git.rev, found.got);
    } else if (!isOfCratesIo(source) || checksum === null) {
      return { missing: `${name} ${version} is not of crates.io` };
    } else {
      const found = await store.archive({ name, version, checksum });
      if ("missing" in found) return { missing: `${name} ${version}: ${found.missing}` };
      archives.set(`${name}-${version}.tar.gz`, file(found.got));
    }
  }
  const entries = new Map<string, NarNode>([["Cargo.lock", file(lock)]]);
  if (checkouts.size > 0) entries.set("git", { kind: "folder", entries: checkouts });
  if (archives.size > 0) entries.set("tarballs", { kind: "folder", entries: archives });
  return { got: narHash({ kind: "folder", entries }) };
}

const file = (data: Uint8Array): NarNode => ({ kind: "file", executable: false, data });
