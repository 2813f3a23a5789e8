import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { depsFile } from "../../src/emit/files/deps.ts";
import type { Dependency, DependencySource } from "../../src/model/dependency.ts";
import { printNix } from "../../src/nix/print.ts";
import { planDependencies } from "../../src/plan/plan-dependencies.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { evaluate, renderWith, withFiles } from "./nix.ts";
import { crate, hexDep, nif, project } from "./project.ts";

const HELPERS =
  "{ ... }: { placeSource = arguments: arguments // { builder = ''placeSource''; }; fetchPrivateHex = arguments: arguments; }";

/** nix/deps.nix, called as mix2nix's file is, in a package set whose builders give back what they got. */
function evaluatedDeps(deps: readonly Dependency[], overrides = "final: prev: { }"): Record<string, unknown> {
  const files = renderWith(
    HELPERS,
    plan(project({ deps, nifs: [nif("My.Nif")], crates: [crate("my_nif")] }), defaultSettings, new Diagnostics()),
  );
  return withFiles(files, (folder) =>
    evaluate(`
      let
        recording = builder: arguments: arguments // { inherit builder; beamDeps = map (dep: dep.name) (arguments.beamDeps or [ ]); };
        beamPackages = {
          buildMix = recording "buildMix";
          buildRebar3 = recording "buildRebar3";
          buildErlangMk = recording "buildErlangMk";
          fetchHex = arguments: arguments;
          callPackage = file: arguments: import file arguments;
        };
      in
      import ${folder}/nix/deps.nix {
        lib.makeOverridable = function: function;
        inherit beamPackages;
        overrides = ${overrides};
      }`),
  ) as Record<string, unknown>;
}

const git = (changes: Partial<DependencySource & { kind: "git" }>): DependencySource => ({
  kind: "git",
  url: "https://example.org/a.git",
  rev: "a".repeat(40),
  branch: null,
  tag: null,
  ref: null,
  submodules: false,
  sparse: null,
  subdir: null,
  ...changes,
});

const planned = (source: DependencySource, more: Partial<Dependency> = {}): ReturnType<typeof planDependencies> =>
  planDependencies({ deps: [hexDep("a", { source, ...more })], configuredApps: [] }, new Diagnostics());

describe("nix/deps.nix", () => {
  test("gives each builder the lock's own data, dependencies by reference", () => {
    const deps = evaluatedDeps([hexDep("jason", { requires: ["decimal"] }), hexDep("decimal", { builder: "rebar3" })]);
    expect(deps).toEqual({
      jason: {
        builder: "buildMix",
        compileFlags: ["--no-protocol-consolidation"],
        mixCompileFlags: ["--no-protocol-consolidation"],
        prePatch: expect.stringContaining("config/config.exs"),
        name: "jason",
        version: "1.0.0",
        src: { pkg: "jason", version: "1.0.0", sha256: "1".repeat(64) },
        beamDeps: ["decimal"],
      },
      decimal: {
        builder: "buildRebar3",
        name: "decimal",
        version: "1.0.0",
        src: { pkg: "decimal", version: "1.0.0", sha256: "1".repeat(64) },
        beamDeps: [],
      },
    });
  });

  test("overrides win and reach the packages that depend on them", () => {
    const deps = evaluatedDeps(
      [hexDep("jason", { requires: ["decimal"] }), hexDep("decimal")],
      '(final: prev: { decimal = prev.decimal // { name = "patched"; }; })',
    );
    expect(deps["jason"]).toMatchObject({ beamDeps: ["patched"] });
  });

  test("a dependency that is not compiled is placed only", () => {
    const hostile = hexDep("icons", { sourceOnly: true });
    expect(evaluatedDeps([hostile])["icons"]).toMatchObject({ builder: "placeSource", name: "icons" });
  });

  test("what a dependency reads beside itself is laid there, and it is compiled alone", () => {
    const besides = [
      { app: "pages", name: "icons", path: null },
      { app: "pages", name: "unknown", path: null },
      { app: "tools", name: "data", path: "shared/data" },
    ];
    const source = git({ subdir: "shared/beam" });
    const deps = [hexDep("pages"), hexDep("icons", { sourceOnly: true }), hexDep("tools", { source })];
    const planned = planDependencies({ deps, configuredApps: [], besides }, new Diagnostics());
    const text = printNix(depsFile({ deps: planned, natives: [], crates: [] }));
    expect(text).toContain('postUnpack = nif2nix.layBeside { icons = "${self.icons}/src"; };');
    expect(text).toMatch(/postUnpack = nif2nix\.layBeside \{\s+data =[^;]*fetchGit \{[^}]*\}\s*\+ "\/shared\/data"/);
    expect(text).not.toContain("unknown");
  });

  test("what the environment does not need is left out, also as a requirement", () => {
    const deps = evaluatedDeps([hexDep("a", { requires: ["b"] }), hexDep("b", { inProd: false })]);
    expect(Object.keys(deps)).toEqual(["a"]);
    expect(deps["a"]).toMatchObject({ beamDeps: [] });
  });

  test("a package of an organisation: its address is hex.pm's, its key stays in the environment", () => {
    const source = { ...hexDep("x").source, repo: "hexpm:acme" } as DependencySource;
    expect(evaluatedDeps([hexDep("secret", { source })])["secret"]).toMatchObject({
      src: {
        repository: "https://repo.hex.pm/repos/acme",
        keyVariable: "HEX_REPOS_KEY",
        pkg: "x",
        version: "1.0.0",
        sha256: "1".repeat(64),
      },
    });
  });

  test("nothing from a lock becomes Nix code", () => {
    const evil = '"; ${builtins.abort "pwned"} \\" \'\' $${x} \n # */ in { }';
    const deps = evaluatedDeps([
      hexDep(evil, {
        source: { ...(hexDep("x").source as DependencySource & { kind: "hex" }), package: evil, version: evil },
      }),
    ]);
    expect(deps[evil]).toMatchObject({ name: evil, src: { pkg: evil, version: evil } });
  });

  test("a git dependency is fetched by revision, with what the lock says of it", () => {
    const source = git({ url: "git@github.com:org/repo.git", submodules: true, subdir: "elixir" });
    const files = renderWith(
      HELPERS,
      plan(
        project({ deps: [hexDep("a", { source })], nifs: [nif("N")], crates: [crate("my_nif")] }),
        defaultSettings,
        new Diagnostics(),
      ),
    );
    const text = files.find((file) => file.path === "nix/deps.nix")?.text ?? "";
    expect(text).toContain('url = "ssh://git@github.com/org/repo.git";');
    expect(text).toContain(`rev = "${"a".repeat(40)}";`);
    expect(text).toContain("submodules = true;");
    expect(text).toContain('+ "/elixir"');
  });

  test.each([
    ["the tag", { tag: "v1.0", branch: null }, ['ref = "refs/tags/v1.0";', "shallow = true;"]],
    ["the branch", { branch: "a/b" }, ['ref = "refs/heads/a/b";', "shallow = true;"]],
    ["the HEAD that it was locked at", {}, ['ref = "HEAD";', "shallow = true;"]],
    ["any place, for Nix that cannot ask for a commit", { ref: "a".repeat(40) }, ["allRefs =", "shallow = true;"]],
  ])("of a repository as little is fetched as leads to the revision: %s", (_, lock, lines) => {
    const deps = depsFile({ deps: planned({ ...git(lock) }), natives: [], crates: [] });
    for (const line of lines) expect(printNix(deps)).toContain(line);
  });

  test.each([
    [{ sparse: "rustler_mix" }, '+ "/rustler_mix"'],
    [{ sparse: "a", subdir: "b" }, '+ "/a/b"'],
  ])("of %j the folder is built that Mix takes", (lock, folder) => {
    expect(printNix(depsFile({ deps: planned(git(lock)), natives: [], crates: [] }))).toContain(folder);
  });

  test("what is only placed keeps the whole checkout, which its users know their way in", () => {
    const deps = planned(git({ sparse: "optimized" }), { sourceOnly: true });
    expect(printNix(depsFile({ deps, natives: [], crates: [] }))).not.toContain("/optimized");
  });
});
