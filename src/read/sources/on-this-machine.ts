import type { HexLockEntry } from "../../model/lock.ts";
import { Malformed } from "../../model/malformed.ts";
import { type HexManifest, manifestMatches, readHexManifest } from "./hex-manifest.ts";
import type { SourcesWorld } from "./sources.ts";

/** Whether deps/ holds a package of Hex as it is locked. */
export const liesInDeps = (entry: HexLockEntry, world: SourcesWorld): boolean =>
  manifestIn(`${world.depsPath}/${entry.app}`, entry, world) !== undefined;

/** What Hex noted of the package that lies there, where that is the locked one. */
export function manifestIn(folder: string, entry: HexLockEntry, world: SourcesWorld): HexManifest | undefined {
  const bytes = world.bytes.read(`${folder}/.hex`, 1 << 20);
  try {
    const manifest = bytes === undefined ? undefined : readHexManifest(bytes);
    return manifest !== undefined && manifestMatches(manifest, entry) ? manifest : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** Where a file of a cache may lie, as the folder and the name in it: most are looked for only in what a folder holds. */
export interface CachePlace {
  readonly folder: string;
  readonly name: string;
}

export const cachePath = ({ folder, name }: CachePlace): string => `${folder}/${name}`;

/** Where Hex itself keeps its tarball. */
export const hexCachePlace = (entry: HexLockEntry, world: SourcesWorld): CachePlace => ({
  folder: `${world.hex.cacheHome}/packages/${entry.repo}`,
  name: `${entry.package}-${entry.version}.tar`,
});

/** Named by checksum: what one lock has fetched serves every other, and a name tells nothing that is not verified. */
export const ownCachePlace = (entry: HexLockEntry, world: SourcesWorld, ending = "tar"): CachePlace => ({
  folder: world.cachePath,
  name: `${entry.outerChecksum ?? `inner-${entry.innerChecksum}`}.${ending}`,
});
