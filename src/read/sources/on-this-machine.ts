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

/** Where its tarball may lie on this machine. */
export const tarballPaths = (
  entry: HexLockEntry,
  world: SourcesWorld,
): readonly [hexCache: string, ownCache: string] => [
  `${world.hex.cacheHome}/packages/${entry.repo}/${entry.package}-${entry.version}.tar`,
  ownCachePath(entry, world),
];

/** Named by checksum: what one lock has fetched serves every other, and a name tells nothing that is not verified. */
export function ownCachePath(entry: HexLockEntry, world: SourcesWorld, ending = "tar"): string {
  return `${world.cachePath}/${entry.outerChecksum ?? `inner-${entry.innerChecksum}`}.${ending}`;
}
