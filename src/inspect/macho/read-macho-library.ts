import type { Bytes } from "../../ports/random-access.ts";
import type { Library } from "../library.ts";
import { readNif } from "../nif/read-nif.ts";
import { readFacts } from "./commands.ts";
import { type MachOFile, readMachO } from "./macho-file.ts";
import { machOImage } from "./macho-image.ts";

const kinds: Readonly<Record<number, Library["kind"]>> = {
  1: "object file",
  2: "program",
  6: "shared library",
  8: "shared library",
};

/** Reads a library for macOS, for each machine that it is for. Throws Malformed for a damaged one. */
export function readMachOLibraries(bytes: Bytes): readonly Library[] {
  return readMachO(bytes).map(toLibrary);
}

function toLibrary(file: MachOFile): Library {
  const facts = readFacts(file);
  const { rust: _rust, ...nif } = readNif(machOImage(file), facts);
  return {
    format: "Mach-O",
    kind: kinds[file.type] ?? "other file",
    builtFor: {
      system: "macOS",
      machine: file.machine,
      bits: file.word === 8 ? 64 : 32,
      byteOrder: file.little ? "little" : "big",
      libc: null,
      minimum: facts.minimumOs ?? null,
    },
    size: file.size,
    stripped: null,
    soname: facts.installName ?? null,
    runpath: [],
    rpath: facts.rpaths,
    needed: facts.needed,
    versions: [],
    imports: facts.undefined.map((name) => ({ name, weak: false, version: null })),
    nif,
    muslStd: false,
  };
}
