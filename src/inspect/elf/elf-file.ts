import { Malformed } from "../../model/malformed.ts";
import type { Bytes } from "../../ports/random-access.ts";
import { FieldReader, readTable } from "../field-reader.ts";

/** What an ELF file says of itself: header, segments, sections. Source of all offsets: the System V ABI, "Object Files" (gabi). */
export interface ElfFile {
  readonly bytes: Bytes;
  /** Bytes of an address: 4 in a file of class ELFCLASS32, 8 in one of ELFCLASS64. */
  readonly word: 4 | 8;
  readonly little: boolean;
  /** e_machine. */
  readonly machine: number;
  /** e_type: 1 relocatable, 2 executable, 3 shared object, 4 core. */
  readonly type: number;
  readonly segments: readonly Segment[];
  /** Empty where a file has none; undefined where they cannot be read, which no loader minds. */
  readonly sections: readonly Section[] | undefined;
}

export interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  /** Bytes in the file. */
  readonly size: number;
}

export interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

export const PT = { load: 1, dynamic: 2, interpreter: 3 } as const;
export const SHT = { symtab: 2, nobits: 8, dynsym: 11 } as const;
const flags = { writable: 1, allocated: 2, code: 4 } as const;

export const isElf = (head: Uint8Array): boolean =>
  head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;

/** Reads header, segments and sections. Throws Malformed where header or segments cannot be read. */
export function readElf(bytes: Bytes): ElfFile {
  const head = bytes.read(0, 64);
  if (!isElf(head)) throw new Malformed("no ELF file");
  const [elfClass, data] = [head[4], head[5]];
  if (elfClass !== 1 && elfClass !== 2) throw new Malformed(`an ELF file of the unknown class ${elfClass}`);
  if (data !== 1 && data !== 2) throw new Malformed(`an ELF file of the unknown byte order ${data}`);
  const word = elfClass === 1 ? 4 : 8;
  const little = data === 1;
  const header = new FieldReader(head, little);
  const wide = word === 8;
  const file = { bytes, word, little, machine: header.u16(18), type: header.u16(16) } as const;
  const segments = readSegments(
    file,
    header.word(wide ? 32 : 28, word),
    header.u16(wide ? 54 : 42),
    header.u16(wide ? 56 : 44),
  );
  const sections = orUndefined(() =>
    readSections(file, {
      offset: header.word(wide ? 40 : 32, word),
      entry: header.u16(wide ? 58 : 46),
      count: header.u16(wide ? 60 : 48),
      names: header.u16(wide ? 62 : 50),
    }),
  );
  return { ...file, segments, sections };
}

/** Every address is looked for in all segments, every name in all sections: real libraries have about 10 and 40. */
const segmentLimit = 256;
const sectionLimit = 4096;

type Head = Pick<ElfFile, "bytes" | "word" | "little">;

function readSegments({ bytes, word, little }: Head, offset: number, entry: number, count: number): Segment[] {
  if (count === 0) return [];
  if (count > segmentLimit) throw new Malformed("more segments than any library has");
  const wide = word === 8;
  if (entry < (wide ? 56 : 32)) throw new Malformed("the program headers are too small");
  const table = new FieldReader(readTable(bytes, offset, entry * count, "the table of segments"), little);
  return Array.from({ length: count }, (_, index) => {
    const at = index * entry;
    return {
      type: table.u32(at),
      flags: table.u32(at + (wide ? 4 : 24)),
      offset: table.word(at + (wide ? 8 : 4), word),
      address: table.word(at + (wide ? 16 : 8), word),
      size: table.word(at + (wide ? 32 : 16), word),
    };
  });
}

interface SectionTable {
  readonly offset: number;
  readonly entry: number;
  readonly count: number;
  readonly names: number;
}

function readSections({ bytes, word, little }: Head, { offset, entry, count, names }: SectionTable): Section[] {
  if (offset === 0 || count === 0) return [];
  if (count > sectionLimit) throw new Malformed("more sections than any library has");
  const wide = word === 8;
  if (entry < (wide ? 64 : 40)) throw new Malformed("the section headers are too small");
  const table = new FieldReader(readTable(bytes, offset, entry * count, "the table of sections"), little);
  const bare = Array.from({ length: count }, (_, index) => {
    const at = index * entry;
    return {
      nameAt: table.u32(at),
      type: table.u32(at + 4),
      flags: table.word(at + 8, word),
      address: table.word(at + (wide ? 16 : 12), word),
      offset: table.word(at + (wide ? 24 : 16), word),
      size: table.word(at + (wide ? 32 : 20), word),
    };
  });
  const strings = bare[names];
  const text =
    strings && new FieldReader(readTable(bytes, strings.offset, strings.size, "the table of section names"), little);
  return bare.map(({ nameAt, ...section }) => ({ ...section, name: text?.text(nameAt) ?? "" }));
}

/** Sections of a kind: code, constants (neither code nor writable), or everything else that is loaded. */
export function loadedSections(file: ElfFile, kind: "code" | "constants"): readonly Section[] | undefined {
  const loaded = file.sections?.filter((section) => (section.flags & flags.allocated) !== 0);
  if (loaded === undefined || loaded.length === 0) return undefined;
  return loaded.filter(({ flags: bits, type }) =>
    kind === "code" ? (bits & flags.code) !== 0 : type === 1 && (bits & (flags.code | flags.writable)) === 0,
  );
}

/**
 * The bytes at an address as the loader maps them, at most `length`: fewer where the segment's part of the file ends.
 */
export function atAddress(file: ElfFile, address: number, length: number): Buffer {
  for (const segment of file.segments) {
    if (segment.type !== PT.load || address < segment.address || address >= segment.address + segment.size) continue;
    const inside = address - segment.address;
    return file.bytes.read(segment.offset + inside, Math.min(length, segment.size - inside));
  }
  return Buffer.alloc(0);
}

/** A table at an address, whole. Throws Malformed where the file does not have it. */
export function tableAt(file: ElfFile, address: number, size: number, what: string): FieldReader {
  for (const segment of file.segments) {
    if (segment.type !== PT.load || address < segment.address || address >= segment.address + segment.size) continue;
    const offset = segment.offset + address - segment.address;
    return new FieldReader(readTable(file.bytes, offset, size, what), file.little);
  }
  throw new Malformed(`${what} lies in no segment`);
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
