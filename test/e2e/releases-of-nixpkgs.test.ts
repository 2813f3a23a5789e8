import { describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { checkOut, evalInRelease } from "./support/project.ts";
import { makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

/** The BEAM builders changed their shape; generated files serve the last two stable releases and unstable alike. */
describe.skipIf(cannotBuild() || !usesStandIn)("generated files build with the builders of nixpkgs", () => {
  for (const release of ["25.11", "26.05", "unstable"] as const) {
    for (const rust of ["crane", "rustPlatform"]) {
      test(
        `${release}, crates by ${rust}`,
        () => {
          const workplace = makeWorkplace(release);
          try {
            const project = checkOut(workplace, "hello_nif");
            const ran = project.nif2nix("init", "--yes", "--rust", rust);
            expect(ran.status, ran.stderr).toBe(0);
            expect(evalInRelease(project.build("default"), "hello_nif", "IO.puts(HelloNif.add(40, 2))")).toBe("42");
          } finally {
            workplace.remove();
          }
        },
        20 * minutes,
      );
    }
  }
});
