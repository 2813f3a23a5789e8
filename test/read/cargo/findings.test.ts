import { describe, expect, test } from "vitest";
import { readInMemory } from "./memory.ts";

const cdylib = `[lib]\ncrate-type = ["cdylib"]\n`;
const x = `[package]\nname = "x"\nversion = "1.0.0"\n\n${cdylib}`;
const lock = `version = 4\n\n[[package]]\nname = "x"\nversion = "1.0.0"\n`;
const source = { "p/native/x/src/lib.rs": "" };
const good = { "p/native/x/Cargo.toml": x, "p/native/x/Cargo.lock": lock, ...source };

/** Code and place of each finding. */
function found(
  files: Readonly<Record<string, string>>,
  packageName?: string,
  links?: Readonly<Record<string, string>>,
) {
  const { findings } = readInMemory(files, packageName, links);
  return findings.map(({ code, place }) => `${code} ${place.file}:${place.line}:${place.column}`);
}

test("a good crate has no findings", () => {
  expect(found(good)).toEqual([]);
});

describe("manifest", () => {
  test("no TOML, with the place of the error", () => {
    expect(found({ ...good, "p/native/x/Cargo.toml": `[package]\nname = "x\n` })).toEqual([
      "toml-invalid native/x/Cargo.toml:2:10",
    ]);
  });
  test("no dynamic library", () => {
    expect(found({ ...good, "p/native/x/Cargo.toml": x.replace("cdylib", "rlib") })).toEqual([
      "crate-without-cdylib native/x/Cargo.toml:5:1",
    ]);
  });
  test("no library at all", () => {
    const files = { "p/native/x/Cargo.toml": x.replace(cdylib, ""), "p/native/x/Cargo.lock": lock };
    expect(found({ ...files, "p/native/x/src/main.rs": "" })).toEqual([
      "crate-without-library native/x/Cargo.toml:1:1",
    ]);
  });
  test("inherits what the workspace does not set", () => {
    const files = {
      ...good,
      "p/native/x/Cargo.toml": `[workspace]\n\n${x.replace(`"1.0.0"`, "{ workspace = true }")}`,
    };
    expect(found(files)).toEqual(["workspace-field-missing native/x/Cargo.toml:5:1"]);
    expect(readInMemory(files).crate?.version).toHaveProperty("unknown");
  });
});

describe("workspace", () => {
  const member = { ...source, "p/native/x/Cargo.toml": x, "p/Cargo.lock": lock };
  test("root above that does not name the crate", () => {
    expect(found({ ...member, "p/Cargo.toml": `[workspace]\nmembers = []\n` })).toEqual([
      "not-a-workspace-member native/x/Cargo.toml:1:1",
    ]);
  });
  test("member without manifest", () => {
    expect(found({ ...member, "p/Cargo.toml": `[workspace]\nmembers = ["native/x", "gone"]\n` })).toEqual([
      "workspace-member-missing Cargo.toml:2:24",
    ]);
  });
  test("root that is named and not there", () => {
    const manifest = `${x.replace("[lib]", 'workspace = "../../../../ws"\n\n[lib]')}`;
    expect(found({ ...good, "p/native/x/Cargo.toml": manifest })).toEqual([
      "workspace-root-missing native/x/Cargo.toml:5:13",
    ]);
  });
  test("package chosen by name out of a virtual workspace", () => {
    const files = {
      "p/native/x/Cargo.toml": `[workspace]\nmembers = ["*"]\n`,
      "p/native/x/y/Cargo.toml": x.replace(`"x"`, `"y"`),
      "p/native/x/y/src/lib.rs": "",
      "p/native/x/Cargo.lock": lock.replace(`"x"`, `"y"`),
    };
    expect(readInMemory(files, "y").crate).toMatchObject({
      packageName: "y",
      manifest: "native/x/y/Cargo.toml",
      workspaceManifest: "native/x/Cargo.toml",
    });
    expect(found(files, "y")).toEqual([]);
    expect(found(files, "z")).toEqual(["package-not-found native/x/Cargo.toml:1:1"]);
  });
});

describe("path dependencies", () => {
  const depending = (path: string) => ({
    ...good,
    "p/native/x/Cargo.toml": `${x}\n[dependencies]\nd = { path = "${path}" }\n`,
    "p/native/x/Cargo.lock": lock.replace('1.0.0"\n', `1.0.0"\ndependencies = [\n "d",\n]\n`),
  });
  const d = { "p/native/d/Cargo.toml": x.replace(`"x"`, `"d"`), "p/native/d/src/lib.rs": "" };
  test("absent", () => {
    expect(found(depending("../d"))).toEqual(["crate-path-missing native/x/Cargo.toml:9:14"]);
    expect(found({ ...depending("../d"), ...d })).toEqual([]);
  });
  test("outside of the repository", () => {
    expect(found(depending("../../../../d"))).toEqual(["crate-path-outside native/x/Cargo.toml:9:14"]);
  });
  test("outside of the repository through a symbolic link", () => {
    expect(found({ ...depending("../d"), ...d }, undefined, { "/r/p/native/d": "/elsewhere/d" })).toEqual([
      "crate-path-outside native/x/Cargo.toml:9:14",
    ]);
  });
  test("circles end", () => {
    const circle = { "p/native/d/Cargo.toml": `${x.replace(`"x"`, `"d"`)}\n[dependencies]\nx = { path = "../x" }\n` };
    expect(readInMemory({ ...depending("../d"), ...d, ...circle }).crate?.sources).toEqual(["native/d", "native/x"]);
  });
});

describe("lock", () => {
  test("absent", () => {
    expect(found({ ...source, "p/native/x/Cargo.toml": x })).toEqual(["cargo-lock-missing native/x/Cargo.toml:1:1"]);
  });
  test("without the crate, of another version, without one of its dependencies", () => {
    const stale = "cargo-lock-stale native/x/Cargo.toml:2:8";
    expect(found({ ...good, "p/native/x/Cargo.lock": lock.replace(`"x"`, `"y"`) })).toEqual([stale]);
    expect(found({ ...good, "p/native/x/Cargo.lock": lock.replace("1.0.0", "1.0.1") })).toEqual([stale]);
    expect(found({ ...good, "p/native/x/Cargo.toml": `${x}\n[dependencies]\nrustler = "0.36"\n` })).toEqual([
      "cargo-lock-stale native/x/Cargo.toml:9:1",
    ]);
  });
  test("conflict markers and formats to come", () => {
    expect(found({ ...good, "p/native/x/Cargo.lock": `version = 4\n<<<<<<< HEAD\n` })).toEqual([
      "cargo-lock-conflict native/x/Cargo.lock:2:1",
    ]);
    expect(found({ ...good, "p/native/x/Cargo.lock": lock.replace("4", "5") })).toEqual([
      "cargo-lock-too-new native/x/Cargo.lock:1:1",
    ]);
  });
});

test("sources that include a file outside of the repository", () => {
  const text = `\nstatic A: &str = include_str!("../../../../../a.txt");\n`;
  expect(found({ ...good, "p/native/x/src/lib.rs": text })).toEqual(["included-file-outside native/x/src/lib.rs:2:18"]);
});

describe("registries", () => {
  const locked = (source: string): string =>
    `${lock}dependencies = [\n "d",\n]\n\n[[package]]\nname = "d"\nversion = "1.0.0"\nsource = "${source}"\n`;
  const depending = (source: string) => ({
    ...good,
    "p/native/x/Cargo.toml": `${x}\n[dependencies]\nd = "1"\n`,
    "p/native/x/Cargo.lock": locked(source),
  });
  test("crates.io is known by both of its names", () => {
    expect(found(depending("registry+https://github.com/rust-lang/crates.io-index"))).toEqual([]);
    expect(found(depending("sparse+https://index.crates.io/"))).toEqual([]);
  });
  test.each(["sparse+https://crates.example.org/index/", "registry+https://example.org/index"])("not %s", (source) => {
    expect(found(depending(source))).toEqual(["crate-registry-foreign native/x/Cargo.lock:13:10"]);
  });
});
