import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { checkOut, currentSystem, evalInRelease, projectIn } from "./support/project.ts";
import { run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;

describe.skipIf(cannotBuild() || !usesStandIn)("nix flake init -t", () => {
  let workplace: Workplace;
  let flake: string;

  beforeAll(() => {
    workplace = makeWorkplace();
    // This repository's flake, as far as templates need it, with a nixpkgs that is there without a network.
    flake = join(workplace.folder, "nif2nix");
    cpSync(join(repository, "templates"), join(flake, "templates"), { recursive: true });
    const text = readFileSync(join(repository, "flake.nix"), "utf8");
    expect(text).toContain("github:NixOS/nixpkgs/nixos-unstable");
    const nixpkgs = `path:${workplace.folder}/set/pkgs`;
    writeFileSync(join(flake, "flake.nix"), text.replace("github:NixOS/nixpkgs/nixos-unstable", nixpkgs));
  }, 10 * minutes);
  afterAll(() => workplace.remove());

  const answers: Readonly<Record<string, readonly [app: string, expression: string, answer: string]>> = {
    default: ["hello_nif", "IO.puts(HelloNif.add(40, 2))", "42"],
    library: ["my_nif", 'IO.puts(MyNif.count("one two"))', "2"],
  };

  // Packages of Phoenix are built by NIF2NIX_E2E_HEX alone: see phoenix-packages.test.ts.
  test.each(readdirSync(join(repository, "templates")).filter((name) => name !== "phoenix"))(
    "%s: nif2nix has nothing to do, the release is built and answers, its checks pass",
    (name) => {
      const folder = join(workplace.folder, name);
      mkdirSync(folder);
      run(
        "nix",
        ["--extra-experimental-features", "nix-command flakes", "flake", "init", "-t", `path:${flake}#${name}`],
        {
          cwd: folder,
        },
      );
      const project = projectIn(workplace, folder);
      const ran = project.nif2nix("generate", "--offline");
      expect(ran.status, ran.stderr).toBe(0);
      expect(project.status()).toBe("");
      const [app, expression, answer] = answers[name] as (typeof answers)[string];
      expect(evalInRelease(project.build("default"), app, expression)).toBe(answer);
      const checks = JSON.parse(
        workplace.nix(["eval", "--json", `.#checks.${currentSystem(workplace)}`, "--apply", "builtins.attrNames"], {
          cwd: folder,
        }),
      ) as string[];
      expect(checks).toEqual(name === "library" ? ["format", "load", "test"] : ["load"]);
      const checked = project.check();
      expect(checked.status, checked.stderr).toBe(0);
    },
    20 * minutes,
  );

  test(
    "phoenix: nif2nix has nothing to do, and all of it evaluates; each package is fetched by the hashes of Hex",
    () => {
      const project = checkOut(workplace, "templates/phoenix");
      const ran = project.nif2nix("generate", "--offline");
      expect(ran.status, ran.stderr).toBe(0);
      expect(project.status()).toBe("");
      for (const attribute of ["packages.SYSTEM.default", "checks.SYSTEM.load", "devShells.SYSTEM.default"]) {
        const path = attribute.replace("SYSTEM", currentSystem(workplace));
        expect(project.evaluate(`${path}.drvPath`)).toMatch(/^\/nix\/store\/.*\.drv$/);
      }
      const hashes = (text: string, pattern: RegExp): readonly string[] =>
        [...text.matchAll(pattern)].map(([, hash = ""]) => hash).toSorted();
      const locked = hashes(readFileSync(join(project.folder, "mix.lock"), "utf8"), /"hexpm", "([0-9a-f]{64})"\}/g);
      expect(locked).toHaveLength(17);
      expect(hashes(readFileSync(join(project.folder, "nix/deps.nix"), "utf8"), /sha256 = "([0-9a-f]{64})"/g)).toEqual(
        locked,
      );
    },
    10 * minutes,
  );

  test(
    "a test of the library that fails is seen",
    () => {
      const folder = join(workplace.folder, "failing");
      cpSync(join(repository, "templates/library"), folder, { recursive: true });
      const project = projectIn(workplace, folder);
      project.edit("test/my_nif_test.exs", (text) => text.replace("== 3", "== 4"));
      const ran = project.check();
      expect(ran.status).not.toBe(0);
      expect(ran.stderr).toContain("1 test, 1 failure");
    },
    20 * minutes,
  );
});
