/** The bytes of one file, read where they are asked for. */
export interface Bytes {
  readonly size: number;
  /** The bytes from `offset` on, at most `length` of them: fewer at the end, none beyond it. */
  read(offset: number, length: number): Buffer;
}

/** Files of which a part is read at a time. Paths are absolute. */
export interface RandomAccess {
  /** Calls `use` with the file's bytes; undefined where there is no regular file or it cannot be read. */
  open<T>(path: string, use: (bytes: Bytes) => T): T | undefined;
}

/** Bytes that are in memory already. */
export function bytesOf(data: Uint8Array): Bytes {
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return {
    size: buffer.length,
    read: (offset, length) =>
      buffer.subarray(Math.min(offset, buffer.length), Math.min(offset + length, buffer.length)),
  };
}
