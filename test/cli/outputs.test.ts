import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outputNames } from "../../src/settings/settings.ts";
import { contents, makeProject } from "./support/project.ts";
import { nif2nix } from "./support/run.ts";

const codes = (said: string): readonly string[] => said.match(/NN\d+(?=\])/g) ?? [];

describe("init --outputs", () => {
  test("writes what is asked for, and keeps it for later runs", async () => {
    const cwd = makeProject();
    const made = await nif2nix(["init", "--yes", "--outputs", "image,overlay"], { cwd });
    expect(made.code, made.stderr).toBe(0);
    const written = contents(cwd);
    expect(written["nif2nix.toml"]).toBe('outputs = ["image", "overlay"]\n');
    expect(written["flake.nix"]).toContain("overlays.default");
    expect(Object.keys(written)).toContain("nix/image.nix");
    expect(Object.keys(written)).not.toContain("nix/module.nix");
    expect((await nif2nix(["check"], { cwd })).code).toBe(0);
  });

  test("refuses a name that there is not", async () => {
    const ran = await nif2nix(["init", "--yes", "--outputs", "images"], { cwd: makeProject() });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toBe(`--outputs: "images" is none of ${outputNames.join(", ")}\n`);
  });

  test.each([
    ["--src", ["--src", "github:acme/hello_nif"]],
    ["--outputs", ["--style", "nixpkgs", "--src", "github:acme/hello_nif", "--outputs", "image"]],
    ["--checks", ["--style", "nixpkgs", "--src", "github:acme/hello_nif", "--checks", "test"]],
    ["--direnv", ["--style", "nixpkgs", "--src", "github:acme/hello_nif", "--direnv"]],
  ])("%s where it would do nothing is refused, and nothing is written", async (flag, argv) => {
    const cwd = makeProject();
    const before = contents(cwd);
    const ran = await nif2nix(["init", "--yes", "--offline", ...argv], { cwd });
    expect([ran.code, ran.stderr.split(" ")[0]]).toEqual([2, flag]);
    expect(contents(cwd)).toEqual(before);
  });

  test("leaves a settings file of the user's alone, and says what it lacks", async () => {
    const cwd = makeProject({ "nif2nix.toml": 'env = "prod"\n' });
    const made = await nif2nix(["init", "--yes", "--outputs", "image"], { cwd });
    expect([made.code, codes(made.stderr)]).toEqual([2, ["NN822"]]);
    expect(contents(cwd)["flake.nix"]).toBeUndefined();
  });
});

describe("outputs in nif2nix.toml, with a flake.nix that was made before", () => {
  test("each is named with the line that offers it, until it is there", async () => {
    const cwd = makeProject();
    await nif2nix(["init", "--yes"], { cwd });
    writeFileSync(join(cwd, "nif2nix.toml"), `outputs = ${JSON.stringify(outputNames)}\n`);
    const { stderr } = await nif2nix(["generate"], { cwd });
    // An application has no archives to publish.
    expect(codes(stderr)).toEqual(["NN824", ...outputNames.map(() => "NN821")]);
    expect(stderr).toContain("overlays.default = final: _: { hello_nif = release final; };");
    expect(stderr).toContain("// (release pkgs).crates");
    const flake = contents(cwd)["flake.nix"] as string;
    const added = flake.replace(
      /\n {6}# The built release/,
      "\n      overlays.default = final: _: { hello_nif = release final; };$&",
    );
    writeFileSync(join(cwd, "flake.nix"), added);
    expect(codes((await nif2nix(["generate"], { cwd })).stderr)).toHaveLength(outputNames.length);
  });
});

test("apps and update are asked for apart, though both are apps", async () => {
  const asked = async (made: string, wanted: string): Promise<string> => {
    const cwd = makeProject({ "nif2nix.toml": `outputs = [${made}]\n` });
    await nif2nix(["init", "--yes"], { cwd });
    writeFileSync(join(cwd, "nif2nix.toml"), `outputs = [${wanted}]\n`);
    return (await nif2nix(["generate"], { cwd })).stderr;
  };
  expect(await asked('"update"', '"update", "apps"')).toContain("apps = forSystems (pkgs: { default =");
  expect(await asked('"apps"', '"update", "apps"')).toContain("apps = forSystems (pkgs: { update =");
  expect(codes(await asked('"update", "apps"', '"update", "apps"'))).toEqual([]);
});

describe("init --style default", () => {
  test("writes default.nix in the place of flake.nix, keeps that, and names the commands for it", async () => {
    const cwd = makeProject();
    const made = await nif2nix(["init", "--yes", "--style", "default"], { cwd });
    expect(made.code, made.stderr).toBe(0);
    const written = contents(cwd);
    expect(written["nif2nix.toml"]).toBe('style = "default"\n');
    expect(written["flake.nix"]).toBeUndefined();
    expect(written["default.nix"]).toContain("craneLib = import sources.crane { inherit pkgs; };");
    expect(made.stderr).toMatch(/next:\n {2}npins init\n {2}npins add github ipetkov crane\n {2}nix-build\n/);
    expect((await nif2nix(["check"], { cwd })).code).toBe(0);
    await nif2nix(["generate"], { cwd });
    expect(contents(cwd)["flake.nix"]).toBeUndefined();
  });
});
