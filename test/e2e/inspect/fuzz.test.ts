import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { archiveFiles } from "../../../src/inspect/archive-files.ts";
import { readBeamFile } from "../../../src/inspect/beam/beam-file.ts";
import { definedFunctions } from "../../../src/inspect/beam/functions.ts";
import { readObject } from "../../../src/inspect/loader/object.ts";
import { nodeMachineFiles } from "../../../src/inspect/node-machine-files.ts";
import { readLibraries } from "../../../src/inspect/read-library.ts";
import { compilersAmong, storeReferences } from "../../../src/inspect/store-references.ts";
import { Malformed } from "../../../src/model/malformed.ts";
import { type Bytes, bytesOf } from "../../../src/ports/random-access.ts";
import { buildFat, buildMachO } from "../../inspect/build-macho.ts";
import { cannotRun } from "../support/machine.ts";
import { ERLANG, compile, run } from "./loads.ts";

/** NIF2NIX_FUZZ=100000 makes that many. */
const mutations = Number(process.env["NIF2NIX_FUZZ"] ?? 3000);
/** Milliseconds that one damaged file may take; what is seen on an idle machine is below 60. */
const patience = 5000;

/** Numbers that are the same in every run: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bytes that complain of a reader that asks for what no file can have. */
function strict(data: Buffer): Bytes {
  const bytes = bytesOf(data);
  return {
    size: bytes.size,
    read(offset, length) {
      if (!(offset >= 0 && length >= 0) || !Number.isFinite(offset) || !Number.isFinite(length))
        throw new Error(`read of ${length} bytes at ${offset}`);
      const read = bytes.read(offset, length);
      if (read.length > length || offset + read.length > Math.max(data.length, offset))
        throw new Error("read out of bounds");
      return read;
    },
  };
}

const interesting = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff];

/** A damaged copy: some bytes, fields or blocks changed, most often near the start, where the tables are described; or cut off. */
function damage(seed: Buffer, next: () => number): Buffer {
  const data = Buffer.from(seed);
  const place = (): number => Math.floor((next() < 0.6 ? next() ** 4 : next()) * data.length);
  for (let changes = 1 + Math.floor(next() * 8); changes > 0; changes--) {
    const at = place();
    const kind = next();
    if (kind < 0.35) data[at] = Math.floor(next() * 256);
    else if (kind < 0.7 && at + 8 <= data.length) {
      const value = interesting[Math.floor(next() * interesting.length)] as number;
      const aligned = at - (at % 4);
      if (next() < 0.5) data.writeUInt32LE(value, aligned);
      else data.writeUInt32BE(value, aligned);
    } else if (kind < 0.85) data.copy(data, at, place(), place());
    else data[at] = (data[at] as number) ^ (1 << Math.floor(next() * 8));
  }
  return next() < 0.1 ? data.subarray(0, place()) : data;
}

type Reader = (data: Buffer) => void;

const asLibrary: Reader = (data) => {
  const bytes = strict(data);
  readLibraries(bytes);
  compilersAmong(storeReferences(bytes));
  if (data[0] === 0x7f) {
    const object = readObject("/nowhere/x.so", bytes);
    for (const name of ["nif_init", "malloc", "", "enif_alloc"]) object.defines(name);
  }
};
const asModule: Reader = (data) => void definedFunctions(readBeamFile(data));
const asArchive: Reader = (data) => void archiveFiles(strict(data), nodeMachineFiles);

describe.skipIf(cannotRun("gcc", "tar", "erl"))("damaged files", () => {
  const work = mkdtempSync(join(tmpdir(), "nif2nix-fuzz-"));
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  function seeds(): readonly { readonly name: string; readonly data: Buffer; readonly read: Reader }[] {
    const made = (name: string, flags: readonly string[]): Buffer => {
      compile(name, join(work, `${name}.so`), { flags });
      return readFileSync(join(work, `${name}.so`));
    };
    const nif = { module: "Elixir.A", minor: 15, functions: [["add", 2]] } as const;
    const macho = {
      needed: ["@rpath/a.dylib"],
      rpaths: ["@loader_path"],
      exports: ["nif_init"],
      imports: ["enif_alloc"],
      nif,
    };
    const elf = made("plain", ["-s"]);
    run("tar", ["-C", work, "-cf", join(work, "a.tar"), "plain.so", "plain.so.c"]);
    const beam = (path: string): Buffer => readFileSync(path);
    const crypto = run("sh", ["-c", `ls ${ERLANG}/lib/crypto-*/ebin/crypto.beam`]).trim();
    return [
      { name: "ELF", data: elf, read: asLibrary },
      { name: "ELF with the old hash", data: made("sysv", ["-Wl,--hash-style=sysv", "-s"]), read: asLibrary },
      {
        name: "ELF with packed relocations",
        data: made("relr", ["-Wl,-z,pack-relative-relocs", "-s"]),
        read: asLibrary,
      },
      ...["s390x-linux-gnu", "powerpc-linux-gnu", "arm-linux-gnueabihf"].map((machine) => ({
        name: machine,
        data: beam(`/usr/${machine}/lib/libutil.so.1`),
        read: asLibrary,
      })),
      { name: "Mach-O", data: buildMachO(macho), read: asLibrary },
      {
        name: "fat Mach-O",
        data: buildFat([buildMachO({ ...macho, chained: true }), buildMachO({ ...macho, word: 4, cpu: 7 })]),
        read: asLibrary,
      },
      { name: "BEAM", data: beam(crypto), read: asModule },
      { name: "tar", data: beam(join(work, "a.tar")), read: asArchive },
      { name: "tar.gz", data: gzipSync(beam(join(work, "a.tar"))), read: asArchive },
    ];
  }

  test(`${mutations} of them: nothing but Malformed is thrown, nothing hangs`, { timeout: 3_600_000 }, () => {
    const all = seeds();
    for (const { data, read } of all) read(data);
    const next = random(20_260_701);
    let readable = 0;
    let slowest = 0;
    for (let index = 0; index < mutations; index++) {
      const { name, data, read } = all[index % all.length] as (typeof all)[number];
      const damaged = damage(data, next);
      const start = performance.now();
      try {
        read(damaged);
        readable++;
      } catch (error) {
        if (!(error instanceof Malformed)) throw new Error(`mutation ${index} of ${name}`, { cause: error });
      }
      slowest = Math.max(slowest, performance.now() - start);
      if (slowest > patience) throw new Error(`mutation ${index} of ${name} took ${slowest} ms`);
    }
    // Both ends are reached: files that still can be read, and files that cannot.
    expect(readable).toBeGreaterThan(mutations / 20);
    expect(readable).toBeLessThan((mutations * 19) / 20);
    if (mutations > 3000)
      console.log(`${mutations} mutations, ${readable} readable, the slowest took ${slowest.toFixed(0)} ms`);
  });
});
