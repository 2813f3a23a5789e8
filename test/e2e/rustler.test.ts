import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { type Project, checkOut } from "./support/project.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

/** What the generated configuration is for: the same build without it, or with a key that Rustler does not know. */
describe.skipIf(cannotBuild())("without the configuration that nif2nix appends", () => {
  let workplace: Workplace;
  let project: Project;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "hello_nif");
    const ran = project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test(
    "Rustler starts cargo, which the release's build does not have",
    () => {
      project.edit("nix/package.nix", (text) =>
        text.replace("inherit mixNixDeps;", 'inherit mixNixDeps;\n      postPatch = "";'),
      );
      const ran = project.tryBuild("default");
      expect(ran.status).not.toBe(0);
      expect(ran.stderr).toMatch(/HelloNif|hello_nif\.ex/);
      expect(ran.stderr).toMatch(/:enoent|cargo/);
    },
    20 * minutes,
  );

  test(
    "an unknown key stops the compiler",
    () => {
      const config = "printf 'import Config\\\\nconfig :hello_nif, HelloNif, no_such_key: 1\\\\n' > config/config.exs";
      project.edit("nix/package.nix", (text) =>
        text.replace('postPatch = "";', `postPatch = "mkdir -p config; ${config}";`),
      );
      const ran = project.tryBuild("default");
      expect(ran.status).not.toBe(0);
      expect(ran.stderr).toMatch(/\(KeyError\) key :no_such_key not found/);
    },
    20 * minutes,
  );
});
