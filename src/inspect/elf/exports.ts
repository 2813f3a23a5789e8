import type { FieldReader } from "../field-reader.ts";
import type { Dynamic } from "./dynamic.ts";
import { type ElfFile, tableAt } from "./elf-file.ts";
import { readSymbols } from "./symbols.ts";

/** Answers whether a library defines a symbol, from tables that were read once: the file may be closed by then. */
export type Defines = (name: string) => boolean;

/** By the GNU hash table, as loaders do, which looks at a few words for each name; by all symbols where there is none. */
export function exportsOf(file: ElfFile, dynamic: Dynamic): Defines {
  const address = dynamic.value("gnuHash");
  const symtab = dynamic.value("symtab");
  if (address === undefined || symtab === undefined) {
    const names = new Set(
      readSymbols(file, dynamic).flatMap(({ name, defined, local }) => (defined && !local ? name : [])),
    );
    return (name) => names.has(name);
  }
  const header = tableAt(file, address, 16, "the hash table");
  const [buckets, first, bloom] = [header.u32(0), header.u32(4), header.u32(8)];
  const bucketTable = tableAt(file, address + 16 + bloom * file.word, buckets * 4, "the hash table");
  let last = 0;
  for (let bucket = 0; bucket < buckets; bucket++) last = Math.max(last, bucketTable.u32(bucket * 4));
  if (last < first) return () => false;
  const chains = address + 16 + bloom * file.word + buckets * 4;
  const chainTable = restOfChains(file, chains, last - first);
  const entry = file.word === 8 ? 24 : 16;
  const symbols = tableAt(file, symtab, (first + chainTable.length / 4) * entry, "the table of symbols");
  return (name) => {
    const hash = gnuHash(name);
    let index = buckets === 0 ? 0 : bucketTable.u32((hash % buckets) * 4);
    if (index < first) return false;
    for (; (index - first) * 4 + 4 <= chainTable.length; index++) {
      const word = chainTable.u32((index - first) * 4);
      if (word >>> 1 === hash >>> 1 && isDefined(file, dynamic, symbols, index, name)) return true;
      if ((word & 1) === 1) return false;
    }
    return false;
  };
}

function isDefined(file: ElfFile, dynamic: Dynamic, symbols: FieldReader, index: number, name: string): boolean {
  const at = index * (file.word === 8 ? 24 : 16);
  if (symbols.u16(at + (file.word === 8 ? 6 : 14)) === 0) return false;
  return dynamic.strings.text(symbols.u32(at), 1 << 16) === name;
}

/** The chains end with the first odd word behind the highest start. */
function restOfChains(file: ElfFile, address: number, highest: number): FieldReader {
  let count = highest + 1;
  for (; count <= highest + 65536; count++) {
    if ((tableAt(file, address + (count - 1) * 4, 4, "the hash table").u32(0) & 1) === 1) break;
  }
  return tableAt(file, address, count * 4, "the hash table");
}

/** Source: binutils, bfd_elf_gnu_hash. */
function gnuHash(name: string): number {
  let hash = 5381;
  for (const byte of Buffer.from(name, "latin1")) hash = (Math.imul(hash, 33) + byte) >>> 0;
  return hash;
}
