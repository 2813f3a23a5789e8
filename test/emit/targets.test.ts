import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StandInProject, standInProject } from "./stand-in-project.ts";

describe("a project with a NIF, for other machines", () => {
  let project: StandInProject;

  beforeAll(async () => {
    project = await standInProject();
  });
  afterAll(() => project.remove());

  const flags = "release.crates.hello_nif.drvAttrs";
  const crateFlags = `builtins.listToAttrs (builtins.concatMap (name: if builtins.match "CARGO_.*RUSTFLAGS" name == null then [ ] else [ { inherit name; value = ${flags}.\${name}; } ]) (builtins.attrNames (${flags} // ${flags}.env or { })))`;

  test("glibc: no flag of ours", () => {
    expect(project.evaluate('{ system = "x86_64-linux"; }', "", crateFlags)).toEqual({});
  });

  test.each([
    ["x86_64-linux", "CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_RUSTFLAGS"],
    ["aarch64-linux", "CARGO_TARGET_AARCH64_UNKNOWN_LINUX_MUSL_RUSTFLAGS"],
  ])(
    "musl on %s: the C library is not linked into what a BEAM loads, and flags of the crate are joined",
    (system, name) => {
      expect(project.evaluate(`{ system = "${system}"; }`, ".pkgsMusl", crateFlags)).toEqual({
        [name]: "-C target-feature=-crt-static",
      });
      expect(project.evaluate(`{ system = "${system}"; }`, ".pkgsMusl", "release.drvPath")).toMatch(/\.drv$/);
    },
  );

  test("macOS: symbols of the BEAM are found when the library is loaded", () => {
    const found = project.evaluate('{ system = "aarch64-darwin"; }', "", crateFlags);
    expect(found).toEqual({
      CARGO_TARGET_AARCH64_APPLE_DARWIN_RUSTFLAGS: "-C link-arg=-undefined -C link-arg=dynamic_lookup",
    });
  });

  test("from another machine: it evaluates, and the check says that it checked nothing", () => {
    const cross = '{ system = "x86_64-linux"; crossSystem = "aarch64-linux"; }';
    expect(project.evaluate(cross, "", "release.drvPath")).toMatch(/\.drv$/);
    expect(project.evaluate(cross, "", "release.tests.load.buildCommand")).toContain("NOT CHECKED");
    expect(project.evaluate('{ system = "x86_64-linux"; }', "", "release.tests.load.buildCommand")).not.toContain(
      "NOT CHECKED",
    );
  });
});
