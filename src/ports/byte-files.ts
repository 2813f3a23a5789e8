/** Files as bytes, for what is no text: tarballs and the caches that keep them. Paths are absolute. */
export interface ByteFiles {
  /** The bytes, or undefined where there is no such file or it cannot be read or is larger than `limit`. */
  read(path: string, limit: number): Uint8Array | undefined;
  /** Writes a file whole or not at all, making its folders. False where that cannot be done. */
  write(path: string, bytes: Uint8Array): boolean;
}
