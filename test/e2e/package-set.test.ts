import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Ran } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

/** The stand-in refuses what nixpkgs refuses, so that a build which passes here says something. */
describe.skipIf(cannotBuild() || !usesStandIn)("the stand-in package set", () => {
  let workplace: Workplace;
  beforeAll(() => {
    workplace = makeWorkplace("unstable");
  });
  afterAll(() => workplace.remove());

  const build = (expression: string): Ran =>
    workplace.tryNix([
      "build",
      "--impure",
      "--no-link",
      "--print-build-logs",
      "--expr",
      `let pkgs = import ${workplace.folder}/set/pkgs { }; inherit (pkgs) lib; in ${expression}`,
    ]);

  test("takes no checksum that could not stand in a lock", () => {
    const ran = build('pkgs.beamPackages.fetchHex { pkg = "jason"; version = "1.4.5"; sha256 = "sha256-AAAA"; }');
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("is not the outer checksum of a mix.lock");
  });

  test("fetches nothing that is not in the store", () => {
    const sum = "0".repeat(64);
    const ran = build(`pkgs.beamPackages.fetchHex { pkg = "nowhere"; version = "1.0.0"; sha256 = "${sum}"; }`);
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("cannot fetch https://repo.hex.pm/tarballs/nowhere-1.0.0.tar");
  });

  test("gives a build no program that it did not ask for", () => {
    const ran = build('pkgs.runCommand "forgetful" { } "elixir --version >$out"');
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("elixir: command not found");
  });

  test("exports no variable of structured attributes but those of env", () => {
    const ran = build(`pkgs.stdenv.mkDerivation {
      name = "variables";
      __structuredAttrs = true;
      TOP_LEVEL = "1";
      env.FROM_ENV = "1";
      buildCommand = "env >&2; exit 1";
    }`);
    expect(ran.stderr).toMatch(/FROM_ENV=1/);
    expect(ran.stderr).not.toMatch(/TOP_LEVEL=/);
  });

  test("lets a pattern that matches nothing vanish", () => {
    const ran = build('pkgs.runCommand "glob" { } "echo matched: no-such-file-* >&2; exit 1"');
    expect(ran.stderr).toMatch(/matched:\s*$/m);
  });

  test("runs the derivation's own text of a hook before the hooks of its inputs", () => {
    const ran = build(`pkgs.stdenv.mkDerivation {
      name = "order";
      dontUnpack = true;
      nativeBuildInputs = [ (pkgs.makeSetupHook { name = "second"; } (builtins.toFile "second.sh" ''
        preBuildHooks+=(second)
        second() { echo order: second >&2; }
      '')) ];
      preBuild = "echo order: first >&2";
      installPhase = "exit 1";
    }`);
    expect(ran.stderr).toMatch(/order: first[^]*order: second/);
  });

  test("says that a crate from git needs a hash", () => {
    const lock = `version = 3
[[package]]
name = "a"
version = "1.0.0"
source = "git+https://example.org/a?rev=abc#abcdef"
`;
    const ran = build(`pkgs.rustPlatform.importCargoLock { lockFileContents = ''${lock}''; }`);
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("No hash was found while vendoring the git dependency a-1.0.0");
  });

  test("takes no hash for a crate that is not in the lock", () => {
    const ran = build(
      `pkgs.rustPlatform.importCargoLock { lockFileContents = "version = 3"; outputHashes."b-1.0.0" = lib.fakeHash; }`,
    );
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("A hash was specified for b-1.0.0, but there is no corresponding git dependency");
  });

  // cfg-if is among the crates of the example.
  const checksum = "4e7648175b45a9a48536d676f68d918270699102aa8dab5496df06904c914600";
  const source = "registry+https://github.com/rust-lang/crates.io-index";
  const head = `[[package]]\nname = "cfg-if"\nversion = "1.0.5"\nsource = "${source}"\n`;
  const locks: Readonly<Record<string, string>> = {
    1: `${head}\n[metadata]\n"checksum cfg-if 1.0.5 (${source})" = "${checksum}"\n`,
    2: `${head}checksum = "${checksum}"\n`,
    3: `version = 3\n\n${head}checksum = "${checksum}"\n`,
    4: `version = 4\n\n${head}checksum = "${checksum}"\n`,
  };
  test.each(Object.entries(locks))("vendors the crates of a Cargo.lock of version %s", (_, lock) => {
    workplace.placeCrates([join(repository, "examples/hello_nif/native/hello_nif/Cargo.lock")]);
    const vendored = `pkgs.rustPlatform.importCargoLock { lockFileContents = ${JSON.stringify(lock)}; }`;
    const ran = build(`pkgs.runCommand "vendored" { v = ${vendored}; } "cat $v/cfg-if-1.0.5/Cargo.toml >&2; exit 1"`);
    expect(ran.stderr).toContain('name = "cfg-if"');
  });

  test("of version 1 crane vendors nothing", () => {
    const crane = `import ${workplace.folder}/set/pkgs/crane/lib.nix { inherit pkgs; }`;
    const vendored = `(${crane}).vendorCargoDeps { cargoLockContents = ${JSON.stringify(locks["1"])}; }`;
    const ran = build(
      `pkgs.runCommand "vendored" { v = ${vendored}; } "echo config:$(cat $v/config.toml): >&2; exit 1"`,
    );
    expect(ran.stderr).toContain("config::");
  });
});
