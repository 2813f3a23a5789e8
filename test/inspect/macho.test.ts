import { expect, test } from "vitest";
import { readLibraries } from "../../src/inspect/read-library.ts";
import { Malformed } from "../../src/model/malformed.ts";
import { bytesOf } from "../../src/ports/random-access.ts";
import { buildFat, buildMachO } from "./build-macho.ts";

const nif = {
  module: "Elixir.Mac.Native",
  minor: 15,
  functions: [
    ["add", 2],
    ["neg", 1],
  ],
} as const;
const parts = {
  needed: ["/usr/lib/libSystem.B.dylib", "@rpath/libghost.dylib"],
  rpaths: ["@loader_path/../lib"],
  exports: ["nif_init"],
  imports: ["enif_make_int", "enif_term_type"],
  nif,
};

test.each([
  { word: 8, little: true, cpu: 0x0100000c, machine: "aarch64", chained: false },
  { word: 8, little: true, cpu: 0x01000007, machine: "x86_64", chained: true },
  { word: 4, little: true, cpu: 7, machine: "i386", chained: false },
  { word: 4, little: false, cpu: 18, machine: "powerpc", chained: false },
] as const)("$machine, $word bytes, little $little, chained $chained", ({ machine, ...own }) => {
  const [library, ...others] = readLibraries(bytesOf(buildMachO({ ...parts, ...own })));
  expect(others).toEqual([]);
  expect(library).toMatchObject({
    format: "Mach-O",
    kind: "shared library",
    builtFor: {
      system: "macOS",
      machine,
      bits: own.word * 8,
      byteOrder: own.little ? "little" : "big",
      minimum: "macOS 11.0",
    },
    needed: [{ name: "/usr/lib/libSystem.B.dylib" }, { name: "@rpath/libghost.dylib" }],
    rpath: ["@loader_path/../lib"],
    nif: {
      inits: ["nif_init"],
      source: "ErlNifEntry",
      module: "Elixir.Mac.Native",
      version: "2.15",
      needsVersion: "2.15",
      functions: [
        { name: "add", arity: 2, scheduler: "usual" },
        { name: "neg", arity: 1, scheduler: "usual" },
      ],
      enif: ["enif_make_int", "enif_term_type"],
    },
  });
});

test.each([false, true])("a file for two machines is two libraries (64-bit offsets: %s)", (wide) => {
  const slices = [buildMachO({ ...parts, cpu: 0x01000007 }), buildMachO({ ...parts, cpu: 0x0100000c })];
  const libraries = readLibraries(bytesOf(buildFat(slices, wide)));
  expect(libraries.map(({ builtFor, size }) => [builtFor.machine, size])).toEqual([
    ["x86_64", slices[0]?.length],
    ["aarch64", slices[1]?.length],
  ]);
});

test("a class file of Java, which begins like a fat file, is none", () => {
  const java = Buffer.from("cafebabe00000041", "hex");
  expect(() => readLibraries(bytesOf(Buffer.concat([java, Buffer.alloc(100)])))).toThrow(Malformed);
});
