import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { copyWith, gitEntry, gitRepository } from "./support/dependencies.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { evalInRelease, projectIn } from "./support/project.ts";
import { makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
const packages = join(repository, "test/fixtures/git-packages");

/** What each shape reads while it is compiled, as Elixir shows it. */
const picture = readFileSync(join(packages, "icons/optimized/dot.svg"), "utf8");
const motto = readFileSync(join(packages, "heraldry/shared/motto.txt"), "utf8").trim();
const found = `{${[picture, ["dot.svg"], motto].map((value) => JSON.stringify(value)).join(", ")}}`;

describe.skipIf(cannotBuild() || !usesStandIn)("what dependencies read beside them while they are compiled", () => {
  for (const release of ["25.11", "26.05", "unstable"] as const) {
    test(
      `lies there with the builders of ${release}`,
      () => {
        const workplace = makeWorkplace(release);
        try {
          const git = join(workplace.folder, "git");
          const base = `file://${git}`;
          const app = join(workplace.folder, "app");
          copyWith(join(repository, "test/fixtures/e2e/beside"), app, { "@GIT@": base });
          const icons = gitEntry("icons", join(git, "icons"), base);
          const emblems = gitRepository("emblems", join(git, "emblems"), { "@GIT@": base });
          const heraldry = gitRepository("heraldry", join(git, "heraldry"));
          const entries = [
            `"emblems": {:git, "${base}/emblems", "${emblems}", []}`,
            `"heraldry": {:git, "${base}/heraldry", "${heraldry}", [subdir: "beam"]}`,
            icons,
          ];
          writeFileSync(join(app, "mix.lock"), `%{\n${entries.map((entry) => `  ${entry},\n`).join("")}}\n`);
          writeFileSync(join(app, ".gitignore"), "/deps/\n");
          const project = projectIn(workplace, app);
          const ran = project.nif2nix("init", "--yes");
          expect(ran.status, ran.stderr).toBe(0);
          expect(ran.stderr).not.toContain("NN246");
          expect(
            evalInRelease(project.build("default"), "beside", "IO.inspect(Beside.found(), width: :infinity)"),
          ).toBe(found);
        } finally {
          workplace.remove();
        }
      },
      20 * minutes,
    );
  }
});
