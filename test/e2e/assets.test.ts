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
