import type { FieldReader } from "../field-reader.ts";
import type { Dynamic } from "./dynamic.ts";
import { type ElfFile, SHT, tableAt } from "./elf-file.ts";

/** A symbol that the loader knows. Source: gabi, "Symbol Table". */
export interface ElfSymbol {
  readonly name: string;
  readonly address: number;
  readonly size: number;
  readonly weak: boolean;
  /** STB_LOCAL symbols are nobody else's. */
  readonly local: boolean;
  readonly defined: boolean;
  /** Its place in the table, by which versions are found. */
  readonly index: number;
}

/** More symbols than any library has. */
const symbolLimit = 1 << 21;

/** The dynamic symbols, without the empty first one. Throws Malformed where the table leaves the file. */
export function readSymbols(file: ElfFile, dynamic: Dynamic): ElfSymbol[] {
  const address = dynamic.value("symtab");
  const count = address === undefined ? 0 : countSymbols(file, dynamic, address);
  if (address === undefined || count === 0) return [];
  const entry = file.word === 8 ? 24 : 16;
  const table = tableAt(file, address, count * entry, "the table of symbols");
  return Array.from({ length: count - 1 }, (_, index) => symbolAt(file, dynamic, table, index + 1));
}

/** The symbol of an index in a table of symbols. */
export function symbolAt(file: ElfFile, dynamic: Dynamic, table: FieldReader, index: number): ElfSymbol {
  const wide = file.word === 8;
  const at = index * (wide ? 24 : 16);
  const bind = table.u8(at + (wide ? 4 : 12)) >> 4;
  return {
    name: dynamic.strings.text(table.u32(at), 1 << 16) ?? "",
    address: wide ? table.u64(at + 8) : table.u32(at + 4),
    size: wide ? table.u64(at + 16) : table.u32(at + 8),
    weak: bind === 2,
    local: bind === 0,
    defined: table.u16(at + (wide ? 6 : 14)) !== 0,
    index,
  };
}

/** No tag says how many symbols there are: the section does, or one of the two hash tables. */
function countSymbols(file: ElfFile, dynamic: Dynamic, address: number): number {
  const entry = file.word === 8 ? 24 : 16;
  const most = Math.min(symbolLimit, Math.floor(file.bytes.size / entry));
  const section = file.sections?.find(({ type }) => type === SHT.dynsym);
  if (section !== undefined && section.address === address) return Math.min(most, Math.floor(section.size / entry));
  const hash = dynamic.value("hash");
  if (hash !== undefined) return Math.min(most, tableAt(file, hash, 8, "the hash table").u32(4));
  const gnu = dynamic.value("gnuHash");
  return gnu === undefined ? 0 : Math.min(most, countByGnuHash(file, gnu));
}

/** The highest index in a bucket, then on to the end of its chain. Layout: "ELF GNU hash", as in binutils' elflink.c. */
function countByGnuHash(file: ElfFile, address: number): number {
  const header = tableAt(file, address, 16, "the hash table");
  const [buckets, first, bloom] = [header.u32(0), header.u32(4), header.u32(8)];
  const table = tableAt(file, address + 16 + bloom * file.word, buckets * 4, "the hash table");
  let last = 0;
  for (let bucket = 0; bucket < buckets; bucket++) last = Math.max(last, table.u32(bucket * 4));
  if (last < first) return first;
  const chains = address + 16 + bloom * file.word + buckets * 4;
  for (; last < symbolLimit; last++) {
    if ((tableAt(file, chains + (last - first) * 4, 4, "the hash table").u32(0) & 1) === 1) return last + 1;
  }
  return symbolLimit;
}
