import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, checkOut, currentSystem } from "./support/project.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

const names = ["cargo-test-hello_nif", "clippy-hello_nif", "credo", "dialyzer", "format", "test"];

/** An edit of one file that a check is there to find, and what it says then. */
const faults: Readonly<Record<string, readonly [file: string, from: string, to: string, says: RegExp]>> = {
  test: ["test/hello_nif_test.exs", "== 42", "== 43", /1 failure/],
  format: ["lib/hello_nif.ex", "def add(", "def  add(", /not formatted/],
  credo: ["lib/hello_nif.ex", "Jason.encode!(", "IO.inspect(left); Jason.encode!(", /no calls to IO\.inspect/],
  dialyzer: ["lib/hello_nif.ex", "Jason.encode!(%", "Jason.encode!(1, 2, 3) + (%", /warnings|no local return|missing/],
  "clippy-hello_nif": [
    "native/hello_nif/src/lib.rs",
    "left + right",
    "return left + right;",
    /needless_return|unneeded/,
  ],
  "cargo-test-hello_nif": ["native/hello_nif/src/lib.rs", "sum(2, 2), 4", "sum(2, 2), 5", /1 failed|assertion/],
};

describe.skipIf(cannotBuild("dialyzer", "cargo-clippy") || !usesStandIn)("checks on request", () => {
  let workplace: Workplace;
  let project: Project;
  let system: string;
  let released: string;

  const paths = (): Readonly<Record<string, string>> =>
    Object.fromEntries(["load", ...names].map((name) => [name, project.evaluate(`checks.${system}.${name}.drvPath`)]));
  const release = (): string => project.evaluate(`packages.${system}.default.drvPath`);

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "hello_nif");
    cpSync(join(repository, "test/projects/checks/project"), project.folder, { recursive: true });
    project.edit(
      "native/hello_nif/src/lib.rs",
      (text) => `${text.replace("    left + right", "    sum(left, right)")}
fn sum(left: i64, right: i64) -> i64 {
    left + right
}

#[cfg(test)]
mod tests {
    #[test]
    fn adds() {
        assert_eq!(super::sum(2, 2), 4);
    }
}
`,
    );
    system = currentSystem(workplace);
    // Without any check first: with them the release is to stay what it is.
    project.edit("nif2nix.toml", () => "# none\n");
    expect(project.nif2nix("init", "--yes", "--offline").stderr).not.toContain("error");
    released = release();
    project.edit("nif2nix.toml", () => `checks = ["cargo-test", "clippy", "credo", "dialyzer", "format", "test"]\n`);
    for (const file of ["flake.nix", "nix/package.nix"]) rmSync(join(project.folder, file));
    const ran = project.nif2nix("init", "--yes", "--offline");
    expect(ran.status, ran.stderr).toBe(0);
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test("leave the release as it is", () => {
    expect(release()).toBe(released);
    expect(
      Object.keys(
        JSON.parse(
          workplace.nix(["eval", "--json", `.#checks.${system}`, "--apply", "builtins.mapAttrs (_: c: c.name)"], {
            cwd: project.folder,
          }),
        ),
      ).toSorted(),
    ).toEqual([...names, "load"].toSorted());
  });

  /** Builds all of them at once, as far as they get. */
  const buildAll = (): ReturnType<Project["tryBuild"]> =>
    workplace.tryNix(
      ["build", "--no-link", "--keep-going", "--max-jobs", "2", ...names.map((name) => `.#checks.${system}.${name}`)],
      { cwd: project.folder },
    );

  test(
    "build where there is nothing to find",
    () => {
      const ran = buildAll();
      expect(ran.status, ran.stderr).toBe(0);
    },
    20 * minutes,
  );

  test(
    "fail each on what it is there to find",
    () => {
      for (const [file, from, to] of Object.values(faults)) project.edit(file, (text) => text.replace(from, to));
      try {
        expect(buildAll().status).not.toBe(0);
        for (const [name, [, , , says]] of Object.entries(faults)) {
          const attribute = `.#checks.${system}.${name}`;
          const log = workplace.nix(["log", attribute], { cwd: project.folder });
          expect(log, name).toMatch(says);
          expect(workplace.tryNix(["path-info", attribute], { cwd: project.folder }).status, name).not.toBe(0);
        }
      } finally {
        for (const [file, from, to] of Object.values(faults).toReversed())
          project.edit(file, (text) => text.replace(to, from));
      }
      // All of it is there already.
      expect(buildAll().status).toBe(0);
    },
    20 * minutes,
  );

  test("an edit of a test builds no release, and what looks at the project's files alone", () => {
    const before = paths();
    project.edit("test/hello_nif_test.exs", (text) => `${text}\n# more\n`);
    const after = paths();
    const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
    expect(changed.toSorted()).toEqual(["credo", "dialyzer", "format", "test"]);
    expect(release()).toBe(released);
  });

  test("the types of dependencies are gathered once, for all edits of the project's code", () => {
    const tables = (): string[] => {
      const closure = workplace.nix(["path-info", "--derivation", "--recursive", `.#checks.${system}.dialyzer`], {
        cwd: project.folder,
      });
      return closure.split("\n").filter((path) => path.includes("-tables-"));
    };
    const before = tables();
    expect(before).toHaveLength(1);
    project.edit("lib/hello_nif.ex", (text) => `${text}\n# more\n`);
    expect(tables()).toEqual(before);
  });
});
