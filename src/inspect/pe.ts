import { Malformed } from "../model/malformed.ts";
import type { Bytes } from "../ports/random-access.ts";
import { FieldReader } from "./field-reader.ts";
import type { Library } from "./library.ts";
import { noNif } from "./nif/read-nif.ts";

/** By the field Machine of the COFF header. Source: Microsoft, "PE Format". */
const machines: Readonly<Record<number, string>> = { 0x14c: "i686", 0x8664: "x86_64", 0xaa64: "aarch64", 0x1c4: "arm" };

export const isPe = (head: Uint8Array): boolean => head[0] === 0x4d && head[1] === 0x5a;

/** A library for Windows is told apart and no more: no system that is judged here loads it. Throws Malformed. */
export function readPeLibrary(bytes: Bytes): Library {
  const dos = new FieldReader(bytes.read(0, 64), true);
  const header = new FieldReader(bytes.read(dos.u32(60), 24), true);
  if (header.u32(0) !== 0x4550) throw new Malformed("a program for DOS");
  const machine = machines[header.u16(4)] ?? `machine ${header.u16(4)}`;
  const library = (header.u16(22) & 0x2000) !== 0;
  return {
    format: "PE",
    kind: library ? "shared library" : "program",
    builtFor: {
      system: "Windows",
      machine,
      bits: machine === "i686" || machine === "arm" ? 32 : 64,
      byteOrder: "little",
      libc: null,
      minimum: null,
    },
    size: bytes.size,
    stripped: null,
    soname: null,
    runpath: [],
    rpath: [],
    needed: [],
    versions: [],
    imports: [],
    nif: noNif,
    muslStd: false,
  };
}
