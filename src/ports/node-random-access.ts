import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { Bytes, RandomAccess } from "./random-access.ts";

/** What is read at once at least: the tables of a library lie close to each other, and each call of the system costs. */
const page = 1 << 16;

/** The machine's files. A named pipe or a device is no file: it is not waited for. */
export const nodeRandomAccess: RandomAccess = {
  open(path, use) {
    let descriptor: number;
    try {
      descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    } catch {
      return undefined;
    }
    try {
      const stat = fstatSync(descriptor);
      return stat.isFile() ? use(bytesOfDescriptor(descriptor, stat.size)) : undefined;
    } finally {
      closeSync(descriptor);
    }
  },
};

function bytesOfDescriptor(descriptor: number, size: number): Bytes {
  let kept: Buffer = Buffer.alloc(0);
  let keptFrom = 0;
  return {
    size,
    read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      if (offset >= keptFrom && offset + wanted <= keptFrom + kept.length)
        return kept.subarray(offset - keptFrom, offset - keptFrom + wanted);
      const from = readAt(descriptor, offset, Math.min(Math.max(wanted, page), size - offset));
      if (from.length <= 4 * page) {
        kept = from;
        keptFrom = offset;
      }
      return from.subarray(0, wanted);
    },
  };
}

/** Shorter than asked for where somebody shortens the file meanwhile. */
function readAt(descriptor: number, offset: number, length: number): Buffer {
  if (length <= 0) return Buffer.alloc(0);
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const read = readSync(descriptor, buffer, done, length - done, offset + done);
    if (read === 0) break;
    done += read;
  }
  return buffer.subarray(0, done);
}
