import { closeSync, constants, fstatSync, openSync, readSync, renameSync, unlinkSync, writeFileSync } from "node:fs";

export interface Entry {
  readonly path: string;
  /** What the bytes were made from, and by whom; without line ends. */
  readonly key: string;
}

export interface Cached {
  /** Of which runs: what they needed is there, what others need may not be. */
  readonly contents: readonly string[];
  readonly bytes: Buffer;
}

/** Runs that an entry names; the last ones, so that it does not grow for ever. */
const MAX_CONTENTS = 20;

/**
 * An entry as it was written by this user; undefined for any other. A file is two lines, the key and the contents, and the
 * bytes twice: damage must be noticed (V8 runs damaged code), and comparing two copies costs less than any checksum.
 */
export function readEntry({ path, key }: Entry): Cached | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const size = sizeOfOwn(file);
      return size === undefined ? undefined : readBoth(file, size, key);
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** Larger ones are no entries of ours. */
const MAX_SIZE = 128 << 20;

/** The size of a regular file of this user's, that is no link and that others cannot write to. A pipe is not waited for. */
function sizeOfOwn(file: number): number | undefined {
  const found = fstatSync(file);
  const { size, uid, mode, nlink } = found;
  if (!found.isFile() || nlink !== 1 || size > MAX_SIZE || (mode & 0o022) !== 0) return undefined;
  return uid === process.geteuid?.() ? size : undefined;
}

/** What is compared at a time: megabytes that are held at once make V8 look for garbage. */
const CHUNK = 256 << 10;

/** Where that is put, for all entries: memory that is touched for the first time is dear. */
let chunk: Buffer | undefined;

/** The first copy of the bytes, if the second is the same. */
function readBoth(file: number, size: number, key: string): Cached | undefined {
  chunk ??= Buffer.allocUnsafeSlow(CHUNK);
  const [start, expected] = [Buffer.byteLength(key), Buffer.from(`${key}\n`)];
  const head = chunk.subarray(0, readSync(file, chunk, 0, CHUNK, 0));
  if (!head.subarray(0, start + 1).equals(expected)) return undefined;
  const end = head.indexOf("\n", start + 1);
  const length = (size - end - 1) / 2;
  if (end < 0 || !Number.isInteger(length)) return undefined;
  const contents = head
    .subarray(start + 1, end)
    .toString()
    .split("\t");
  const bytes = Buffer.allocUnsafe(length);
  if (readSync(file, bytes, 0, length, end + 1) !== length) return undefined;
  for (let at = 0; at < length; at += CHUNK) {
    const part = bytes.subarray(at, at + CHUNK);
    const read = readSync(file, chunk, 0, part.length, end + 1 + length + at);
    if (!part.equals(chunk.subarray(0, read))) return undefined;
  }
  return { contents, bytes };
}

/** Whole or not at all; where it cannot be written, nothing is. */
export function writeEntry({ path, key }: Entry, contents: readonly string[], bytes: Buffer): void {
  const temporary = `${path}.${process.pid}`;
  try {
    const head = Buffer.from(`${key}\n${contents.slice(-MAX_CONTENTS).join("\t")}\n`);
    writeFileSync(temporary, Buffer.concat([head, bytes, bytes]), { mode: 0o600, flag: "wx" });
    renameSync(temporary, path);
  } catch {
    try {
      unlinkSync(temporary);
    } catch {
      // It was never there.
    }
  }
}
