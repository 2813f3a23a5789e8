import type { Known } from "../model/unknown.ts";
import type { NifFunction } from "./nif/entry.ts";

/** What a compiled library says of itself. Nothing here depends on the machine that it lies on. */
export interface Library {
  readonly format: "ELF" | "Mach-O" | "PE";
  readonly kind: "shared library" | "program" | "object file" | "other file";
  readonly builtFor: BuiltFor;
  /** Bytes of the file, or of the part for this machine. */
  readonly size: number;
  /** No table of local symbols; null where that cannot be told. */
  readonly stripped: boolean | null;
  /** The name by which others need it: soname, or install name. */
  readonly soname: string | null;
  /** Folders that it tells the loader to look in, with $ORIGIN or @loader_path as it stands there. */
  readonly runpath: readonly string[];
  /** The older kind, which the loader looks at only where there is no runpath. */
  readonly rpath: readonly string[];
  readonly needed: readonly NeededLibrary[];
  readonly versions: readonly AskedVersion[];
  /** What others have to define. */
  readonly imports: readonly Import[];
  readonly nif: NifFacts;
  /** Rust's standard library for musl in a library that is bound to glibc: it loads and works wrongly. */
  readonly muslStd: boolean;
}

export interface BuiltFor {
  readonly system: "Linux" | "macOS" | "Windows";
  /** As in target triples: x86_64, aarch64. */
  readonly machine: string;
  readonly bits: 32 | 64;
  readonly byteOrder: "little" | "big";
  /** Which C library it is bound to; null where it names none. */
  readonly libc: "glibc" | "musl" | null;
  /** The oldest system that it is for, where the file says so: macOS 11.0. */
  readonly minimum: string | null;
}

export interface NeededLibrary {
  readonly name: string;
  /** It may be missing. */
  readonly weak: boolean;
}

/** A version of symbols that a library asks for, GLIBC_2.34 of libc.so.6, and the symbols that bring the need. */
export interface AskedVersion {
  readonly library: string;
  readonly name: string;
  /** GLIBC and 2.34; null for names that are not of this kind. */
  readonly family: string | null;
  readonly version: string | null;
  /** The loader only warns where it is missing. */
  readonly weak: boolean;
  readonly symbols: readonly string[];
}

export interface Import {
  readonly name: string;
  readonly weak: boolean;
  /** The version of it that is asked for. */
  readonly version: string | null;
}

/** What makes a library one of NIFs. */
export interface NifFacts {
  /** Functions that start it, of those that it exports: nif_init is what the VM calls, my_crate_nif_init is not. */
  readonly inits: readonly string[];
  /** How it was read: ErlNifEntry in its data, records of Rustler, or not at all. */
  readonly source: "ErlNifEntry" | "Rustler" | null;
  readonly module: Known<string | null>;
  /** Elixir modules that its constants name; one of them is the NIF's in a library of Rustler. */
  readonly modulesNamed: readonly string[];
  /** The version of the NIF interface that it was built for. */
  readonly version: Known<string | null>;
  /** The first version that has every function of the VM that it asks for; null where all are older than 2.7. */
  readonly needsVersion: string | null;
  readonly functions: Known<readonly NifFunction[]>;
  /** Functions of the VM that it asks for. */
  readonly enif: readonly string[];
  /** It asks by name when it is loaded, and stops the VM where one is missing: Rustler 0.35 and later. */
  readonly asksByName: boolean;
}

/** Whether a library is one of NIFs, even if a broken one: it starts as one, or it calls the VM. */
export function isNif({ nif }: Library): boolean {
  return nif.inits.length > 0 || nif.enif.length > 0;
}
