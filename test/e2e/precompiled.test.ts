import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256Of } from "./support/checksum.ts";
import { cannotBuild } from "./support/machine.ts";
import { type Project, checkOut, currentSystem, evalInRelease } from "./support/project.ts";
import { run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

/**
 * A library that publishes artifacts, built from its own tree: rustler is there in development only, no checksum file
 * is committed, and a path dependency beside it is made in the same way.
 */
describe.skipIf(cannotBuild())("a project with a RustlerPrecompiled module of its own", () => {
  let workplace: Workplace;
  let project: Project;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "test/fixtures/e2e/precompiled", "app");
    const ran = project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test("rustler is no part of it", () => {
    expect(readFileSync(join(project.folder, "nix/deps.nix"), "utf8")).not.toMatch(/"rustler"/);
  });

  test(
    "the release boots and its NIFs answer, from libraries that RustlerPrecompiled unpacked",
    () => {
      const release = project.build("default");
      expect(evalInRelease(release, "own", "IO.inspect(Own.answers())")).toBe("{27, -7}");
      expect(readdirSync(join(release, "lib/own-1.3.0/priv/native"))).toEqual([
        expect.stringMatching(/^libown_nif-v1\.3\.0-nif-2\.1[56]-.*\.so$/),
      ]);
    },
    20 * minutes,
  );

  test(
    "the load check loads both modules",
    () => {
      const report = readFileSync(project.build(`checks.${currentSystem(workplace)}.load`), "utf8");
      const lines = report.trim().split("\n");
      expect(lines).toEqual(expect.arrayContaining(["Own: loaded", "Side: loaded"]));
      expect(lines.at(-1)).toBe("ALIVE");
    },
    20 * minutes,
  );

  test(
    "with `include` the release is built from what it reads, and from nothing else of the repository",
    () => {
      const outside = (path: string, text: string): void => {
        mkdirSync(dirname(join(project.repository, path)), { recursive: true });
        writeFileSync(join(project.repository, path), text);
      };
      outside("shared/words.txt", "forty-two");
      outside("README.md", "# Two projects\n");
      outside("other/mix.exs", "# not of this release\n");
      const read = '  @external_resource "../shared/words.txt"\n  @words File.read!("../shared/words.txt")\n';
      project.edit("lib/own.ex", (text) =>
        text.replace("  def answers, do: {", `${read}\n  def answers, do: {@words, `),
      );
      outside("app/nif2nix.toml", 'include = ["../shared"]\n');
      const ran = project.nif2nix("generate");
      expect(ran.status, ran.stderr).toBe(0);
      const before = project.evaluate("default.drvPath");
      outside("README.md", "# Two projects, edited\n");
      outside("other/mix.exs", "# edited\n");
      expect(project.evaluate("default.drvPath")).toBe(before);
      expect(evalInRelease(project.build("default"), "own", "IO.inspect(Own.answers())")).toBe('{"forty-two", 27, -7}');
      for (const path of ["shared/words.txt", "side/lib/more.ex"]) {
        const earlier = project.evaluate("default.drvPath");
        outside(path, "# edited\n");
        project.nif2nix("generate");
        expect(project.evaluate("default.drvPath"), path).not.toBe(earlier);
      }
    },
    20 * minutes,
  );

  test(
    "without its crate the module takes what is published, by the hashes of its checksum file",
    () => {
      const built = project.build("default");
      const library = readdirSync(join(built, "lib/own-1.3.0/priv/native"))[0] as string;
      const archives = join(workplace.folder, "artifacts");
      mkdirSync(archives);
      const archive = join(archives, `${library}.tar.gz`);
      run("tar", ["-C", join(built, "lib/own-1.3.0/priv/native"), "-czf", archive, library]);
      run(join(repository, "scripts/e2e"), ["files", archive]);
      const sha256 = sha256Of(archive);
      rmSync(join(project.folder, "native"), { recursive: true });

      const refused = project.nif2nix("generate");
      expect(refused.stderr).toMatch(/error\[NN876\] lib\/own\.ex:\d+:\d+: Own takes a published library/);
      expect(refused.status).toBe(2);

      writeFileSync(join(project.folder, "checksum-Elixir.Own.exs"), `%{"${library}.tar.gz" => "sha256:${sha256}"}\n`);
      const ran = project.nif2nix("generate");
      expect(ran.status, ran.stderr).toBe(0);
      const release = project.build("default");
      expect(evalInRelease(release, "own", "IO.inspect(Own.cube(3))")).toBe("27");
      expect(readdirSync(join(release, "lib/own-1.3.0/priv/native"))).toEqual([library]);
      const report = readFileSync(project.build(`checks.${currentSystem(workplace)}.load`), "utf8");
      expect(report).toMatch(/^Own: loaded$/m);
    },
    20 * minutes,
  );
});
