import { readdirSync, realpathSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDynamic } from "../../../src/inspect/elf/dynamic.ts";
import { readElf } from "../../../src/inspect/elf/elf-file.ts";
import { readSymbols } from "../../../src/inspect/elf/symbols.ts";
import { readLibraries } from "../../../src/inspect/read-library.ts";
import { nodeRandomAccess } from "../../../src/ports/node-random-access.ts";
import { cannotRun } from "../support/machine.ts";
import { type ReadelfFacts, readelf } from "./readelf.ts";

/** Folders with shared libraries of this machine and of others: 32 and 64 bits, both byte orders. */
const folders = [
  "/usr/s390x-linux-gnu/lib",
  "/usr/powerpc-linux-gnu/lib",
  "/usr/arm-linux-gnueabihf/lib",
  "/usr/lib/erlang/lib",
  "/usr/lib/x86_64-linux-gnu",
];
/** NIF2NIX_READELF_OBJECTS=300 takes that many. */
const count = Number(process.env["NIF2NIX_READELF_OBJECTS"] ?? 60);

/** Objects of all folders in turn, each file once. */
function objects(): readonly string[] {
  const lists = folders.map((folder) => {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.so(\.[\d.]+)?$/.test(name),
    );
    return names.sort().map((name) => `${folder}/${name}`);
  });
  const chosen = new Set<string>();
  for (let index = 0; chosen.size < count && lists.some((list) => index < list.length); index++) {
    for (const list of lists) {
      const path = list[index];
      if (path !== undefined && statSync(path).isFile() && isObject(path)) chosen.add(realpathSync(path));
    }
  }
  return [...chosen].slice(0, count);
}

const isObject = (path: string): boolean =>
  nodeRandomAccess.open(path, (bytes) => bytes.read(0, 4).toString("latin1") === "\x7fELF") ?? false;

function ours(path: string): ReadelfFacts {
  return nodeRandomAccess.open(path, (bytes) => {
    const [library] = readLibraries(bytes);
    if (library === undefined) throw new Error("no library");
    const file = readElf(bytes);
    const dynamic = readDynamic(file);
    const symbols = dynamic === undefined ? [] : readSymbols(file, dynamic);
    return {
      machine: library.builtFor.machine,
      bits: library.builtFor.bits,
      byteOrder: library.builtFor.byteOrder,
      needed: library.needed.map(({ name }) => name),
      soname: library.soname,
      runpath: library.runpath,
      rpath: library.rpath,
      imports: library.imports.map(({ name, weak }) => (weak ? `${name} weak` : name)).sort(),
      exports: symbols.flatMap(({ name, defined, local }) => (defined && !local ? name : [])).sort(),
      versions: Object.fromEntries(
        library.versions.map(({ library: from, name, symbols: by }) => [`${from} ${name}`, [...by].sort()]),
      ),
      stripped: library.stripped === true,
    };
  }) as ReadelfFacts;
}

describe.skipIf(cannotRun("readelf"))("what is read of an object is what readelf reads", () => {
  test(`${count} objects`, { timeout: 600_000 }, () => {
    const all = objects();
    expect(all.length).toBe(count);
    const kinds = new Set<string>();
    for (const path of all) {
      const facts = ours(path);
      kinds.add(`${facts.bits} ${facts.byteOrder}`);
      expect(facts, path).toEqual(readelf(path));
    }
    expect([...kinds].sort()).toEqual(["32 big", "32 little", "64 big", "64 little"]);
  });
});
