import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { prepareMakePackages } from "./support/make-packages.ts";
import { evalInRelease } from "./support/project.ts";
import { makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

const answers = (counted: string): string =>
  `[counted: :${counted}, borrowed: 42, tensor: "0.9.9 for the processor", plain: 42]`;

/** test/fixtures/make-app: packages that make builds, with what each would fetch put in its place. */
describe.skipIf(cannotBuild() || !usesStandIn)("packages that make builds", () => {
  for (const release of ["25.11", "26.05", "unstable"] as const) {
    test(
      `are compiled, or take their published artifact, with the builders of ${release}`,
      async () => {
        const workplace = makeWorkplace(release);
        const { project, server } = await prepareMakePackages(workplace);
        try {
          const ran = project.nif2nix("init", "--yes");
          expect(ran.status, ran.stderr).toBe(0);
          expect(ran.stderr).not.toContain("NN814");
          const answer = (): string =>
            evalInRelease(project.build("default"), "makers", "IO.inspect(Makers.answers(), width: :infinity)");
          expect(answer()).toBe(answers("compiled"));
          writeFileSync(join(project.folder, "nif2nix.toml"), '[package.counted]\nway = "prebuilt"\n');
          const again = project.nif2nix("generate");
          expect(again.status, again.stderr).toBe(0);
          expect(answer()).toBe(answers("published"));
        } finally {
          server.stop();
          workplace.remove();
        }
      },
      20 * minutes,
    );
  }
});
