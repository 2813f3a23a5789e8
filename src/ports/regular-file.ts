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
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
  try {
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
  } finally {
    closeSync(file);
  }
}
