import { Malformed } from "../model/malformed.ts";
import type { Bytes } from "../ports/random-access.ts";

/** A table of an object file may have this many bytes; real ones have a tenth. Larger ones only serve to fill memory. */
export const tableLimit = 256 << 20;

/**
 * Reads the fields of an object file's table in one byte order. Offsets count from the table's start; one that lies outside
 * throws Malformed, never reads something else.
 */
export class FieldReader {
  readonly buffer: Buffer;
  readonly little: boolean;

  constructor(buffer: Buffer, little: boolean) {
    this.buffer = buffer;
    this.little = little;
  }

  get length(): number {
    return this.buffer.length;
  }

  u8(at: number): number {
    return this.buffer[this.#within(at, 1)] as number;
  }

  u16(at: number): number {
    this.#within(at, 2);
    return this.little ? this.buffer.readUInt16LE(at) : this.buffer.readUInt16BE(at);
  }

  u32(at: number): number {
    this.#within(at, 4);
    return this.little ? this.buffer.readUInt32LE(at) : this.buffer.readUInt32BE(at);
  }

  /** A number of 64 bits. Beyond 2^53 it is rounded: no offset, size or address of a real file is so large, and each is held against a limit. */
  u64(at: number): number {
    const [low, high] = this.little ? [at, at + 4] : [at + 4, at];
    return this.u32(high) * 2 ** 32 + this.u32(low);
  }

  /** An address or size: 4 or 8 bytes. */
  word(at: number, size: 4 | 8): number {
    return size === 8 ? this.u64(at) : this.u32(at);
  }

  /** The text up to the next zero byte, as Latin-1. Undefined where none ends it within `limit` bytes. */
  text(at: number, limit = 4096): string | undefined {
    if (at < 0 || at >= this.buffer.length) return undefined;
    const end = this.buffer.indexOf(0, at);
    return end === -1 || end - at > limit ? undefined : this.buffer.toString("latin1", at, end);
  }

  #within(at: number, size: number): number {
    if (!(at >= 0 && at + size <= this.buffer.length)) throw new Malformed("a field lies outside of its table");
    return at;
  }
}

/** A table of the file, whole. Throws Malformed where it leaves the file or is larger than any real one. */
export function readTable(bytes: Bytes, offset: number, size: number, what: string): Buffer {
  if (!(offset >= 0 && size >= 0 && offset + size <= bytes.size))
    throw new Malformed(`${what} lies outside of the file`);
  if (size > tableLimit) throw new Malformed(`${what} is larger than ${tableLimit} bytes`);
  const table = bytes.read(offset, size);
  if (table.length < size) throw new Malformed(`${what} is cut off`);
  return table;
}
