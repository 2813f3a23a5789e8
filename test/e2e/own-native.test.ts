import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { standIns } from "./support/dependencies.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { makers } from "./support/make-packages.ts";
import { type Project, currentSystem, evalInRelease, projectIn } from "./support/project.ts";
import { run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
const fixtures = join(repository, "test/fixtures/e2e");

function prepare(
  workplace: Workplace,
  name: string,
  locked: readonly string[],
  more?: (folder: string) => void,
): Project {
  const folder = join(workplace.folder, name);
  cpSync(join(fixtures, name), folder, { recursive: true });
  writeFileSync(join(folder, "mix.lock"), `%{\n${locked.map((entry) => `  ${entry},\n`).join("")}}\n`);
  more?.(folder);
  return projectIn(workplace, folder);
}

const report = (project: Project, workplace: Workplace): string =>
  readFileSync(project.build(`checks.${currentSystem(workplace)}.load`), "utf8");

describe.skipIf(cannotBuild("pkg-config") || !usesStandIn)("native code of the project itself, without Rust", () => {
  for (const release of ["25.11", "26.05", "unstable"] as const) {
    test(
      `is compiled by elixir_make, with what its Makefile runs; ${release}`,
      () => {
        const workplace = makeWorkplace(release);
        try {
          const project = prepare(
            workplace,
            "own_native",
            makers.filter((entry) => !entry.startsWith('"fine"')),
          );
          const ran = project.nif2nix("init", "--yes", "--offline");
          expect(ran.status, ran.stderr).toBe(0);
          expect(ran.stderr).not.toMatch(/NN801|crane/);
          const built = project.build("default");
          expect(evalInRelease(built, "own_native", "IO.puts(OwnNative.add(40, 2))")).toBe("42");
        } finally {
          workplace.remove();
        }
      },
      20 * minutes,
    );
  }

  test(
    "stays in the release where the repository has it, and is checked",
    () => {
      const workplace = makeWorkplace();
      try {
        const locked = standIns.filter((entry) => /^"(?:jason|rustler|toml)"/.test(entry));
        const project = prepare(workplace, "shipped_library", locked, (folder) => {
          const usr = run("erl", [
            "-noshell",
            "-eval",
            'io:put_chars(filename:join(code:root_dir(), "usr/include")), halt().',
          ]);
          const source = join(fixtures, "own_native/c_src/own_native.c");
          mkdirSync(join(folder, "priv/native"), { recursive: true });
          const flags = ["-shared", "-fPIC", "-DSHIPPED", `-I${usr}`, source];
          run("cc", [...flags, "-o", join(folder, "priv/native/libshipped.so")]);
        });
        const ran = project.nif2nix("init", "--yes", "--offline");
        expect(ran.status, ran.stderr).toBe(0);
        const built = project.build("default");
        expect(evalInRelease(built, "shipped", "IO.puts(Shipped.add(40, 2))")).toBe("42");
        expect(report(project, workplace)).toContain("Shipped: loaded");
        run("git", ["rm", "--quiet", "--force", "priv/native/libshipped.so"], { cwd: project.folder });
        const refused = project.nif2nix("check", "--offline");
        expect([refused.status, refused.stderr]).toEqual([
          2,
          expect.stringContaining("error[NN319] lib/shipped.ex:2:3"),
        ]);
      } finally {
        workplace.remove();
      }
    },
    20 * minutes,
  );
});
