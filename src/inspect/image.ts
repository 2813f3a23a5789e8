/** A library as it lies in memory once it is loaded, as far as that can be known from its file. Addresses are those of the file. */
export interface Image {
  /** Bytes of a pointer. */
  readonly word: 4 | 8;
  readonly little: boolean;
  /** The bytes at an address, at most `length`: fewer where a part of the file ends, none where the file has none there. */
  at(address: number, length: number): Buffer;
  /** Where pointers into the library itself lie, and where they point to. */
  pointers(): ReadonlyMap<number, number>;
  isCode(address: number): boolean;
  /** Parts that hold constants, strings among them. */
  constants(): Iterable<Buffer>;
}

/** The text at an address up to the next zero byte, as Latin-1; undefined where there is none of 1 to `limit` bytes. */
export function textAt(image: Image, address: number, limit = 300): string | undefined {
  const bytes = image.at(address, limit + 1);
  const end = bytes.indexOf(0);
  return end > 0 ? bytes.toString("latin1", 0, end) : undefined;
}

/** The number of 32 bits at an address. */
export function u32At(image: Image, address: number): number | undefined {
  const bytes = image.at(address, 4);
  if (bytes.length < 4) return undefined;
  return image.little ? bytes.readUInt32LE() : bytes.readUInt32BE();
}
