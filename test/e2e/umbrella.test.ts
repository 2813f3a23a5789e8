import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { type Project, checkOut, currentSystem, evalInRelease } from "./support/project.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;
const expression = "IO.puts(inspect(Second.everything(), width: 200))";

/**
 * Two applications and a release that names them; several NIFs in one of them, from one workspace: crate omitted, a
 * name with a dash, a dylib, features by configuration, one crate with two sets of options; a crate outside of its
 * application with a path dependency, an included file and a load_from of its own.
 */
describe.skipIf(cannotBuild())("an umbrella", () => {
  let workplace: Workplace;
  let project: Project;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "test/fixtures/e2e/umbrella");
    const ran = project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test(
    "the release boots and every NIF answers as it was built",
    () => {
      const release = project.build("default");
      // First.Plain without default features, in debug mode; First.Dashed.Inner the same crate with them, in release mode.
      expect(evalInRelease(release, "shapes", expression, { STARTED_WITH: "something" })).toBe(
        '{"shared common", "first", "dashed", true, {false, true}, {true, false}, "something"}',
      );
    },
    20 * minutes,
  );

  test("crates of one workspace share a derivation with their dependencies where they are built alike", () => {
    const dependencies = (crate: string): string => project.evaluate(`default.crates.${crate}.cargoArtifacts.drvPath`);
    const shared = dependencies("first");
    expect(["dashed-nif", "configured", "plain"].map(dependencies)).toEqual([shared, shared, shared]);
    // Another profile, another workspace.
    expect(dependencies("plain_2")).not.toBe(shared);
    expect(dependencies("elsewhere")).not.toBe(shared);
  });

  test(
    "the load check loads all six modules",
    () => {
      const ran = project.tryBuild(`checks.${currentSystem(workplace)}.load`);
      expect(ran.status, ran.stderr).toBe(0);
    },
    20 * minutes,
  );

  test(
    "rustPlatform builds the same",
    () => {
      const ran = project.nif2nix("generate", "--rust", "rustPlatform");
      expect(ran.status, ran.stderr).toBe(0);
      const release = project.build("default");
      expect(evalInRelease(release, "shapes", expression)).toBe(
        '{"shared common", "first", "dashed", true, {false, true}, {true, false}, "nothing"}',
      );
    },
    20 * minutes,
  );
});
