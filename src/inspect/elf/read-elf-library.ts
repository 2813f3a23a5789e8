import type { Bytes } from "../../ports/random-access.ts";
import type { AskedVersion, Import, Library } from "../library.ts";
import { noNif, readNif } from "../nif/read-nif.ts";
import { type Dynamic, readDynamic } from "./dynamic.ts";
import { type ElfFile, SHT, readElf } from "./elf-file.ts";
import { elfImage } from "./elf-image.ts";
import { machineName } from "./machines.ts";
import { muslStdSign } from "./musl-std.ts";
import { type ElfSymbol, readSymbols } from "./symbols.ts";
import { readNeededVersions, versionIndexes } from "./versions.ts";

/** DF_1_PIE of DT_FLAGS_1: a program, which no loader takes for a library (glibc 2.30 and later). */
const pie = 0x08000000;

/** Reads a library for Linux. Throws Malformed for a damaged one. */
export function readElfLibrary(bytes: Bytes): Library {
  const file = readElf(bytes);
  const dynamic = readDynamic(file);
  const symbols = dynamic === undefined ? [] : readSymbols(file, dynamic).filter(({ local }) => !local);
  const versions = dynamic === undefined ? [] : askedVersions(file, dynamic, symbols);
  const ofSymbol = new Map(
    versions.flatMap(({ name, symbols: names }) => names.map((symbol) => [symbol, name] as const)),
  );
  const imports = symbols
    .filter(({ defined, name }) => !defined && name !== "")
    .map(({ name, weak }): Import => ({ name, weak, version: ofSymbol.get(name) ?? null }));
  const defined = symbols.filter((symbol) => symbol.defined).map(({ name }) => name);
  const { rust, ...nif } =
    dynamic === undefined
      ? { ...noNif, rust: false }
      : readNif(elfImage(file, dynamic), { defined, undefined: imports.map(({ name }) => name) });
  const needed = dynamic?.needed ?? [];
  const libc = libcOf(needed, versions);
  return {
    format: "ELF",
    kind: kindOf(file, dynamic),
    builtFor: {
      system: "Linux",
      machine: machineName(file.machine),
      bits: file.word === 8 ? 64 : 32,
      byteOrder: file.little ? "little" : "big",
      libc,
      minimum: null,
    },
    size: bytes.size,
    stripped: file.sections === undefined ? null : !file.sections.some(({ type }) => type === SHT.symtab),
    soname: dynamic?.soname ?? null,
    runpath: folders(dynamic?.runpath),
    rpath: folders(dynamic?.rpath),
    needed: needed.map((name) => ({ name, weak: false })),
    versions,
    imports,
    nif,
    muslStd: rust && libc === "glibc" && muslStdSign(imports.map(({ name }) => name)),
  };
}

const folders = (path: string | undefined): string[] => path?.split(":").filter((folder) => folder !== "") ?? [];

function kindOf(file: ElfFile, dynamic: Dynamic | undefined): Library["kind"] {
  if (file.type === 1) return "object file";
  if (file.type === 2) return "program";
  if (file.type !== 3 || dynamic === undefined) return "other file";
  return ((dynamic.value("flags1") ?? 0) & pie) === 0 ? "shared library" : "program";
}

/** musl calls itself libc.so, Alpine libc.musl-x86_64.so.1; glibc is libc.so.6, and its loader ld-linux*. */
export function libcOf(
  needed: readonly string[],
  versions: readonly { readonly name: string }[],
): "glibc" | "musl" | null {
  if (needed.some((name) => name === "libc.so" || /^(?:ld-musl-|libc\.musl-)/.test(name))) return "musl";
  if (needed.some((name) => name === "libc.so.6" || /^ld(?:-linux|64\.so|\.so)/.test(name))) return "glibc";
  return versions.some(({ name }) => name.startsWith("GLIBC_")) ? "glibc" : null;
}

function askedVersions(file: ElfFile, dynamic: Dynamic, symbols: readonly ElfSymbol[]): AskedVersion[] {
  const needed = readNeededVersions(file, dynamic);
  if (needed.length === 0) return [];
  const last = symbols.at(-1)?.index ?? 0;
  const indexes = versionIndexes(file, dynamic, last + 1);
  const bySymbol = new Map<number, string[]>();
  for (const { index, name, defined } of symbols) {
    if (defined || indexes === undefined) continue;
    const version = indexes.u16(index * 2) & 0x7fff;
    const names = bySymbol.get(version);
    if (names === undefined) bySymbol.set(version, [name]);
    else names.push(name);
  }
  return needed.map(({ library, name, weak, index }) => {
    const shape = /^([A-Za-z]+)_(\d+(?:\.\d+)*)$/.exec(name);
    return {
      library,
      name,
      family: shape?.[1] ?? null,
      version: shape?.[2] ?? null,
      weak,
      symbols: (bySymbol.get(index) ?? []).sort(),
    };
  });
}
