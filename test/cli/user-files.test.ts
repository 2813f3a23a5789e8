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
  test("that was made before there was a crate is told of crane, as is the flake", async () => {
    const mixExs =
      'defmodule P do\n  use Mix.Project\n  def project, do: [app: :hello_nif, version: "0.1.0", deps: []]\nend\n';
    const plain = makeProject({ "lib/hello_nif.ex": "defmodule HelloNif do\nend\n", "mix.exs": mixExs, native: null });
    await nif2nix(["init", "--yes"], { cwd: plain });
    const made = contents(plain);
    const own = { "flake.nix": made["flake.nix"] as string, "nix/package.nix": made["nix/package.nix"] as string };
    expect(await findings(own)).toEqual(["NN904", "NN904"]);
    const handed = {
      "nix/package.nix": own["nix/package.nix"].replace("callPackage }", "callPackage, craneLib ? null }"),
    };
    expect(await findings({ ...own, ...handed })).toEqual(["NN904"]);
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
