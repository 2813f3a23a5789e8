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

  const loadCheck = (module: string): Ran => {
    const set = `import ${workplace.folder}/set/pkgs { config.structuredAttrsByDefault = true; }`;
    const called = `pkgs.beamPackages.callPackage ${helpers} { }`;
    const release = `pkgs.runCommand "release" { } "mkdir $out"`;
    const check = `loadCheck { release = ${release}; modules = [ { module = "${module}"; } ]; }`;
    const expression = `let pkgs = ${set}; in (${called}).${check}`;
    return workplace.tryNix(["build", "--impure", "--no-link", "--json", "--print-build-logs", "--expr", expression]);
  };

  test("the load check knows its modules", () => {
    const ran = loadCheck("lists");
    expect(ran.status, ran.stderr).toBe(0);
    const [built] = JSON.parse(ran.stdout) as { outputs: { out: string } }[];
    expect(readFileSync(built?.outputs.out ?? "", "utf8")).toContain("lists: loaded");
  });

  test("and fails for one that is not there", () => {
    const ran = loadCheck("NoSuchModule");
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("Elixir.NoSuchModule: NOT LOADED");
  });
});
