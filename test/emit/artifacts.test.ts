import { describe, expect, test } from "vitest";
import { artifactsFile } from "../../src/emit/files/artifacts.ts";
import { printNix } from "../../src/nix/print.ts";
import type { ArtifactPlan, BuildPlan, MadeArtifactPlan } from "../../src/plan/build-plan.ts";
import { evaluate } from "./nix.ts";

const ofCrate: ArtifactPlan = {
  module: "My.Native",
  crate: "native",
  basename: "native",
  version: "1.0.0",
  variants: {},
  nifVersions: { "2.16": { features: [], defaultFeatures: true } },
};
const made: MadeArtifactPlan = { app: "made", directory: "apps/made", nifVersions: ["2.16", "2.17"] };

/** What nix/artifacts.nix comes to, by library functions that give back what they got. */
const evaluated = (artifacts: readonly ArtifactPlan[], madeArtifacts: readonly MadeArtifactPlan[]): unknown => {
  const plan = { package: { releases: [{ pname: "app", version: "1.0.0" }] }, artifacts, madeArtifacts, crates: [] };
  const text = printNix(artifactsFile(plan as unknown as BuildPlan));
  return evaluate(`
    let file = ${text}; in file (builtins.intersectAttrs (builtins.functionArgs file) {
      release.crates.native = "the crate";
      callPackage = file: _: { nifArtifacts = given: { ofCrates = given; }; makeArtifacts = given: { made = given; }; };
      symlinkJoin = given: given;
    })
  `);
};

describe("the file of archives", () => {
  const ofCrates = {
    ofCrates: {
      name: "app-artifacts-1.0.0",
      glibc: "2.17",
      modules: [
        {
          module: "My.Native",
          crate: "the crate",
          basename: "native",
          version: "1.0.0",
          libName: "native",
          nifVersions: { "2.16": {} },
        },
      ],
    },
  };
  const byMake = {
    made: {
      name: "app-artifacts-1.0.0",
      glibc: "2.17",
      release: { crates: { native: "the crate" } },
      projects: [{ app: "made", directory: "apps/made", nifVersions: ["2.16", "2.17"] }],
    },
  };

  test("has those of crates, those of what make builds, or both in one folder", () => {
    expect(evaluated([ofCrate], [])).toEqual(ofCrates);
    expect(evaluated([], [made])).toEqual(byMake);
    expect(evaluated([ofCrate], [made])).toEqual({ name: "app-artifacts-1.0.0", paths: [ofCrates, byMake] });
  });

  test("makes one archive of what has no NIF version", () => {
    expect(evaluated([], [{ app: "made", directory: ".", nifVersions: null }])).toEqual({
      made: { ...byMake.made, projects: [{ app: "made", nifVersions: [""] }] },
    });
  });
});
