import { Malformed } from "../../model/malformed.ts";
import type { Bytes } from "../../ports/random-access.ts";
import { FieldReader, readTable } from "../field-reader.ts";

/** A Mach-O file of one machine. Source of all numbers: Apple's mach-o/loader.h, mach-o/fat.h and mach/machine.h. */
export interface MachOFile {
  readonly bytes: Bytes;
  /** Where it begins: not at 0 in a file for several machines. */
  readonly start: number;
  /** Bytes that belong to it. */
  readonly size: number;
  readonly word: 4 | 8;
  readonly little: boolean;
  readonly machine: string;
  /** 1 object, 2 executable, 6 library, 8 bundle (what dlopen takes as well). */
  readonly type: number;
  readonly commands: readonly Command[];
}

export interface Command {
  readonly type: number;
  readonly fields: FieldReader;
}

const cpus: Readonly<Record<number, string>> = {
  7: "i386",
  0x01000007: "x86_64",
  12: "arm",
  0x0100000c: "aarch64",
  18: "powerpc",
  0x01000012: "powerpc64",
};

const thin: Readonly<Record<number, { readonly word: 4 | 8; readonly little: boolean }>> = {
  0xfeedface: { word: 4, little: false },
  0xcefaedfe: { word: 4, little: true },
  0xfeedfacf: { word: 8, little: false },
  0xcffaedfe: { word: 8, little: true },
};
const fat32 = 0xcafebabe;
const fat64 = 0xcafebabf;
/** Java's class files begin like a fat file, with a version above 40 in place of the count. */
const slicesLimit = 30;
const commandLimit = 1 << 16;

/** Whether a file begins like one for macOS, for one machine or for several. */
export function isMachO(head: Buffer): boolean {
  if (head.length < 8) return false;
  const magic = head.readUInt32BE(0);
  return magic in thin || ((magic === fat32 || magic === fat64) && head.readUInt32BE(4) <= slicesLimit);
}

/** Each machine's part of a file: one of a thin file, several of a fat one. Throws Malformed. */
export function readMachO(bytes: Bytes): MachOFile[] {
  const head = new FieldReader(bytes.read(0, 8), false);
  const magic = head.u32(0);
  if (magic !== fat32 && magic !== fat64) return [readThin(bytes, 0, bytes.size)];
  const count = head.u32(4);
  if (count > slicesLimit) throw new Malformed("no Mach-O file");
  const entry = magic === fat64 ? 32 : 20;
  const table = new FieldReader(readTable(bytes, 8, count * entry, "the table of machines"), false);
  return Array.from({ length: count }, (_, index) => {
    const at = index * entry;
    return magic === fat64
      ? readThin(bytes, table.u64(at + 8), table.u64(at + 16))
      : readThin(bytes, table.u32(at + 8), table.u32(at + 12));
  });
}

function readThin(bytes: Bytes, start: number, size: number): MachOFile {
  if (start + size > bytes.size) throw new Malformed("the part for a machine lies outside of the file");
  const magic = new FieldReader(bytes.read(start, 4), false).u32(0);
  const kind = thin[magic];
  if (kind === undefined) throw new Malformed("no Mach-O file");
  const { word, little } = kind;
  const headSize = word === 8 ? 32 : 28;
  const header = new FieldReader(readTable(bytes, start, headSize, "the header"), little);
  const count = Math.min(header.u32(16), commandLimit);
  if (header.u32(20) > size - headSize) throw new Malformed("the load commands lie outside of the file");
  const table = new FieldReader(readTable(bytes, start + headSize, header.u32(20), "the load commands"), little);
  const commands: Command[] = [];
  for (let at = 0, index = 0; index < count; index++) {
    const length = table.u32(at + 4);
    if (length < 8 || at + length > table.length) throw new Malformed("a load command is cut off");
    commands.push({ type: table.u32(at), fields: new FieldReader(table.buffer.subarray(at, at + length), little) });
    at += length;
  }
  const cpu = header.u32(4);
  return { bytes, start, size, word, little, machine: cpus[cpu] ?? `machine ${cpu}`, type: header.u32(12), commands };
}

/** A table at an offset of the machine's part, whole. Throws Malformed. */
export function tableOf(file: MachOFile, offset: number, size: number, what: string): FieldReader {
  if (!(offset >= 0 && size >= 0 && offset + size <= file.size))
    throw new Malformed(`${what} lies outside of the file`);
  return new FieldReader(readTable(file.bytes, file.start + offset, size, what), file.little);
}
