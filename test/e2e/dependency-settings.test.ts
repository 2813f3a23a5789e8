import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { copyWith, gitRepository } from "./support/dependencies.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { evalInRelease, projectIn } from "./support/project.ts";
import { run } from "./support/run.ts";
import { makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

/** As Mix has them: `mix deps.compile` loads no configuration of a dependency, and `Mix.Project.deps_config` replaces its paths. */
const values = "[:memory, :memory, :memory]";

describe.skipIf(cannotBuild() || !usesStandIn)("neither configuration nor paths of a dependency's own count", () => {
  for (const release of ["25.11", "26.05", "unstable"] as const) {
    test(
      `with the builders of ${release}`,
      () => {
        const workplace = makeWorkplace(release);
        try {
          const git = join(workplace.folder, "git");
          const locked = ["family", "flagged"].map((name) => ({ name, rev: gitRepository(name, join(git, name)) }));
          const app = join(workplace.folder, "app");
          copyWith(join(repository, "test/fixtures/e2e/dependency_settings"), app, { "@GIT@": `file://${git}` });
          const entries = locked.map(({ name, rev }) => {
            const [key, options] = name === "family" ? ["sister", '[subdir: "apps/sister"]'] : [name, "[]"];
            return `  "${key}": {:git, "file://${git}/${name}", "${rev}", ${options}},\n`;
          });
          writeFileSync(join(app, "mix.lock"), `%{\n${entries.toSorted().join("")}}\n`);
          writeFileSync(join(app, ".gitignore"), "/deps/\n");
          run("git", ["clone", "--quiet", join(git, "family"), join(app, "deps/sister")]);
          run("git", ["clone", "--quiet", join(git, "flagged"), join(app, "deps/flagged")]);
          const project = projectIn(workplace, app);
          const ran = project.nif2nix("init", "--yes");
          expect(ran.status, ran.stderr).toBe(0);
          const call =
            "{:ok, _} = Application.ensure_all_started(:sister); IO.inspect({DependencySettings.backends(), Sister.started?()})";
          expect(evalInRelease(project.build("default"), "dependency_settings", call)).toBe(`{${values}, true}`);
        } finally {
          workplace.remove();
        }
      },
      20 * minutes,
    );
  }
});
