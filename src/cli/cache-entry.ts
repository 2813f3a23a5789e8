import { closeSync, fstatSync, mkdirSync, openSync, readSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

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

function readOwn(path: string): Buffer | undefined {
  const file = openSync(path, "r");
  try {
    const { size, uid } = fstatSync(file);
    if (process.geteuid !== undefined && uid !== process.geteuid()) return undefined;
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
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
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
