import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contents, makeProject } from "./support/project.ts";
import { nif2nix } from "./support/run.ts";

const codes = (said: string): readonly string[] => said.match(/NN\d+(?=\])/g) ?? [];

describe("a nix/package.nix that nif2nix did not make", () => {
  const foreign = { "nix/package.nix": "{ stdenv }: stdenv.mkDerivation { }\n" };
  test("is said to leave what is written out of every build, and check fails", async () => {
    const cwd = makeProject(foreign);
    const made = await nif2nix(["init", "--yes"], { cwd });
    expect([made.code, codes(made.stderr)]).toEqual([0, ["NN869"]]);
    expect(contents(cwd)["nix/package.nix"]).toBe(foreign["nix/package.nix"]);
    const checked = await nif2nix(["check"], { cwd });
    expect([checked.code, codes(checked.stderr)]).toEqual([1, ["NN869"]]);
  });
  test("is fine where it takes the release from there", async () => {
    const own = "{ callPackage, beamPackages }: (callPackage ./nifs.nix { }).release\n";
    const cwd = makeProject({ "nix/package.nix": own });
    await nif2nix(["init", "--yes"], { cwd });
    expect(await nif2nix(["check"], { cwd })).toMatchObject({ code: 0 });
  });
});

describe("a nix/package.nix of an earlier nif2nix", () => {
  const earlier = (attributes: string): string =>
    `{ callPackage, beamPackages }:\nlet nifs = callPackage ./nifs.nix { }; in\nbeamPackages.mixRelease (nifs.release // { ${attributes} })\n`;
  const findings = async (changes: Record<string, string>): Promise<readonly string[]> =>
    codes((await nif2nix(["generate"], { cwd: makeProject(changes) })).stderr);

  test("that names MIX_ENV itself is told where the settings name another", async () => {
    const file = { "nix/package.nix": earlier('mixEnv = "staging";') };
    expect(await findings({ ...file, "nif2nix.toml": 'env = "staging"\n' })).toEqual([]);
    expect(await findings(file)).toEqual(["NN868"]);
  });
  test("is told of an Erlang that it does not take", async () => {
    const file = { "nix/package.nix": earlier("") };
    expect(await findings(file)).toEqual([]);
    expect(await findings({ ...file, ".tool-versions": "erlang 27.0\n" })).toEqual(["NN864"]);
  });
  test("is told of releases that it does not make", async () => {
    const cwd = makeProject({ "nix/package.nix": earlier("") });
    const mixExs = contents(cwd)["mix.exs"] as string;
    writeFileSync(
      join(cwd, "mix.exs"),
      mixExs.replace("app: :hello_nif,", "app: :hello_nif,\n      releases: [a: [], b: []],"),
    );
    const { stderr } = await nif2nix(["generate"], { cwd });
    expect(codes(stderr).toSorted()).toEqual(["NN866", "NN868"]);
  });
});
