import { Malformed } from "../../model/malformed.ts";
import { FieldReader, readTable } from "../field-reader.ts";
import { type ElfFile, PT, tableAt } from "./elf-file.ts";

/** Tags of the dynamic section that are read. Source: gabi, "Dynamic Section"; the last six: GNU, in glibc's elf.h. */
const tags = {
  needed: 1,
  hash: 4,
  strtab: 5,
  symtab: 6,
  rela: 7,
  relasz: 8,
  strsz: 10,
  soname: 14,
  rpath: 15,
  rel: 17,
  relsz: 18,
  runpath: 29,
  relrsz: 35,
  relr: 36,
  gnuHash: 0x6ffffef5,
  versym: 0x6ffffff0,
  flags1: 0x6ffffffb,
  verdef: 0x6ffffffc,
  verdefnum: 0x6ffffffd,
  verneed: 0x6ffffffe,
  verneednum: 0x6fffffff,
} as const;
type Tag = keyof typeof tags;

/** What the loader is told. */
export interface Dynamic {
  /** Names of the libraries that it needs, in their order. */
  readonly needed: readonly string[];
  readonly soname: string | undefined;
  /** Folders to look in, with $ORIGIN as it stands there. Both are undefined where there is none. */
  readonly runpath: string | undefined;
  readonly rpath: string | undefined;
  readonly strings: FieldReader;
  /** Value of a tag; undefined where it is not there. */
  value(tag: Tag): number | undefined;
}

const entryLimit = 1 << 16;
/** Each is looked for in every folder. */
const neededLimit = 512;

/** Reads the dynamic section; undefined where the file has none (a static program, an object file). Throws Malformed. */
export function readDynamic(file: ElfFile): Dynamic | undefined {
  const segment = file.segments.find(({ type }) => type === PT.dynamic);
  if (segment === undefined) return undefined;
  const { word } = file;
  const size = Math.min(segment.size, entryLimit * 2 * word);
  const table = new FieldReader(readTable(file.bytes, segment.offset, size, "the dynamic section"), file.little);
  const values = new Map<number, number>();
  const needed: number[] = [];
  for (let at = 0; at + 2 * word <= table.length; at += 2 * word) {
    const tag = table.word(at, word);
    if (tag === 0) break;
    const value = table.word(at + word, word);
    if (tag === tags.needed && needed.push(value) > neededLimit)
      throw new Malformed("it needs more libraries than any library does");
    if (tag === tags.needed) continue;
    values.set(tag, value);
  }
  const value = (tag: Tag): number | undefined => values.get(tags[tag]);
  const [strtab, strsz] = [value("strtab"), value("strsz")];
  const strings =
    strtab === undefined || strsz === undefined
      ? new FieldReader(Buffer.alloc(0), file.little)
      : tableAt(file, strtab, strsz, "the table of strings");
  const text = (tag: Tag): string | undefined => {
    const at = value(tag);
    return at === undefined ? undefined : strings.text(at, 1 << 16);
  };
  return {
    needed: needed.flatMap((at) => strings.text(at) ?? []),
    soname: text("soname"),
    runpath: text("runpath"),
    rpath: text("rpath"),
    strings,
    value,
  };
}

/** The program that loads an executable, from its segment PT_INTERP; undefined for a shared library. */
export function interpreterOf(file: ElfFile): string | undefined {
  const segment = file.segments.find(({ type }) => type === PT.interpreter);
  if (segment === undefined) return undefined;
  return new FieldReader(file.bytes.read(segment.offset, Math.min(segment.size, 4096)), file.little).text(0);
}
