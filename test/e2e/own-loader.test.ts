import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { currentSystem, evalInRelease, projectIn } from "./support/project.ts";
import { makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

/** The golden project own_loader: a crate and a module that loads its library itself, under a name of its own. */
describe.skipIf(cannotBuild() || !usesStandIn)("a module with a load_nif of its own", () => {
  test(
    "is told its crate by the lines that the finding says, answers, and is checked",
    () => {
      const workplace = makeWorkplace();
      try {
        const folder = join(workplace.folder, "hello_nif");
        cpSync(join(repository, "examples/hello_nif"), folder, { recursive: true });
        cpSync(join(repository, "test/projects/own_loader/project"), folder, { recursive: true });
        for (const left of ["nif2nix.toml", "deps", "_build", "native/hello_nif/target"])
          rmSync(join(folder, left), { recursive: true, force: true });
        const project = projectIn(workplace, folder);
        const ran = project.nif2nix("scan", "--offline");
        // The file's name is its own, so it is the crate that says for which module it is.
        const [, module, crate] = /\[nif\."([^"]+)"\] crate = "([^"]+)"/.exec(ran.stderr + ran.stdout) ?? [];
        project.write("nif2nix.toml", `[nif."${module}"]\ncrate = "${crate}"\n`);
        const made = project.nif2nix("init", "--yes", "--offline");
        expect(made.status, made.stderr).toBe(0);
        const built = project.build("default");
        expect(evalInRelease(built, "hello_nif", "IO.puts(HelloNif.add(40, 2))")).toBe("42");
        const load = `checks.${currentSystem(workplace)}.load`;
        const check = project.tryBuild(load);
        expect(check.status, check.stderr).toBe(0);
        expect(project.logOf(load)).toContain("HelloNif: loaded");
      } finally {
        workplace.remove();
      }
    },
    20 * minutes,
  );
});
