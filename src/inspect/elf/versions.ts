import { Malformed } from "../../model/malformed.ts";
import type { FieldReader } from "../field-reader.ts";
import { FieldReader as Fields } from "../field-reader.ts";
import type { Dynamic } from "./dynamic.ts";
import { type ElfFile, atAddress, tableAt } from "./elf-file.ts";

/** A version of a library's symbols that a file asks for. Source: "Linux Standard Base", symbol versioning. */
export interface NeededVersion {
  /** The library that should have it: libc.so.6. */
  readonly library: string;
  /** GLIBC_2.34 */
  readonly name: string;
  /** The loader warns and goes on where a weak one is missing. */
  readonly weak: boolean;
  /** By which the table of symbols' versions names it. */
  readonly index: number;
}

const entryLimit = 1 << 16;

/** The versions asked for. Throws Malformed where the tables leave the file. */
export function readNeededVersions(file: ElfFile, dynamic: Dynamic): NeededVersion[] {
  const address = dynamic.value("verneed");
  if (address === undefined) return [];
  const found: NeededVersion[] = [];
  const fields = restAt(file, address);
  let at = 0;
  for (let libraries = Math.min(dynamic.value("verneednum") ?? 0, entryLimit); libraries > 0; libraries--) {
    const library = dynamic.strings.text(fields.u32(at + 4)) ?? "";
    let own = at + fields.u32(at + 8);
    for (let count = fields.u16(at + 2); count > 0; count--) {
      found.push({
        library,
        name: dynamic.strings.text(fields.u32(own + 8)) ?? "",
        weak: (fields.u16(own + 4) & 2) !== 0,
        index: fields.u16(own + 6) & 0x7fff,
      });
      if (found.length > entryLimit) throw new Malformed("more versions are needed than any library has");
      const next = fields.u32(own + 12);
      if (next === 0) break;
      own += next;
    }
    const next = fields.u32(at + 12);
    if (next === 0) break;
    at += next;
  }
  return found;
}

/** The versions that a library defines: GLIBC_2.2.5, GLIBC_2.34... Throws Malformed where the tables leave the file. */
export function readDefinedVersions(file: ElfFile, dynamic: Dynamic): Set<string> {
  const names = new Set<string>();
  const address = dynamic.value("verdef");
  if (address === undefined) return names;
  const fields = restAt(file, address);
  let at = 0;
  for (let count = Math.min(dynamic.value("verdefnum") ?? 0, entryLimit); count > 0; count--) {
    const name = dynamic.strings.text(fields.u32(at + fields.u32(at + 12)));
    if (name !== undefined) names.add(name);
    const next = fields.u32(at + 16);
    if (next === 0) break;
    at += next;
  }
  return names;
}

/** The index of each symbol's version, by the symbol's own; undefined where symbols have none. */
export function versionIndexes(file: ElfFile, dynamic: Dynamic, symbols: number): FieldReader | undefined {
  const address = dynamic.value("versym");
  return address === undefined ? undefined : tableAt(file, address, symbols * 2, "the table of versions");
}

/** What lies behind an address: the tables of versions do not say how long they are. */
function restAt(file: ElfFile, address: number): FieldReader {
  return new Fields(atAddress(file, address, 1 << 20), file.little);
}
