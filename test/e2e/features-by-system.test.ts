import { describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { checkOut, currentSystem, evalInRelease } from "./support/project.ts";
import { makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

/** What the libraries of the golden project say they were built with, by system. */
const expected: Readonly<Record<string, string>> = {
  "x86_64-linux": "common,cuda portable,3 linux unix",
  "aarch64-linux": "common,cuda neon,3 linux unix",
  "x86_64-darwin": "common,metal portable mac unix",
  "aarch64-darwin": "common,metal neon mac unix",
};

describe.skipIf(cannotBuild() || !usesStandIn)("options that depend on the system", () => {
  test.each(["crane", "rustPlatform"])(
    "are those of the system that builds, by %s",
    (rust) => {
      const workplace = makeWorkplace();
      try {
        const project = checkOut(workplace, "test/projects/features_by_system/project");
        const made = project.nif2nix("init", "--yes", "--offline", "--rust", rust);
        expect(made.status, made.stderr).toBe(0);
        const ask =
          'IO.puts(Enum.map_join([BySystem.Gpu, BySystem.Vector, BySystem.Clock, BySystem.Plain], " ", &Enum.join(&1.built(), ",")))';
        expect(evalInRelease(project.build("default"), "by_system", ask)).toBe(expected[currentSystem(workplace)]);
        const load = `checks.${currentSystem(workplace)}.load`;
        const check = project.tryBuild(load);
        expect(check.status, check.stderr).toBe(0);
        expect(project.logOf(load)).toContain("BySystem.Clock: loaded");
      } finally {
        workplace.remove();
      }
    },
    20 * minutes,
  );
});
