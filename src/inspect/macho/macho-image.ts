import type { Image } from "../image.ts";
import { type MachOSection, hasChainedFixups, readMachOSections } from "./commands.ts";
import type { MachOFile } from "./macho-file.ts";

/** What is read of all sections at most. */
const sectionLimit = 256 << 20;

/** A Mach-O file as it lies in memory. Its libraries are linked for the address 0, so that a pointer is an offset. */
export function machOImage(file: MachOFile): Image {
  const sections = readMachOSections(file);
  const bytesAt = (section: MachOSection, from: number, length: number): Buffer => {
    if (section.offset === undefined) return Buffer.alloc(0);
    const start = section.offset + from;
    return file.bytes.read(file.start + start, Math.max(0, Math.min(length, section.size - from, file.size - start)));
  };
  const holding = (address: number): MachOSection | undefined =>
    sections.find((section) => address >= section.address && address < section.address + section.size);
  let pointers: ReadonlyMap<number, number> | undefined;
  return {
    word: file.word,
    little: file.little,
    at(address, length) {
      const section = holding(address);
      return section === undefined ? Buffer.alloc(0) : bytesAt(section, address - section.address, length);
    },
    pointers: () => (pointers ??= readPointers(file, sections, bytesAt)),
    isCode: (address) => holding(address)?.code === true,
    *constants() {
      let left = Math.min(file.size, sectionLimit);
      for (const section of sections) {
        if (section.code || (section.segment !== "__TEXT" && section.name !== "__const")) continue;
        const bytes = bytesAt(section, 0, left);
        left -= bytes.length;
        yield bytes;
      }
    },
  };
}

/**
 * Words of the data that are addresses of the library. With chained fixups (mach-o/fixup-chains.h, the 64-bit formats 2 and
 * 6) the address is the lower 36 bits, and the highest bit marks what belongs to another library.
 */
function readPointers(
  file: MachOFile,
  sections: readonly MachOSection[],
  bytesAt: (section: MachOSection, from: number, length: number) => Buffer,
): Map<number, number> {
  const { word, little } = file;
  const chained = hasChainedFixups(file);
  const pointers = new Map<number, number>();
  const end = Math.max(0, ...sections.map(({ address, size }) => address + size));
  // Sections of a damaged file may overlap: all together are no more than the file.
  let left = Math.min(file.size, sectionLimit);
  for (const section of sections) {
    if (!section.segment.startsWith("__DATA") || section.offset === undefined) continue;
    const bytes = bytesAt(section, 0, left);
    left -= bytes.length;
    for (let at = 0; at + word <= bytes.length; at += word) {
      const [low, high] = halves(bytes, at, word, little);
      if (chained && high >>> 31 === 1) continue;
      const target = (chained ? high & 0xf : high) * 2 ** 32 + low;
      if (target === 0 || target >= end) continue;
      pointers.set(section.address + at, target);
    }
  }
  return pointers;
}

function halves(bytes: Buffer, at: number, word: 4 | 8, little: boolean): readonly [low: number, high: number] {
  if (word === 4) return [little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at), 0];
  return little
    ? [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)]
    : [bytes.readUInt32BE(at + 4), bytes.readUInt32BE(at)];
}
