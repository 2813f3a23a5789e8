import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, checkOut, currentSystem } from "./support/project.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

/**
 * The module of this repository's flake for flake-parts. What flake-parts does with it for each system (evaluate it with the options
 * `packages` and `checks`) is done here by the stand-in's module system.
 */
describe.skipIf(cannotBuild() || !usesStandIn)("the module of flake-parts", () => {
  let workplace: Workplace;
  let project: Project;

  beforeAll(() => {
    workplace = makeWorkplace();
    project = checkOut(workplace, "hello_nif");
    const ran = project.nif2nix("init", "--yes", "--offline");
    expect(ran.status, ran.stderr).toBe(0);
    execFileSync("cp", [join(repository, "nix/flake-module.nix"), join(project.folder, "flake-module.nix")]);
    project.write(
      "parts.nix",
      `{ lib, self, pkgs, settings }:
      (lib.evalModules {
        specialArgs = { inherit pkgs; };
        modules = [
          (import ./flake-module.nix { inherit lib self; flake-parts-lib.mkPerSystemOption = module: module; }).options.perSystem
          {
            options = lib.genAttrs [ "packages" "checks" ] (_: lib.mkOption { type = lib.types.attrsOf lib.types.raw; default = { }; });
          }
          { nif2nix = settings; }
        ];
      }).config`,
    );
    project.edit("flake.nix", (text) =>
      text.replace("{ nixpkgs, crane, ... }", "{ self, nixpkgs, crane, ... }").replace(
        "      devShells =",
        `      parts = forSystems (pkgs: import ./parts.nix { inherit (nixpkgs) lib; inherit self pkgs; settings.craneLib = crane.mkLib pkgs; });
      unknown = forSystems (pkgs: import ./parts.nix { inherit (nixpkgs) lib; inherit self pkgs; settings.crane = 1; });
      devShells =`,
      ),
    );
    execFileSync("git", ["add", "--intent-to-add", "."], { cwd: project.folder });
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  test("gives the packages and the check that flake.nix gives", () => {
    const system = currentSystem(workplace);
    for (const name of ["packages", "checks"]) {
      const [own, parts] = [`${name}.${system}`, `parts.${system}.${name}`].map((attribute) =>
        workplace.nix(["eval", "--json", `.#${attribute}`, "--apply", "builtins.mapAttrs (_: each: each.drvPath)"], {
          cwd: project.folder,
        }),
      );
      expect(JSON.parse(parts as string)).toEqual(JSON.parse(own as string));
    }
  });

  test("refuses a setting that it does not have", () => {
    const attribute = `.#unknown.${currentSystem(workplace)}.packages.default.drvPath`;
    const ran = workplace.tryNix(["eval", "--raw", attribute], { cwd: project.folder });
    expect(ran.stderr).toContain("nif2nix.crane' does not exist");
  });
});
