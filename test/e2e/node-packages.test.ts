import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild } from "./support/machine.ts";
import { placePackages } from "./support/npm.ts";
import { evalInRelease, projectIn } from "./support/project.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
const fixtures = join(repository, "test/fixtures/e2e");

/** How the aliases of mix.exs read for each package manager. */
const managers = [
  ["npm", {}],
  ["pnpm", { "npm ci --prefix assets": "pnpm --dir assets install --frozen-lockfile", "npm run": "pnpm run" }],
  ["yarn", { "npm ci --prefix assets": "yarn --cwd assets install --frozen-lockfile", "npm run": "yarn" }],
] as const satisfies readonly (readonly [string, Readonly<Record<string, string>>])[];

/** An alias that installs and calls a script of package.json, packages of the registry and a Mix dependency among them. */
describe.skipIf(cannotBuild("curl"))("assets that are built with packages", () => {
  let workplace: Workplace;

  beforeAll(() => {
    workplace = makeWorkplace();
  });
  afterAll(() => workplace.remove());

  test.each(managers)(
    "of %s: the release has code of each of them",
    (manager, replaced) => {
      const folder = join(workplace.folder, manager);
      cpSync(join(fixtures, "web"), folder, { recursive: true, filter: (path) => !path.endsWith("/target") });
      cpSync(join(fixtures, "web-packages/project"), folder, { recursive: true });
      cpSync(join(fixtures, "web-packages/locks", manager), join(folder, "assets"), { recursive: true });
      const mix = Object.entries(replaced).reduce(
        (text, [from, to]) => text.replace(from, to),
        readFileSync(join(folder, "mix.exs"), "utf8"),
      );
      writeFileSync(join(folder, "mix.exs"), mix);
      const project = projectIn(workplace, folder);
      const ran = project.nif2nix("init", "--yes");
      expect(ran.status, ran.stderr).toBe(0);
      placePackages(workplace, project);

      const script = evalInRelease(project.build("default"), "web", "IO.puts(HelloNif.script())", { WEB_SECRET: "x" });
      for (const [name, text] of Object.entries({
        "is-odd": "expected a number",
        "ms 2.0.0, under another name": "val is not a non-empty string or a valid number. val=",
        debug: "%c",
        "phoenix_html, a Mix dependency": "phoenix.link.click",
      })) {
        expect(script, name).toContain(text);
      }
      expect(script).not.toMatch(/^import /m);
    },
    20 * minutes,
  );
});
