import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** What keeps a path from being read as a file; `code` as Node's own errors have it. */
export class NoRegularFile extends Error {
  readonly code: string;

  constructor(reason: string) {
    super(reason);
    this.code = reason;
  }
}

/**
 * The bytes of a regular file. Asked of the file that was opened and not of its path: a pipe or a device would be waited for, or
 * have no end. Throws NoRegularFile for those and for what is larger than the limit, and as Node does where it cannot be opened;
 * EISDIR for a folder.
 * @param limit bytes.
 */
export function readRegularFile(path: string, limit: number): Buffer {
  return whileOpen(path, (file) => readBytes(file, limit));
}

/** The same as text: UTF-8, with U+FFFD for what is not. */
export function readRegularText(path: string, limit: number): string {
  return whileOpen(path, (file) => readSmall(file, limit) ?? readBytes(file, limit).toString("utf8"));
}

function whileOpen<T>(path: string, read: (file: number) => T): T {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
  try {
    return read(file);
  } finally {
    closeSync(file);
  }
}

function readBytes(file: number, limit: number): Buffer {
  const found = fstatSync(file);
  if (found.isDirectory()) throw new NoRegularFile("EISDIR");
  if (!found.isFile()) throw new NoRegularFile("it is a pipe, a device or a socket");
  // What grows while it is read ends at the limit; what has no size before it is read, as in /proc, is read until it ends.
  let bytes = Buffer.allocUnsafe(Math.min(found.size, limit) + 1);
  let length = 0;
  for (;;) {
    if (length > limit || found.size > limit) throw new NoRegularFile(`it is larger than ${limit >> 20} MiB`);
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(Math.max(bytes.length, 4096))]);
    const read = readSync(file, bytes, length, bytes.length - length, null);
    length += read;
    // As long as it was when it was opened: that there is no more of it need not be asked.
    if (read === 0 || length === found.size) return bytes.subarray(0, length);
  }
}

let small: Buffer | undefined;

/**
 * The text of a file that ends soon, as nearly all do, without the dear question of what it is: what can be read at a place of it is
 * neither a pipe nor a terminal, and what ends is no device that has no end. Undefined where that has to be asked.
 */
function readSmall(file: number, limit: number): string | undefined {
  small ??= Buffer.allocUnsafeSlow(1 << 16);
  try {
    const length = readSync(file, small, 0, small.length, 0);
    const isAll =
      length > 0 && length < small.length && length <= limit && readSync(file, small, length, 1, length) === 0;
    return isAll ? small.toString("utf8", 0, length) : undefined;
  } catch {
    return undefined;
  }
}
