import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { systems } from "../../src/model/systems.ts";
import { builtByCargo, namedByMetadata, onlyNames, readAsBuilt } from "../read/cargo/built-oracle.ts";
import { cargo } from "../read/cargo/oracle.ts";

const base = mkdtempSync(join(tmpdir(), "real-crates-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Dependencies of crates that are often linked into NIFs, with features as they are chosen there. */
const dependencies = {
  "html5ever, and a web client with rustls":
    'rustler = "0.36"\nhtml5ever = "0.29"\nammonia = "4"\nreqwest = { version = "0.12", default-features = false, features = ["rustls-tls", "json", "gzip"] }',
  "tokio, serde and what runs while building":
    'rustler = "0.36"\ntokio = { version = "1", features = ["full"] }\nserde = { version = "1", features = ["derive"] }\nchrono = "0.4"\n[build-dependencies]\nprost-build = "0.13"\ncc = { version = "1", features = ["parallel"] }',
  "wasmtime and SQLite": 'wasmtime = "27"\nrusqlite = { version = "0.32", features = ["bundled"] }',
};

test.each(Object.entries(dependencies))(
  "crates of crates.io: %s",
  async (name, lines) => {
    const folder = join(base, name.replaceAll(/\W/g, ""));
    for (const part of ["src", ".cargo"]) mkdirSync(join(folder, part), { recursive: true });
    writeFileSync(join(folder, "src/lib.rs"), "");
    writeFileSync(join(folder, "build.rs"), "fn main() {}\n");
    writeFileSync(
      join(folder, "Cargo.toml"),
      `[package]\nname = "own_nif"\nversion = "0.1.0"\nedition = "2021"\n[workspace]\n[dependencies]\n${lines}\n`,
    );
    // The newest versions that the machine's own Rust can build: the newest of all may want a later one.
    writeFileSync(join(folder, ".cargo/config.toml"), '[resolver]\nincompatible-rust-versions = "fallback"\n');
    cargo(folder, "fetch", "--quiet");
    const ours = await readAsBuilt(folder, ".");
    expect(ours).toEqual(builtByCargo(folder, "."));
    expect(ours.length).toBeGreaterThan(40);
    // Built on a Mac, what runs while building is for a Mac as well: metadata, which tells no host from a target, has it so.
    for (const system of systems) {
      const all = new Set(namedByMetadata(folder, ".", system));
      expect(
        onlyNames(await readAsBuilt(folder, ".", { system })).filter((each) => !all.has(each)),
        system,
      ).toEqual([]);
    }
  },
  600_000,
);
