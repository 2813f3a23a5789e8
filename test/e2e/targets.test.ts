import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { currentSystem, evalInRelease, projectIn } from "./support/project.ts";
import { makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

/** The golden project targets: a module, its crate's configuration and nif2nix.toml each ask for a target that the BEAM has not. */
describe.skipIf(cannotBuild() || !usesStandIn)("targets that do not fit the BEAM", () => {
  test.each(["crane", "rustPlatform"])(
    "%s builds the library for the BEAM all the same",
    (builder) => {
      const workplace = makeWorkplace();
      try {
        const folder = join(workplace.folder, "targets");
        cpSync(join(repository, "test/projects/targets/project"), folder, { recursive: true });
        const project = projectIn(workplace, folder);
        const made = project.nif2nix("init", "--yes", "--offline", "--rust", builder);
        expect(made.status, made.stderr).toBe(0);
        expect(evalInRelease(project.build("default"), "targets", "IO.puts(Targets.Native.add(40, 2))")).toBe("42");
        const check = project.tryBuild(`checks.${currentSystem(workplace)}.load`);
        expect(check.status, check.stderr).toBe(0);
      } finally {
        workplace.remove();
      }
    },
    20 * minutes,
  );
});
