import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { refusedFeature } from "../../../src/plan/features.ts";
import { readInMemory } from "./memory.ts";
import { cargo } from "./oracle.ts";

const files = {
  "Cargo.toml": `[package]
name = "x"
version = "0.1.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[dependencies]
d = { path = "d", optional = true }
e = { path = "e", package = "e-real" }
f = { path = "f", optional = true }

[target.'cfg(unix)'.dependencies]
g = { path = "g", optional = true }

[features]
a = []
fast = ["dep:f", "f?/z"]
`,
  "src/lib.rs": "",
  ...Object.fromEntries(
    ["d", "e", "f", "g"].flatMap((name) => [
      [
        `${name}/Cargo.toml`,
        `[package]\nname = "${name === "e" ? "e-real" : name}"\nversion = "0.1.0"\n\n[features]\nz = []\n`,
      ],
      [`${name}/src/lib.rs`, ""],
    ]),
  ),
};

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function onDisk(texts: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "nif2nix-features-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Whether cargo goes as far as to compile nothing. */
function cargoTakes(folder: string, ...args: readonly string[]): boolean {
  try {
    cargo(folder, "tree", "--offline", "--quiet", ...args);
    return true;
  } catch {
    return false;
  }
}

const inMemory = (texts: Readonly<Record<string, string>>) =>
  readInMemory(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`p/native/x/${path}`, text])));

describe("features are taken and refused as by cargo", () => {
  const folder = onDisk(files);
  const known = inMemory(files).crate?.features;

  test.each([
    "a",
    "d",
    "f",
    "g",
    "fast",
    "default",
    "nope",
    "",
    "a d",
    "a b",
    "a,d",
    "d/z",
    "e/z",
    "e-real/z",
    "f/z",
    "x/a",
    "x/nope",
    "d?/z",
    "dep:d",
    "nope/z",
  ])("%j", (feature) => {
    expect(known).toBeDefined();
    const refused = known === undefined || refusedFeature([feature], known) !== undefined;
    expect(!refused).toBe(cargoTakes(folder, "--features", feature));
  });
});

describe("names are taken and refused as by cargo", () => {
  const found = (texts: Readonly<Record<string, string>>): boolean =>
    inMemory(texts).findings.some(({ code }) => code === "crate-name-invalid");

  test.each(["x", "_", "é", "a-", "-a", "1x", "a b", "a.b"])("of a package: %j", (name) => {
    const texts = { ...files, "Cargo.toml": files["Cargo.toml"].replace('"x"', JSON.stringify(name)) };
    expect(found(texts)).toBe(!cargoTakes(onDisk(texts)));
  });

  // What rustc refuses is known when it compiles, so these build.
  test.each(["x", "1x", "a-b", "a b", "a.b", "é"])("of a library: %j", (name) => {
    const own = '[package]\nname = "x"\nversion = "0.1.0"\nedition = "2021"\n';
    const texts = { "Cargo.toml": `${own}\n[lib]\nname = ${JSON.stringify(name)}\n`, "src/lib.rs": "" };
    const builds = (): boolean => {
      try {
        cargo(onDisk(texts), "check", "--offline", "--quiet");
        return true;
      } catch {
        return false;
      }
    };
    expect(found(texts)).toBe(!builds());
  });
});
