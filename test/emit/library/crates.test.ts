import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { inLibrary } from "./library.ts";

const crate = (name: string, more = ""): string =>
  `{ pname = "${name}"; version = "1"; libName = "${name}"; root = ./.; sources = [ "${name}" ]; cargoLock = "/lock"; ${more} }`;
const crane = (more: string): string => `(part "crane").buildByCrane ${crate("a", more)}`;

describe("crane", () => {
  // The oracle: what a shell makes of the text.
  const wordsOf = (text: unknown): readonly string[] =>
    execFileSync("sh", ["-c", `printf '%s\\n' ${text as string}`], { encoding: "utf8" })
      .trim()
      .split("\n");

  test("cargo is told which crate and how, whatever its names are", () => {
    const options = `manifest = "na me/it's/Cargo.toml"; configs = [ "a b.toml" ]; features = [ "x" "y/z" ]; defaultFeatures = false;`;
    expect(wordsOf(inLibrary(`(${crane(options)}).cargoExtraArgs`))).toEqual([
      "--locked",
      "--config=a b.toml",
      "--manifest-path=na me/it's/Cargo.toml",
      "--lib",
      "--no-default-features",
      "--features=x,y/z",
    ]);
    expect(wordsOf(inLibrary(`(${crane("")}).cargoExtraArgs`))).toEqual([
      "--locked",
      "--manifest-path=Cargo.toml",
      "--lib",
    ]);
  });

  test("the dependencies are built as the crate is, by its toolchain, and Cargo.toml is no input of them", () => {
    const built = inLibrary(`let made = ${crane('mode = "debug"; rust = "1.80"; env.A = "b";')}; in {
      inherit (made) rust CARGO_PROFILE env;
      dependencies = { inherit (made.cargoArtifacts) pname CARGO_PROFILE env buildPhaseCargoCommand; names = made.cargoArtifacts ? cargoToml; };
    }`);
    expect(built).toEqual({
      rust: "1.80",
      CARGO_PROFILE: "dev",
      env: { A: "b" },
      dependencies: {
        pname: "a",
        CARGO_PROFILE: "dev",
        env: { A: "b" },
        buildPhaseCargoCommand: expect.stringMatching(/^cargoWithProfile build .*--lib'?\n$/),
        names: false,
      },
    });
  });

  test("without crane it says what to do", () => {
    expect(() => inLibrary(`((partWith { craneLib = null; } "crane").buildByCrane ${crate("a")}).pname`)).toThrow(
      /craneLib = crane\.mkLib pkgs.*\n.*rust = "rustPlatform"/,
    );
  });
});

test("crates of one workspace that are built alike share their dependencies, others do not", () => {
  const crates = `{ a = ${crate("a", 'features = [ "x" ];')}; b = ${crate("b")}; c = ${crate("c", 'mode = "debug";')}; }`;
  const shared =
    inLibrary(`builtins.mapAttrs (_: crate: { inherit (crate.cargoArtifacts) pname buildPhaseCargoCommand; })
    ((part "crane-workspace").buildWorkspaces ${crates})`) as Record<string, Record<string, string>>;
  expect(shared["a"]).toEqual(shared["b"]);
  expect(shared["a"]?.["pname"]).toBe("workspace");
  expect(shared["a"]?.["buildPhaseCargoCommand"]?.match(/^cargoWithProfile build/gm)).toHaveLength(2);
  expect(shared["c"]).toMatchObject({ pname: "c" });
});

describe("rustPlatform", () => {
  test("builds in the crate's own folder, and fetched sources get the lock that is kept", () => {
    const fetched = `((part "rust-platform").buildByRustPlatform {
      pname = "a"; version = "1"; libName = "a"; fetched = "/src"; workspace = "na me"; manifest = "a/Cargo.toml"; cargoLock = "/kept"; rust = "1.80";
    })`;
    expect(inLibrary(`{ inherit (${fetched}) src cargoRoot buildAndTestSubdir postPatch cargo; }`)).toEqual({
      src: "/src",
      cargoRoot: "na me",
      buildAndTestSubdir: "na me/a",
      postPatch: "cp --no-preserve=mode /kept 'na me'/Cargo.lock\n",
      cargo: "1.80",
    });
  });
});

describe("flags that a system wants beside a crate's own", () => {
  // cargo 1.95: [build] flags are joined with CARGO_BUILD_RUSTFLAGS alone, those of a target with CARGO_TARGET_T_RUSTFLAGS alone.
  test.each([
    ["isMusl = true;", "", { CARGO_TARGET_TRIPLE_RUSTFLAGS: "-C target-feature=-crt-static" }],
    ["isMusl = true;", "buildFlagsOnly = true;", { CARGO_BUILD_RUSTFLAGS: "-C target-feature=-crt-static" }],
    ["isDarwin = true;", "", { CARGO_TARGET_TRIPLE_RUSTFLAGS: "-C link-arg=-undefined -C link-arg=dynamic_lookup" }],
    ["", "buildFlagsOnly = true;", {}],
  ])("%s %s", (platform, more, expected) => {
    const on = `partWith {
      stdenv.hostPlatform = packages.stdenv.hostPlatform // { ${platform} rust.cargoEnvVarTarget = "TRIPLE"; };
    }`;
    const environments = inLibrary(`map (made: made.env) [
      ((${on} "crane").buildByCrane ${crate("a", more)})
      ((${on} "rust-platform").buildByRustPlatform ${crate("a", more)})
    ]`);
    expect(environments).toEqual([expected, expected]);
  });
});
