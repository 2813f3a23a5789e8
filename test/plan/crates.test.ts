import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { Crate } from "../../src/model/crate.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { crate, nif, project } from "../emit/project.ts";

/** The derivation of one crate of a project in /repo/bindings/elixir. */
function derivation(changes: Partial<Crate>): unknown {
  const only = { ...crate("my_nif"), ...changes };
  const read = project({
    folder: "/repo/bindings/elixir",
    buildRoot: "/repo",
    nifs: [nif("A", { manifest: only.manifest })],
    crates: [only],
  });
  const { source, workspace, manifest } = plan(read, defaultSettings, new Diagnostics()).crates[0]!;
  return { source, workspace, manifest };
}

describe("a crate whose workspace lies above the Mix project", () => {
  const workspace = { workspaceManifest: "../../Cargo.toml", cargoLock: "../../Cargo.lock" };

  test("and that lies in the Mix project is named with the folders in between", () => {
    const sources = ["../../Cargo.lock", "../../Cargo.toml", "../../core", "../python/Cargo.toml", "native/my_nif"];
    expect(derivation({ ...workspace, manifest: "native/my_nif/Cargo.toml", sources })).toEqual({
      source: {
        kind: "local",
        rootFromNix: "../../..",
        files: ["Cargo.lock", "Cargo.toml", "core", "bindings/python/Cargo.toml", "bindings/elixir/native/my_nif"],
        except: [],
        standIns: [],
      },
      workspace: ".",
      manifest: "bindings/elixir/native/my_nif/Cargo.toml",
    });
  });

  test("and that needs a file beside the workspace has the folder around both", () => {
    const sources = ["../../proto", "../rust/Cargo.toml", "native/my_nif"];
    const above = { workspaceManifest: "../rust/Cargo.toml", cargoLock: "../rust/Cargo.lock" };
    expect(derivation({ ...above, manifest: "native/my_nif/Cargo.toml", sources })).toEqual({
      source: {
        kind: "local",
        rootFromNix: "../../..",
        files: ["proto", "bindings/rust/Cargo.toml", "bindings/elixir/native/my_nif"],
        except: [],
        standIns: [],
      },
      workspace: "bindings/rust",
      manifest: "../elixir/native/my_nif/Cargo.toml",
    });
  });
});

describe("what a crate's build asks for", () => {
  const planned = (changes: Partial<Crate>, crates: (typeof defaultSettings)["crates"] = {}) => {
    const only = { ...crate("my_nif"), ...changes };
    const diagnostics = new Diagnostics();
    const read = project({ nifs: [nif("A", { manifest: only.manifest })], crates: [only] });
    const [made] = plan(read, { ...defaultSettings, crates }, diagnostics).crates;
    return { made, findings: diagnostics.list.map(({ code, args }) => [code, args["program"] ?? args["variable"]]) };
  };
  const place = { file: ".cargo/config.toml", line: 1, column: 1 };
  const settings = { nativeBuildInputs: [], buildInputs: [], env: {}, outputHashes: {}, toolchain: null };
  const locked = (name: string) => [{ name, version: "1.0.0", source: null, checksum: null }];

  test("linkers from nixpkgs; a cache in front of the compiler is left out", () => {
    const tools = [
      { kind: "linker", program: "clang", place },
      { kind: "linker", program: "ld.lld", place },
      { kind: "linker", program: "cc", place },
      { kind: "wrapper", program: "sccache", place },
    ] as const;
    const { made, findings } = planned({ tools });
    expect(made).toMatchObject({ nativeBuildInputs: ["clang", "lld"], env: { RUSTC_WRAPPER: "" } });
    expect(findings).toEqual([]);
  });

  test("NN422: a linker that no table has, unless the settings give something", () => {
    const tools = [{ kind: "linker", program: "our-ld", place }] as const;
    expect(planned({ tools }).findings).toEqual([["crate-linker-unknown", "our-ld"]]);
    expect(planned({ tools }, { my_nif: { ...settings, nativeBuildInputs: ["ours"] } }).findings).toEqual([]);
    const absolute = [{ ...tools[0], program: "/usr/bin/clang" }];
    expect(planned({ tools: absolute }, { my_nif: { ...settings, nativeBuildInputs: ["ours"] } }).findings).toEqual([
      ["crate-linker-unknown", "/usr/bin/clang"],
    ]);
  });

  test("what build scripts start and link to, from nixpkgs", () => {
    const tools = [
      { kind: "program", program: "protoc", place },
      { kind: "library", program: "sodium", place },
      { kind: "maybe-library", program: "z", place },
      { kind: "maybe-library", program: "ws2_32", place },
      { kind: "module", program: "libcurl", place },
    ] as const;
    const { made, findings } = planned({ tools });
    expect(made?.nativeBuildInputs).toEqual(["pkg-config", "protobuf"]);
    expect(made?.buildInputs).toEqual(["curl", "libsodium", "zlib"]);
    expect(findings).toEqual([]);
  });

  test("a program that a module's own variable names by its name alone, from nixpkgs", () => {
    const only = crate("my_nif");
    const env = { PROTOC: "protoc", CMAKE: "/opt/cmake", MODE: "fast" };
    const read = project({ nifs: [nif("A", { manifest: only.manifest, env: Object.entries(env) })], crates: [only] });
    const [made] = plan(read, defaultSettings, new Diagnostics()).crates;
    expect(made).toMatchObject({ nativeBuildInputs: ["protobuf"], env });
  });

  test("NN426: a library that no table has, unless the settings give something", () => {
    const tools = [
      { kind: "library", program: "mine", place },
      { kind: "module", program: "ours", place },
    ] as const;
    expect(planned({ tools }).findings.map(([code]) => code)).toEqual(Array(2).fill("crate-library-unknown"));
    expect(planned({ tools }, { my_nif: { ...settings, buildInputs: ["mine"] } }).findings).toEqual([]);
  });

  test("NN424: a build script of the project's own that fetches, unless a variable that it reads is set", () => {
    const fetching = [{ by: ["ureq"], variables: ["MY_MODEL"], place }];
    expect(planned({ fetching }).findings.map(([code]) => code)).toEqual(["build-script-fetches"]);
    const env = { MY_MODEL: "/nix/store/model" };
    expect(planned({ fetching }, { my_nif: { ...settings, env } }).findings).toEqual([]);
  });

  test("NN423: a build script that downloads, unless its variable is set", () => {
    expect(planned({ locked: locked("v8") }).findings).toEqual([["crate-downloads", "RUSTY_V8_ARCHIVE"]]);
    const env = { RUSTY_V8_ARCHIVE: "/nix/store/v8.a" };
    expect(planned({ locked: locked("v8") }, { my_nif: { ...settings, env } }).findings).toEqual([]);
    expect(planned({ locked: locked("serde") }).findings).toEqual([]);
  });
});
