import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, currentSystem, projectIn } from "./support/project.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

/** Two applications, one with a NIF that both test, and a dependency for tests alone. */
describe.skipIf(cannotBuild() || !usesStandIn)("checks of an umbrella", () => {
  let workplace: Workplace;
  let project: Project;
  let checks: string;

  const init = (settings: string): void => {
    for (const file of ["flake.nix", "nix/package.nix"]) rmSync(join(project.folder, file), { force: true });
    writeFileSync(join(project.folder, "nif2nix.toml"), settings);
    const ran = project.nif2nix("init", "--yes", "--offline");
    expect(ran.status, ran.stderr).toBe(0);
  };
  const release = (): string => project.evaluate("default.drvPath");

  beforeAll(() => {
    workplace = makeWorkplace();
    const folder = join(workplace.folder, "checked");
    cpSync(join(repository, "test/fixtures/e2e/checked_umbrella"), folder, { recursive: true });
    const crate = join(repository, "test/projects/checks/project/test/support/doubled");
    cpSync(crate, join(folder, "apps/numbers/native/doubled"), { recursive: true });
    project = projectIn(workplace, folder);
    checks = `checks.${currentSystem(workplace)}`;
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test.each(["apart", "together"])(
    "build with dependencies %s, and find a test that fails in one application",
    (way) => {
      init(`dependencies = "${way}"\n`);
      const alone = release();
      init(`checks = ["format", "test"]\ndependencies = "${way}"\n`);
      expect(release()).toBe(alone);
      for (const name of ["format", "test"]) {
        const ran = project.tryBuild(`${checks}.${name}`);
        expect(ran.status, ran.stderr).toBe(0);
      }
      const [right, wrong] = ["Doubled.doubled(21) == 42", "Doubled.doubled(21) == 43"] as const;
      project.edit("apps/numbers/test/doubled_test.exs", (text) => text.replace(right, wrong));
      try {
        const ran = project.tryBuild(`${checks}.test`);
        expect(ran.status).not.toBe(0);
        expect(ran.stderr).toContain("1 test, 1 failure");
        expect(release()).toBe(alone);
      } finally {
        project.edit("apps/numbers/test/doubled_test.exs", (text) => text.replace(wrong, right));
      }
    },
    20 * minutes,
  );
});
