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
    const bytes = readOwn(path);
    const [start, expected] = [Buffer.byteLength(key), Buffer.from(`${key}\n`)];
    if (bytes === undefined || !bytes.subarray(0, start + 1).equals(expected)) return undefined;
    const end = bytes.indexOf("\n", start + 1);
    const length = (bytes.length - end - 1) / 2;
    const once = bytes.subarray(end + 1, end + 1 + length);
    if (end < 0 || !once.equals(bytes.subarray(end + 1 + length))) return undefined;
    return {
      contents: bytes
        .subarray(start + 1, end)
        .toString()
        .split("\t"),
      bytes: once,
    };
  } catch {
    return undefined;
  }
}

/** Larger ones are no entries of ours. */
const MAX_SIZE = 128 << 20;

/** A regular file of this user's, that is no link and that others cannot write to. A pipe is not waited for. */
function readOwn(path: string): Buffer | undefined {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = fstatSync(file);
    const { size, uid, mode, nlink } = found;
    if (!found.isFile() || nlink !== 1 || size > MAX_SIZE || (mode & 0o022) !== 0) return undefined;
    if (uid !== process.geteuid?.()) return undefined;
    const bytes = Buffer.allocUnsafe(size);
    return readSync(file, bytes) === size ? bytes : undefined;
  } finally {
    closeSync(file);
  }
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
