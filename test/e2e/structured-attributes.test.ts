import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import type { Ran } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const helpers = join(repository, "src/emit/library/checks.nix");

/** nixpkgs can be configured so that every derivation has structured attributes, of which only `env` is exported. */
describe.skipIf(cannotBuild() || !usesStandIn)("with structuredAttrsByDefault", () => {
  let workplace: Workplace;
  beforeAll(() => {
    workplace = makeWorkplace("unstable");
  });
  afterAll(() => workplace.remove());

  const releaseCheck = (module: string, changes = ""): Ran => {
    const set = `import ${workplace.folder}/set/pkgs { config.structuredAttrsByDefault = true; }`;
    const called = `pkgs.beamPackages.callPackage ${helpers} { }`;
    const release = `pkgs.runCommand "release" { } "mkdir $out"`;
    const check = `releaseCheck { release = ${release}; modules = [ { module = "${module}"; library = "x"; } ]; }`;
    const expression = `let pkgs = ${set}; in ((${called}).${check})${changes}`;
    return workplace.tryNix(["build", "--impure", "--no-link", "--json", "--print-build-logs", "--expr", expression]);
  };

  test("the check knows its modules", () => {
    const ran = releaseCheck("My.Nif", `.overrideAttrs (_: { buildCommand = ''echo "$NIF2NIX_MODULES" > "$out"''; })`);
    expect(ran.status, ran.stderr).toBe(0);
    const [built] = JSON.parse(ran.stdout) as { outputs: { out: string } }[];
    expect(readFileSync(built?.outputs.out ?? "", "utf8")).toBe("My.Nif\n\n");
  });

  test("and fails for what is no release", () => {
    const ran = releaseCheck("My.Nif");
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("no release: ");
  });
});
