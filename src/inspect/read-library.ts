import { Malformed } from "../model/malformed.ts";
import type { Bytes } from "../ports/random-access.ts";
import { isElf } from "./elf/elf-file.ts";
import { readElfLibrary } from "./elf/read-elf-library.ts";
import type { Library } from "./library.ts";
import { isMachO } from "./macho/macho-file.ts";
import { readMachOLibraries } from "./macho/read-macho-library.ts";
import { isPe, readPeLibrary } from "./pe.ts";

/** Whether a file begins like a compiled library or program of any system. */
export function isObject(bytes: Bytes): boolean {
  const head = bytes.read(0, 64);
  return isElf(head) || isMachO(head) || isPe(head);
}

/**
 * Reads a compiled library: one of a usual file, one for each machine of a fat one. Only the tables that are needed are read.
 * Throws Malformed for what is no library or is damaged.
 */
export function readLibraries(bytes: Bytes): readonly Library[] {
  const head = bytes.read(0, 64);
  if (isElf(head)) return [readElfLibrary(bytes)];
  if (isMachO(head)) return readMachOLibraries(bytes);
  if (isPe(head)) return [readPeLibrary(bytes)];
  throw new Malformed(whatElse(head));
}

function whatElse(head: Buffer): string {
  const text = head.toString("latin1");
  if (text.startsWith("!<arch>")) return "it is an archive for linking (.a), not a shared library";
  if (head.length === 0) return "it is empty";
  if (/^\/\* GNU ld script|^GROUP|^INPUT/.test(text)) return "it is a script for the linker, not a library";
  return "it is no ELF, Mach-O or PE file";
}
