import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import type { ReadFileSystem } from "../../../src/ports/file-system.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { cargoContext } from "../../../src/read/cargo/cargo-context.ts";
import { readCrate } from "../../../src/read/cargo/read-crate.ts";
import { loadToml } from "../../../src/read/cargo/toml.ts";
import { readInMemory } from "./memory.ts";
import { fixtures } from "./oracle.ts";

const toml = await loadToml();

/** A text with a piece cut out, doubled, or replaced by something of TOML. */
const mutated = (text: string) =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(40),
      fc.constantFrom("", "[", "]", "=", '"', "workspace = true", "[workspace]\n", "5", "[]", "{}", "\n", "..", "*"),
      fc.boolean(),
    )
    .map(
      ([at, length, put, twice]) =>
        text.slice(0, at) + put + (twice ? text.slice(at, at + length) : "") + text.slice(at + length),
    );

const files = (fixture: string, paths: readonly string[]) =>
  paths.map((path) => [path, readFileSync(join(fixtures, fixture, path), "utf8")] as const);

test("mutated manifests and locks never crash the reader, and every finding has a place", () => {
  const real = files("workspace", ["Cargo.toml", "Cargo.lock", "native/first/Cargo.toml", "crates/common/Cargo.toml"]);
  fc.assert(
    fc.property(fc.tuple(...real.map(([, text]) => fc.oneof(fc.constant(text), mutated(text)))), (texts) => {
      const [root = "", lock = "", first = "", common = ""] = texts;
      const { findings } = readInMemory({
        "p/Cargo.toml": root.replace("native/*", "native/x"),
        "p/Cargo.lock": lock,
        "p/native/x/Cargo.toml": first,
        "p/native/x/src/lib.rs": "",
        "p/crates/common/Cargo.toml": common,
        "p/crates/common/src/lib.rs": "",
      });
      for (const { place } of findings) {
        expect(place.file).not.toBe("");
        expect(place.line).toBeGreaterThan(0);
        expect(place.column).toBeGreaterThan(0);
      }
    }),
    { numRuns: 500 },
  );
});

test("nothing outside of the limit is read", () => {
  const asked: string[] = [];
  const recording = { ...nodeFileSystem } as ReadFileSystem;
  const spied: ReadFileSystem = {
    readText: (path) => (asked.push(path), recording.readText(path)),
    exists: (path) => (asked.push(path), recording.exists(path)),
    isDirectory: (path) => (asked.push(path), recording.isDirectory(path)),
    list: (path) => (asked.push(path), nodeFileSystem.list(path)),
    realPath: (path) => recording.realPath(path),
  };
  for (const [root, crate] of [
    ["outside/app", "native/x"],
    ["pointer/app", "native/far"],
    ["single/native/hello-nif", "."],
  ] as const) {
    const limit = join(fixtures, root);
    const diagnostics = new Diagnostics();
    asked.length = 0;
    const read = readCrate(cargoContext({ fs: spied, project: limit, limit: limit, diagnostics, toml }), {
      crateDir: join(limit, crate),
    });
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((path) => path !== limit && !path.startsWith(`${limit}/`))).toEqual([]);
    expect((read?.sources ?? []).filter((path) => path.startsWith(".."))).toEqual([]);
    expect(diagnostics.list.length).toBeGreaterThan(0);
  }
});
