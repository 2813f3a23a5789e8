import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../../src/index.ts";

const standIn = fileURLToPath(new URL("../pkgs", import.meta.url));
const example = fileURLToPath(new URL("../../examples/hello_nif", import.meta.url));
const machine = {
  release: "unstable",
  tools: "none",
  erlang: { version: "27", root: "/usr/lib/erlang" },
  elixir: { version: "1.18.4", root: "/usr/lib/elixir" },
  node: { root: "/usr" },
  rust: { version: "1.90.0", toolchain: "/usr" },
};

/** The files of hello_nif, evaluated by real Nix with the stand-in for other machines: nothing is built. */
describe("a project with a NIF, for other machines", () => {
  let folder: string;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-targets-")));
    cpSync(standIn, join(folder, "pkgs"), { recursive: true });
    writeFileSync(join(folder, "pkgs/machine.json"), JSON.stringify(machine));
    const project = join(folder, "project");
    const leftover = new Set(["_build", "deps", "target"]);
    cpSync(example, project, { recursive: true, filter: (path) => !leftover.has(basename(path)) });
    const { files } = await generate({ project, offline: true, env: {} });
    for (const { path, text } of files) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** @param packages how the package set is made, `{ system = ...; }`, and what is taken of it. */
  const inRelease = (set: string, of: string, expression: string): unknown => {
    const whole = `
      let
        pkgs = (import ${folder}/pkgs ${set})${of};
        release = pkgs.callPackage ${folder}/project/nix/package.nix {
          craneLib = import ${folder}/pkgs/crane/lib.nix { inherit pkgs; };
        };
      in ${expression}`;
    const options = { encoding: "utf8", env: { ...process.env, NIX_PATH: "" }, stdio: "pipe" } as const;
    return JSON.parse(
      execFileSync("nix-instantiate", ["--eval", "--strict", "--json", "--read-write-mode", "-E", whole], options),
    );
  };
  const flags = "release.crates.hello_nif.drvAttrs";
  const crateFlags = `builtins.listToAttrs (builtins.concatMap (name: if builtins.match "CARGO_.*RUSTFLAGS" name == null then [ ] else [ { inherit name; value = ${flags}.\${name}; } ]) (builtins.attrNames (${flags} // ${flags}.env or { })))`;

  test("glibc: no flag of ours", () => {
    expect(inRelease('{ system = "x86_64-linux"; }', "", crateFlags)).toEqual({});
  });

  test.each([
    ["x86_64-linux", "CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_RUSTFLAGS"],
    ["aarch64-linux", "CARGO_TARGET_AARCH64_UNKNOWN_LINUX_MUSL_RUSTFLAGS"],
  ])(
    "musl on %s: the C library is not linked into what a BEAM loads, and flags of the crate are joined",
    (system, name) => {
      expect(inRelease(`{ system = "${system}"; }`, ".pkgsMusl", crateFlags)).toEqual({
        [name]: "-C target-feature=-crt-static",
      });
      expect(inRelease(`{ system = "${system}"; }`, ".pkgsMusl", "release.drvPath")).toMatch(/\.drv$/);
    },
  );

  test("macOS: symbols of the BEAM are found when the library is loaded", () => {
    const found = inRelease('{ system = "aarch64-darwin"; }', "", crateFlags);
    expect(found).toEqual({
      CARGO_TARGET_AARCH64_APPLE_DARWIN_RUSTFLAGS: "-C link-arg=-undefined -C link-arg=dynamic_lookup",
    });
  });

  test("from another machine: it evaluates, and the check says that it checked nothing", () => {
    const cross = '{ system = "x86_64-linux"; crossSystem = "aarch64-linux"; }';
    expect(inRelease(cross, "", "release.drvPath")).toMatch(/\.drv$/);
    expect(inRelease(cross, "", "release.tests.load.buildCommand")).toContain("NOT CHECKED");
    expect(inRelease('{ system = "x86_64-linux"; }', "", "release.tests.load.buildCommand")).not.toContain(
      "NOT CHECKED",
    );
  });
});
