import { Malformed } from "../../model/malformed.ts";
import type { FieldReader } from "../field-reader.ts";
import type { Image } from "../image.ts";
import type { Dynamic } from "./dynamic.ts";
import { type ElfFile, PT, atAddress, loadedSections, tableAt } from "./elf-file.ts";
import { machines } from "./machines.ts";

const executable = 1;
const writable = 2;
/** Every pointer is looked for in all parts with code: real libraries have about 5. */
const codeLimit = 256;

/** An ELF file as it lies in memory: pointers are what relocations put there. */
export function elfImage(file: ElfFile, dynamic: Dynamic): Image {
  let pointers: ReadonlyMap<number, number> | undefined;
  const code = (
    loadedSections(file, "code") ?? file.segments.filter(({ type, flags }) => type === PT.load && flags & executable)
  ).slice(0, codeLimit);
  const constants =
    loadedSections(file, "constants") ??
    file.segments.filter(({ type, flags }) => type === PT.load && !(flags & writable));
  return {
    word: file.word,
    little: file.little,
    at: (address, length) => atAddress(file, address, length),
    pointers: () => (pointers ??= readPointers(file, dynamic)),
    isCode: (address) => code.some((part) => address >= part.address && address < part.address + part.size),
    *constants() {
      // Parts of a damaged file may overlap: all together are no more than the file.
      let left = Math.min(file.bytes.size, constantLimit);
      for (const part of constants) {
        const bytes = file.bytes.read(part.offset, Math.min(part.size, left));
        left -= bytes.length;
        yield bytes;
      }
    },
  };
}

/** What is read of the constants at most. */
const constantLimit = 256 << 20;

/**
 * Follows the relocations that only need the file: relative ones, those against a symbol of its own, and packed ones (RELR).
 * Throws Malformed where a table leaves the file; nothing for machines whose relocations are not known here.
 */
function readPointers(file: ElfFile, dynamic: Dynamic): Map<number, number> {
  const pointers = new Map<number, number>();
  const machine = machines[file.machine];
  if (machine === undefined) return pointers;
  const { word } = file;
  const inPlace = (address: number): number => tableAt(file, address, word, "a relocated place").word(0, word);
  const symtab = dynamic.value("symtab");
  const symbolAddress = (index: number): number | undefined => {
    if (symtab === undefined) return undefined;
    const entry = tableAt(file, symtab + index * (word === 8 ? 24 : 16), word === 8 ? 24 : 16, "a symbol");
    return entry.u16(word === 8 ? 6 : 14) === 0 ? undefined : entry.word(word === 8 ? 8 : 4, word);
  };
  const follow = (place: number, type: number, symbol: number, addend: () => number): void => {
    if (type === machine.relative && symbol === 0) pointers.set(place, addend());
    else if (type === machine.absolute) {
      const target = symbolAddress(symbol);
      if (target !== undefined) pointers.set(place, target + addend());
    }
  };
  const table = (start: "rela" | "rel" | "relr", size: "relasz" | "relsz" | "relrsz"): FieldReader | undefined => {
    const [address, length] = [dynamic.value(start), dynamic.value(size)];
    return address === undefined || !length ? undefined : tableAt(file, address, length, "a table of relocations");
  };
  for (const [with_, fields] of [
    ["rela", table("rela", "relasz")],
    ["rel", table("rel", "relsz")],
  ] as const) {
    const entry = with_ === "rela" ? 3 * word : 2 * word;
    for (let at = 0; fields !== undefined && at + entry <= fields.length; at += entry) {
      const place = fields.word(at, word);
      // r_info: the symbol in the upper, the type in the lower half; of 32 bits, the type is the last byte.
      const info = at + word;
      const [type, symbol] =
        word === 4
          ? [fields.u32(info) & 0xff, fields.u32(info) >>> 8]
          : [fields.u32(file.little ? info : info + 4), fields.u32(file.little ? info + 4 : info)];
      follow(place, type, symbol, () => (with_ === "rela" ? fields.word(at + 2 * word, word) : inPlace(place)));
    }
  }
  const packed = table("relr", "relrsz");
  if (packed !== undefined) for (const place of unpack(packed, word)) pointers.set(place, inPlace(place));
  return pointers;
}

/** More packed relocations than any library has. */
const packedLimit = 1 << 23;

/** DT_RELR: an even word is an address, an odd one marks which of the next 63 (31) words are relocated too. Source: gabi. */
function* unpack(fields: FieldReader, word: 4 | 8): Generator<number> {
  const bits = word * 8;
  let next = 0;
  for (let at = 0, count = 0; at + word <= fields.length; at += word) {
    const [low, high] = word === 4 ? [fields.u32(at), 0] : halves(fields, at);
    if ((low & 1) === 0) {
      next = high * 2 ** 32 + low + word;
      yield next - word;
      continue;
    }
    for (let bit = 1; bit < bits; bit++) {
      if (((bit < 32 ? low >>> bit : high >>> (bit - 32)) & 1) === 0) continue;
      if (++count > packedLimit) throw new Malformed("more relocations than any library has");
      yield next + (bit - 1) * word;
    }
    next += (bits - 1) * word;
  }
}

function halves(fields: FieldReader, at: number): readonly [low: number, high: number] {
  return fields.little ? [fields.u32(at), fields.u32(at + 4)] : [fields.u32(at + 4), fields.u32(at)];
}
