import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, checkOut, currentSystem, evalInRelease } from "./support/project.ts";
import { run } from "./support/run.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

describe.skipIf(cannotBuild("jq"))("examples/hello_nif, from `nif2nix init` to the NIF's answer", () => {
  let workplace: Workplace;
  let project: Project;
  let system: string;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "hello_nif");
    system = currentSystem(workplace);
    const ran = project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test("nothing of the project is touched: there are new Nix files, and that is all", () => {
    expect(
      project
        .status()
        .trim()
        .split("\n")
        .map((line) => line.trim()),
    ).toEqual([
      "A flake.nix",
      "A nix/beam.nix",
      "A nix/deps.nix",
      "A nix/lib/add-config.nix",
      "A nix/lib/check-libraries.erl",
      "A nix/lib/check-release.sh",
      "A nix/lib/checks.nix",
      "A nix/lib/crane.nix",
      "A nix/lib/default.nix",
      "A nix/lib/elixir.nix",
      "A nix/lib/rust-env.nix",
      "A nix/lib/rustler.nix",
      "A nix/lib/sources.nix",
      "A nix/nifs.nix",
      "A nix/package.nix",
    ]);
  });

  test(
    "the release boots and the NIF answers",
    () => {
      const release = project.build("default");
      expect(evalInRelease(release, "hello_nif", 'IO.puts("HelloNif.add(40, 2) = #{HelloNif.add(40, 2)}")')).toBe(
        "HelloNif.add(40, 2) = 42",
      );
      expect(evalInRelease(release, "hello_nif", "IO.puts(HelloNif.add_as_json(40, 2))")).toBe('{"sum":42}');
    },
    20 * minutes,
  );

  test(
    "the load check names the module that it loaded",
    () => {
      expect(readFileSync(project.build(`checks.${system}.load`), "utf8")).toContain("HelloNif: loaded");
    },
    20 * minutes,
  );

  test("the release holds the library where Rustler's own would lie, and no cookie", () => {
    const release = project.build("default");
    const library = readFileSync(join(release, "lib/hello_nif-0.1.0/priv/native/libhello_nif.so"));
    expect(library.subarray(0, 4).toString("latin1")).toBe("\x7fELF");
    expect(() => readFileSync(join(release, "releases/COOKIE"))).toThrow("ENOENT");
  });

  test("nothing that built it came along: no crate's source, no cargo and no compiler", () => {
    const closure = workplace.nix(["path-info", "--recursive", project.build("default")]);
    expect(closure).not.toMatch(/-(?:cargo|crate|rustc|vendor|elixir|erlang)/);
    const forCompilers = run("find", [project.build("default"), "(", "-name", "*.h", "-o", "-name", "*.a", ")"]);
    expect(forCompilers).toBe("");
    // With the real package set its bash, coreutils and C library remain.
    if (usesStandIn) expect(closure.trim().split("\n").length).toBeLessThan(4);
  });

  test(
    "`nix flake check` passes, and there is a shell for development",
    () => {
      const ran = project.check();
      expect(ran.status, ran.stderr).toBe(0);
      expect(project.evaluate(`devShells.${system}.default.drvPath`)).toMatch(/\.drv$/);
    },
    20 * minutes,
  );

  test(
    "with a limit of its closure the check says how large that is, and fails above it",
    () => {
      const limited = (limit: string): void => {
        project.write("nif2nix.toml", `[run]\nmaxClosureSize = "${limit}"\n`);
        const ran = project.nif2nix("generate");
        expect(ran.status, ran.stderr).toBe(0);
      };
      limited("9GB");
      const report = readFileSync(project.build(`checks.${system}.load`), "utf8");
      const size = /^closure: ([\d.]+) MiB of at most 8583\.1 MiB$/m.exec(report)?.[1];
      const release = project.build("default");
      const [, bytes = ""] = /(\d+)\s*$/.exec(workplace.nix(["path-info", "--closure-size", release])) ?? [];
      expect(size).toBe((Number(bytes) / 1024 ** 2).toFixed(1));
      limited("1KB");
      const failed = project.tryBuild(`checks.${system}.load`);
      expect(failed.status).not.toBe(0);
      expect(failed.stderr).toContain(`MiB  ${release}`);
      expect(failed.stderr).toContain("TOO LARGE");
      limited("9GB");
    },
    20 * minutes,
  );

  test("a second `generate` changes nothing", () => {
    const before = readFileSync(join(project.folder, "nix/deps.nix"), "utf8");
    expect(project.nif2nix("generate").status).toBe(0);
    expect(readFileSync(join(project.folder, "nix/deps.nix"), "utf8")).toBe(before);
    expect(project.nif2nix("check").status).toBe(0);
  });
});
