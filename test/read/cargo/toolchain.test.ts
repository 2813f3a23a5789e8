import { describe, expect, test } from "vitest";
import { readInMemory } from "./memory.ts";

const manifest = '[package]\nname = "x"\nversion = "1.0.0"\n\n[lib]\ncrate-type = ["cdylib"]\n';
const lock = 'version = 4\n\n[[package]]\nname = "x"\nversion = "1.0.0"\n';
const good = { "p/native/x/Cargo.toml": manifest, "p/native/x/Cargo.lock": lock, "p/native/x/src/lib.rs": "" };
const nothing = { components: [], targets: [], profile: null };

const toolchainOf = (files: Readonly<Record<string, string>>) => readInMemory({ ...good, ...files }).crate?.toolchain;

describe("the toolchain file of a crate", () => {
  test("none", () => {
    expect(toolchainOf({})).toBeNull();
  });

  // What rustup 1.29 makes of the same texts: `rustup show active-toolchain`.
  test.each([
    ["rust-toolchain", "nightly-2026-01-31\n", { ...nothing, channel: "nightly-2026-01-31" }],
    ["rust-toolchain", " stable \r\n", { ...nothing, channel: "stable" }],
    ["rust-toolchain", '[toolchain]\nchannel = "1.95.0"\n', { ...nothing, channel: "1.95.0" }],
    ["rust-toolchain.toml", '[toolchain]\nchannel = "1.95"\nfoo = 1\n', { ...nothing, channel: "1.95" }],
    [
      "rust-toolchain.toml",
      '[toolchain]\nchannel = "beta"\ncomponents = ["rust-src"]\ntargets = ["wasm32-wasip1"]\nprofile = "minimal"\n',
      { channel: "beta", components: ["rust-src"], targets: ["wasm32-wasip1"], profile: "minimal" },
    ],
    [
      "rust-toolchain.toml",
      '[toolchain]\ncomponents = ["rustfmt"]\n',
      { ...nothing, channel: null, components: ["rustfmt"] },
    ],
  ])("%s %j", (file, text, asks) => {
    expect(toolchainOf({ [`p/native/x/${file}`]: text })).toMatchObject({ path: `native/x/${file}`, asks });
  });

  test.each([
    ["rust-toolchain", "\n", "empty"],
    ["rust-toolchain", "/opt/rust\n", "of somebody's own"],
    ["rust-toolchain", "# comment\nstable\n", "not valid TOML"],
    ["rust-toolchain.toml", "stable\n", "not valid TOML"],
    ["rust-toolchain.toml", "[toolchain]\n", "empty"],
    ["rust-toolchain.toml", 'channel = "stable"\n', "no [toolchain] table"],
    ["rust-toolchain.toml", '[toolchain]\npath = "/opt/rust"\n', "one machine"],
    ["rust-toolchain.toml", '[toolchain]\nchannel = "esp"\n', "of somebody's own"],
    ["rust-toolchain.toml", '[toolchain]\nchannel = "nightly-x86_64-unknown-linux-gnu"\n', "of somebody's own"],
    ["rust-toolchain.toml", "[toolchain]\nchannel = 1.95\n", "no text"],
    ["rust-toolchain.toml", '[toolchain]\nchannel = "stable"\nprofile = "huge"\n', "no profile"],
    // rustup has these two; rust-overlay throws "Unknown channel".
    ["rust-toolchain.toml", '[toolchain]\nchannel = "stable-2025-01-09"\n', "only its number"],
    ["rust-toolchain.toml", '[toolchain]\nchannel = "1.95.0-beta.2"\n', "only its date"],
    ["rust-toolchain.toml", '[toolchain]\nchannel = "stable"\ncomponents = ["a b"]\n', "no component"],
  ])("%s %j cannot be had", (file, text, why) => {
    expect(toolchainOf({ [`p/native/x/${file}`]: text })?.asks).toMatchObject({
      unknown: expect.stringContaining(why) as string,
    });
  });

  test("the nearest on the way up from the crate's folder, up to the repository's", () => {
    expect(toolchainOf({ "rust-toolchain.toml": '[toolchain]\nchannel = "1.90.0"\n' })).toMatchObject({
      path: "../rust-toolchain.toml",
      place: { file: "../rust-toolchain.toml", line: 2, column: 11 },
    });
    expect(toolchainOf({ "rust-toolchain": "1.90.0", "p/native/rust-toolchain.toml": "x" })?.path).toBe(
      "native/rust-toolchain.toml",
    );
  });

  test("in one folder the name without suffix wins", () => {
    expect(toolchainOf({ "p/rust-toolchain": "1.90.0", "p/rust-toolchain.toml": "x" })?.path).toBe("rust-toolchain");
  });

  test("is not among the sources: the build is told what it says", () => {
    expect(readInMemory({ ...good, "p/rust-toolchain": "1.90.0" }).crate?.sources).toEqual(["native/x"]);
  });
});

describe("what needs a nightly", () => {
  const nightlyOf = (files: Readonly<Record<string, string>>) => readInMemory({ ...good, ...files }).crate?.nightly;

  test("nothing", () => {
    expect(nightlyOf({})).toBeNull();
    expect(
      nightlyOf({ "p/native/x/src/lib.rs": "// #![feature(test)]\n#![cfg_attr(nightly, feature(test))]\n" }),
    ).toBeNull();
    expect(nightlyOf({ "p/native/x/Cargo.toml": `cargo-features = ["edition2024"]\n${manifest}` })).toBeNull();
  });

  test("a feature of the language, in the crate or in a path dependency", () => {
    expect(nightlyOf({ "p/native/x/src/lib.rs": "//! Fast.\n  #![feature(portable_simd,\n   test)]\n" })).toEqual({
      what: "#![feature(portable_simd, test)]",
      path: "native/x/src/lib.rs",
      place: { file: "native/x/src/lib.rs", line: 2, column: 3 },
    });
    const below = {
      "p/native/x/Cargo.toml": `${manifest}\n[dependencies]\nd = { path = "d" }\n`,
      "p/native/x/Cargo.lock": lock.replace('1.0.0"\n', '1.0.0"\ndependencies = [\n "d",\n]\n'),
      "p/native/x/d/Cargo.toml": '[package]\nname = "d"\n',
      "p/native/x/d/src/lib.rs": "#![feature(never_type)]\n",
    };
    expect(nightlyOf(below)?.place).toEqual({ file: "native/x/d/src/lib.rs", line: 1, column: 1 });
  });

  test("a feature of cargo", () => {
    const found = nightlyOf({ "p/native/x/Cargo.toml": `cargo-features = ["per-package-target"]\n${manifest}` });
    expect(found).toMatchObject({ what: 'cargo-features = ["per-package-target"]', place: { line: 1, column: 1 } });
  });

  test.each([
    '[build]\nrustflags = ["-Zthreads=8"]\n',
    '[target.x86_64-unknown-linux-gnu]\nrustflags = "-C target-cpu=native -Zthreads=8"\n',
  ])("a flag of rustc in cargo's configuration: %j", (config) => {
    expect(nightlyOf({ "p/.cargo/config.toml": config })).toMatchObject({
      what: "the flag -Zthreads=8 for rustc",
      place: { file: ".cargo/config.toml", line: 2 },
    });
  });

  test("not where stable releases are made to take it", () => {
    const files = { "p/native/x/src/lib.rs": "#![feature(test)]\n" };
    expect(nightlyOf({ ...files, "p/.cargo/config.toml": '[env]\nRUSTC_BOOTSTRAP = "1"\n' })).toBeNull();
  });
});

describe("cargo's configuration between the workspace and the crate", () => {
  const workspace = {
    "p/Cargo.toml": '[workspace]\nmembers = ["native/x"]\n',
    "p/Cargo.lock": lock,
    "p/native/x/Cargo.toml": manifest,
    "p/native/x/src/lib.rs": "",
    "p/.cargo/config.toml": "",
    "p/native/.cargo/config": "",
    "p/native/x/.cargo/config.toml": "",
  };
  test("is named from outermost to nearest; what lies in the workspace's folder and above cargo finds", () => {
    expect(readInMemory(workspace).crate?.ownConfigs).toEqual(["native/.cargo/config", "native/x/.cargo/config.toml"]);
  });
  test("none for a crate on its own", () => {
    expect(readInMemory({ ...good, "p/native/x/.cargo/config.toml": "" }).crate?.ownConfigs).toEqual([]);
  });
});
