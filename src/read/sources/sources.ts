import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import { type GitLockEntry, type HexLockEntry, type LockEntry, takenFolder } from "../../model/lock.ts";
import { Malformed } from "../../model/malformed.ts";
import { isInside, joinPath } from "../../model/paths.ts";
import type { ByteFiles } from "../../ports/byte-files.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { NetworkFault, type Network } from "../../ports/network.ts";
import { download } from "./download.ts";
import { checkedOutRevision } from "./git-checkout.ts";
import { readHexMetadata, type HexMetadata } from "./hex-metadata.ts";
import { tarballAddress } from "./hex-repository.ts";
import { type HexSettings, isSendable } from "./hex-settings.ts";
import { tarballLimit, unpackHexTarball, WrongChecksum, type HexPackage } from "./hex-tarball.ts";
import { cachePath, hexCachePlace, manifestIn, ownCachePlace } from "./on-this-machine.ts";
import { runBounded } from "./run-bounded.ts";

/** Where the sources of a locked dependency are; read them with `files`, from `path` on. */
export type LocatedSource =
  | {
      /** deps/<app>, as Mix has left it there. */
      readonly kind: "folder";
      readonly path: string;
      readonly files: ReadFileSystem;
      /** What the Hex package says of itself; undefined for git, and where it is not there. */
      readonly metadata: HexMetadata | undefined;
      /** Of the tarball that it was unpacked from, as Hex noted it. */
      readonly outerChecksum?: string | undefined;
    }
  | {
      /** A verified tarball, unpacked in memory. */
      readonly kind: "archive";
      readonly path: string;
      readonly files: ReadFileSystem & HexPackage["files"];
      readonly metadata: HexMetadata;
      readonly outerChecksum: string;
      readonly from: "hex-cache" | "own-cache" | "download";
    }
  | { readonly kind: "missing"; /** One clause, for a person. */ readonly reason: string };

/** A step of a download, for a progress line. */
export interface SourceProgress {
  readonly app: string;
  /** "slow": it is under way for some time already, and `bytes` are there. */
  readonly step: "start" | "slow" | "done" | "failed";
  readonly bytes?: number;
  /** Downloads that are over, and all that were asked for. */
  readonly finished: number;
  readonly total: number;
}

export interface SourcesWorld {
  readonly fs: ReadFileSystem;
  readonly bytes: ByteFiles;
  /** Undefined forbids the network, as --offline does. */
  readonly network: Network | undefined;
  readonly hex: HexSettings;
  /** Absolute: the project's deps folder. */
  readonly depsPath: string;
  /** Absolute: the folder where downloads are kept. */
  readonly cachePath: string;
  readonly diagnostics: DiagnosticSink;
  /** Whether it is the outer checksum of each that is looked for. */
  readonly wantsChecksums?: boolean;
  readonly onProgress?: (progress: SourceProgress) => void;
}

export type LocateSources = typeof locateSources;

/**
 * Finds the sources of locked dependencies: deps/<app> where it matches the lock, else a tarball of Hex's cache or our own, else a
 * download. Every tarball is verified against the lock. What cannot be had is reported (source-missing, source-checksum) and
 * "missing" in the result, which has an entry for each wanted dependency. Never rejects for what files or the network do.
 */
export async function locateSources(
  wanted: readonly LockEntry[],
  world: SourcesWorld,
): Promise<ReadonlyMap<string, LocatedSource>> {
  const located = new Map<string, LocatedSource>();
  const downloads: HexLockEntry[] = [];
  for (const entry of wanted) {
    const found = locateHere(entry, world);
    located.set(entry.app, found ?? { kind: "missing", reason: "it was not looked for" });
    if (found === undefined && entry.kind === "hex") downloads.push(entry);
  }
  let finished = 0;
  const tell = (app: string, step: SourceProgress["step"]): void =>
    world.onProgress?.({ app, step, finished, total: downloads.length });
  await runBounded(downloads, world.hex.concurrency, async (entry) => {
    tell(entry.app, "start");
    const source = await fetchSource(entry, world, (bytes) =>
      world.onProgress?.({ app: entry.app, step: "slow", bytes, finished, total: downloads.length }),
    );
    located.set(entry.app, source);
    finished++;
    tell(entry.app, source.kind === "missing" ? "failed" : "done");
  });
  for (const entry of wanted) {
    const source = located.get(entry.app);
    if (source?.kind === "missing") {
      world.diagnostics.report("source-missing", entry.place, { app: entry.app, reason: source.reason });
    }
  }
  return located;
}

/** What is on this machine, or why nothing can be; undefined where a download may help. */
function locateHere(entry: LockEntry, world: SourcesWorld): LocatedSource | undefined {
  const folder = `${world.depsPath}/${entry.app}`;
  if (entry.kind === "git") return locateCheckout(entry, folder, world);
  const manifest = manifestIn(folder, entry, world);
  // An old Hex noted no outer checksum, and where the lock has none it is looked for.
  if (manifest !== undefined && (world.wantsChecksums !== true || manifest.outerChecksum !== undefined)) {
    const { outerChecksum } = manifest;
    return { kind: "folder", path: folder, files: world.fs, metadata: folderMetadata(folder, world), outerChecksum };
  }
  return (
    fromTarball(entry, cachePath(hexCachePlace(entry, world)), "hex-cache", world) ??
    fromTarball(entry, cachePath(ownCachePlace(entry, world)), "own-cache", world)
  );
}

function locateCheckout(entry: GitLockEntry, folder: string, world: SourcesWorld): LocatedSource {
  const revision = checkedOutRevision(world.fs, folder);
  if (revision === entry.rev) {
    const inside = takenFolder(entry.options);
    const path = joinPath(folder, inside);
    // The lock is not ours: its folders must not lead anywhere else.
    if (isInside(folder, path) && world.fs.isDirectory(path))
      return { kind: "folder", path, files: world.fs, metadata: undefined };
    return { kind: "missing", reason: `its checkout has no folder ${inside}` };
  }
  const what =
    revision === undefined ? "there is no checkout of it" : `its checkout stands at ${revision.slice(0, 12)}`;
  return { kind: "missing", reason: `${what} in the deps folder; mix deps.get makes one` };
}

function folderMetadata(folder: string, world: SourcesWorld): HexMetadata | undefined {
  const bytes = world.bytes.read(`${folder}/hex_metadata.config`, 1 << 20);
  try {
    return bytes === undefined ? undefined : readHexMetadata(bytes);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** A tarball of a cache, or undefined where it is not there or not the locked one: then it is fetched again. */
function fromTarball(
  entry: HexLockEntry,
  path: string,
  from: "hex-cache" | "own-cache",
  world: SourcesWorld,
): LocatedSource | undefined {
  const tarball = world.bytes.read(path, tarballLimit);
  if (tarball === undefined) return undefined;
  try {
    return archived(unpackHexTarball(tarball, entry), from);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function archived(unpacked: HexPackage, from: "hex-cache" | "own-cache" | "download"): LocatedSource {
  const { files, metadata, outerChecksum } = unpacked;
  return { kind: "archive", path: files.path, files, metadata, outerChecksum, from };
}

async function fetchSource(
  entry: HexLockEntry,
  world: SourcesWorld,
  onProgress: (bytes: number) => void,
): Promise<LocatedSource> {
  if (entry.outerChecksum === null && entry.innerChecksum === null) {
    return { kind: "missing", reason: "the lock has no checksum to verify it by; mix deps.get adds one" };
  }
  if (world.network === undefined || world.hex.offline) {
    return { kind: "missing", reason: "it is not on this machine, and downloads are not allowed" };
  }
  if (world.hex.fault !== undefined) return { kind: "missing", reason: world.hex.fault };
  const address = tarballAddress(world.hex, entry);
  if (address === undefined) {
    return { kind: "missing", reason: `the repository ${entry.repo} is not set up here; mix hex.repo add does that` };
  }
  if (!isSendable(address.authorization ?? "")) {
    return { kind: "missing", reason: `the key of the repository ${entry.repo} holds a character that cannot be sent` };
  }
  try {
    const options = { network: world.network, timeout: world.hex.timeout, limit: tarballLimit, onProgress };
    const tarball = await download(address, options);
    const source = archived(unpackHexTarball(tarball, entry), "download");
    world.bytes.write(cachePath(ownCachePlace(entry, world)), tarball);
    return source;
  } catch (error) {
    if (!(error instanceof Malformed) && !(error instanceof NetworkFault)) throw error;
    if (error instanceof WrongChecksum) {
      const host = new URL(address.url).host;
      world.diagnostics.report("source-checksum", entry.place, { app: entry.app, host, problem: error.message });
    }
    return { kind: "missing", reason: error.message };
  }
}
