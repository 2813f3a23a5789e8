import type { HexLockEntry } from "../../model/lock.ts";
import { Malformed } from "../../model/malformed.ts";
import { gunzip } from "../../ports/gunzip.ts";
import { lazyCrypto } from "../../ports/lazy-builtins.ts";
import { archiveAt, type Archive } from "./archive.ts";
import { readHexMetadata, type HexMetadata } from "./hex-metadata.ts";
import { readTar } from "./tar.ts";

/** Twice what Hex allows: 16 MiB as a tarball, 128 MiB unpacked. Self-hosted repositories may allow more. */
export const tarballLimit = 32 << 20;
const contentsLimit = 256 << 20;

export interface HexPackage {
  readonly metadata: HexMetadata;
  readonly files: Archive;
  /** Of the whole tarball. */
  readonly outerChecksum: string;
}

/** The checksum of a tarball is not that of the lock. */
export class WrongChecksum extends Malformed {}

/**
 * Unpacks a Hex tarball in memory after verifying it against the lock: VERSION ("3"), CHECKSUM, metadata.config and
 * contents.tar.gz in an outer tar (hex src/mix_hex_tarball.erl). A lock without any checksum verifies nothing: refused.
 * Throws WrongChecksum or Malformed.
 */
export function unpackHexTarball(tarball: Uint8Array, entry: HexLockEntry): HexPackage {
  if (entry.outerChecksum === null && entry.innerChecksum === null)
    throw new Malformed("the lock has no checksum for it");
  if (tarball.length > tarballLimit) throw new Malformed("the tarball is too large");
  const outerChecksum = sha256(tarball);
  if (entry.outerChecksum !== null && outerChecksum !== entry.outerChecksum) {
    throw new WrongChecksum("its outer checksum is not that of the lock");
  }
  const outer = new Map(readTar(tarball).map((file) => [file.path, file.data]));
  const [version, checksum, metadata, contents] = ["VERSION", "CHECKSUM", "metadata.config", "contents.tar.gz"].map(
    (name) => {
      const data = outer.get(name);
      if (data === undefined) throw new Malformed(`the tarball has no ${name}`);
      return data;
    },
  ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  if (Buffer.from(version).toString().trim() !== "3") throw new Malformed("the tarball is not of version 3");
  const inner = sha256(version, metadata, contents);
  if (Buffer.from(checksum).toString().trim().toLowerCase() !== inner) {
    throw new WrongChecksum("its contents do not have the checksum that it names");
  }
  if (entry.innerChecksum !== null && inner !== entry.innerChecksum) {
    throw new WrongChecksum("its inner checksum is not that of the lock");
  }
  const read = readHexMetadata(metadata);
  if (read.name !== entry.package || read.version !== entry.version) {
    throw new Malformed(`it holds ${read.name} ${read.version}, not ${entry.package} ${entry.version}`);
  }
  const tar = gunzip(contents, contentsLimit);
  if (tar === undefined) throw new Malformed("its contents cannot be unpacked, or are too large");
  const files = archiveAt(`/hex/${entry.package}-${entry.version}`, readTar(tar));
  return { metadata: read, files, outerChecksum };
}

function sha256(...parts: readonly Uint8Array[]): string {
  const hash = lazyCrypto().createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
