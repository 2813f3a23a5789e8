import type { Bytes } from "../../ports/random-access.ts";
import { readDynamic, interpreterOf } from "../elf/dynamic.ts";
import { type ElfFile, readElf } from "../elf/elf-file.ts";
import { type Defines, exportsOf } from "../elf/exports.ts";
import { readDefinedVersions } from "../elf/versions.ts";

/** An ELF file as a loader knows it: what is needed to find its libraries and to look symbols up. */
export interface LoadedObject {
  readonly path: string;
  readonly soname: string | undefined;
  readonly needed: readonly string[];
  readonly runpath: string | undefined;
  readonly rpath: string | undefined;
  readonly interpreter: string | undefined;
  readonly machine: ElfMachine;
  readonly defines: Defines;
  /** Versions of symbols that it defines. */
  readonly versions: ReadonlySet<string>;
}

/** What two files must have in common to be loaded together. */
export interface ElfMachine {
  readonly machine: number;
  readonly word: 4 | 8;
  readonly little: boolean;
}

export function sameMachine(a: ElfMachine, b: ElfMachine): boolean {
  return a.machine === b.machine && a.word === b.word && a.little === b.little;
}

/** Reads an object whole, so that its file may be closed. Throws Malformed. */
export function readObject(path: string, bytes: Bytes): LoadedObject {
  const file: ElfFile = readElf(bytes);
  const dynamic = readDynamic(file);
  const { machine, word, little } = file;
  const alone = { path, machine: { machine, word, little }, interpreter: interpreterOf(file) };
  if (dynamic === undefined)
    return {
      ...alone,
      soname: undefined,
      needed: [],
      runpath: undefined,
      rpath: undefined,
      defines: () => false,
      versions: new Set(),
    };
  return {
    ...alone,
    soname: dynamic.soname,
    needed: dynamic.needed,
    runpath: dynamic.runpath,
    rpath: dynamic.rpath,
    defines: exportsOf(file, dynamic),
    versions: readDefinedVersions(file, dynamic),
  };
}
