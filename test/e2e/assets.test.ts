import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { type Project, checkOut, evalInRelease } from "./support/project.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

/** An alias `assets.deploy` as Phoenix has it, a tool that Mix would download, and a runtime.exs that wants a secret. */
describe.skipIf(cannotBuild("esbuild"))("a web application's assets", () => {
  let workplace: Workplace;
  let project: Project;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "test/fixtures/e2e/web");
    const ran = project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test(
    "are built by the tool of the package set and are part of the release",
    () => {
      const release = project.build("default");
      const script = evalInRelease(release, "web", "IO.puts(HelloNif.script())", { WEB_SECRET: "x" });
      expect(script).toContain("built for the ");
      expect(script).not.toContain("import ");
      expect(evalInRelease(release, "web", "IO.puts(HelloNif.add(40, 2))", { WEB_SECRET: "x" })).toBe("42");
    },
    20 * minutes,
  );

  test("the tool itself is not: neither its path nor a reference to it", () => {
    const release = project.build("default");
    const references = workplace.nix(["path-info", "--recursive", release]);
    expect(references).not.toContain("esbuild");
  });
});

/** The same by an alias `release`, which `mix release` runs in its own place. */
describe.skipIf(cannotBuild("esbuild"))("assets that the alias `release` builds", () => {
  test(
    "are built by the tool of the package set, which the release does not name",
    () => {
      const workplace = makeWorkplace();
      try {
        const project = checkOut(workplace, "test/fixtures/e2e/web");
        project.edit("mix.exs", (text) =>
          text
            .replace('"assets.deploy": ["assets.setup", ', 'release: ["assets.setup", ')
            .replace("--minify", '--minify", "release'),
        );
        const ran = project.nif2nix("init", "--yes");
        expect(ran.status, ran.stderr).toBe(0);
        expect(ran.stderr).not.toContain("NN249");
        const release = project.build("default");
        const script = evalInRelease(release, "web", "IO.puts(HelloNif.script())", { WEB_SECRET: "x" });
        expect(script).toContain("built for the ");
        expect(script).not.toContain("import ");
        expect(workplace.nix(["path-info", "--recursive", release])).not.toContain("esbuild");
      } finally {
        workplace.remove();
      }
    },
    20 * minutes,
  );
});
