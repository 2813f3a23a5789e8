import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PreparedDependencies, prepareDependencies } from "./support/dependencies.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { currentSystem, evalInRelease } from "./support/project.ts";
import { type Workplace, makeWorkplace } from "./support/workplace.ts";

const minutes = 60_000;

const answers =
  '[sentences: 21, optional: [Tuned], tuned: 42, plain: 42, fast: 144, routed: "desserts", ' +
  'greeter: "hello, nix", git: -42, local: 42, icon: true, color: :green]';

const loaded = ["FastNif.Native", "GitNif", "LocalNif", "PlainNif", "RoutedNif"];

/** What lies in priv/native says which way a library came: RustlerPrecompiled keeps the artifact's name. */
const libraries: Readonly<Record<string, RegExp>> = {
  prebuilt: /^libfast_nif-v1\.1\.0-nif-2\.1[56]-.*\.so$/,
  source: /^libfast_nif-v1\.1\.0-nif-2\.1[56]-.*\.so$/,
  force: /^libfast_nif\.so$/,
};

/** test/fixtures/dependencies-app: every kind of dependency, from a Hex repository on loopback, git and the tree. */
describe.skipIf(cannotBuild("rebar3") || !usesStandIn)("an application with dependencies of every kind", () => {
  let workplace: Workplace;
  let prepared: PreparedDependencies;

  beforeAll(async () => {
    workplace = makeWorkplace();
    prepared = await prepareDependencies(workplace);
    const ran = prepared.project.nif2nix("init", "--yes");
    expect(ran.status, ran.stderr).toBe(0);
  }, 20 * minutes);
  afterAll(() => {
    prepared?.server.stop();
    workplace.remove();
  });

  const evaluate = (expression: string): unknown => {
    const nix = prepared.project.folder + "/nix";
    const head = `let pkgs = import ${workplace.folder}/set/pkgs { }; inherit (pkgs) lib beamPackages;`;
    const deps = `deps = import ${nix}/deps.nix; in ${expression}`;
    return JSON.parse(workplace.nix(["eval", "--impure", "--json", "--expr", `${head} ${deps}`]));
  };

  test("deps.nix stands in the place of mix2nix's file", () => {
    const alone = evaluate("(deps { inherit lib beamPackages; }).fast_nif.drvPath");
    expect(alone).toBe(prepared.project.evaluate("default.mixNixDeps.fast_nif.drvPath"));
  });

  test("overrides win, for what is built on them as well", () => {
    const overridden = `deps {
      inherit lib beamPackages;
      overrides = final: prev: {
        tuned = prev.tuned.override { version = "9.9.9"; };
        extra = final.tuned;
      };
    }`;
    expect(
      evaluate(
        `with ${overridden}; [ tuned.version extra.version (map (dep: dep.version) sentences.beamDeps) jason.version ]`,
      ),
    ).toEqual(["9.9.9", "9.9.9", ["9.9.9", "1.2.0"], "1.4.5"]);
  });

  test.each(["prebuilt", "source", "force"])(
    "boots and gets an answer of every NIF, RustlerPrecompiled %s",
    (way) => {
      const { project } = prepared;
      if (way !== "prebuilt") {
        const wishes = ["fast_nif", "routed_nif"].map((name) => `[package.${name}]\nway = "${way}"\n`);
        writeFileSync(join(project.folder, "nif2nix.toml"), wishes.join("\n"));
        const ran = project.nif2nix("generate");
        expect(ran.status, ran.stderr).toBe(0);
      }
      const release = project.build("default");
      const started = "{:ok, _} = Application.ensure_all_started(:everything); ";
      const call = `${started}IO.inspect(Everything.answers(), width: :infinity)`;
      expect(evalInRelease(release, "everything", call, { EVERYTHING_NAME: "nix" })).toBe(answers);
      const placed = readdirSync(join(release, "lib/fast_nif-1.1.0/priv/native"));
      expect(placed).toEqual([expect.stringMatching(libraries[way] as RegExp)]);

      const check = project.tryBuild(`checks.${currentSystem(workplace)}.load`);
      expect(check.status, check.stderr).toBe(0);
      const report = project.build(`checks.${currentSystem(workplace)}.load`);
      expect(readFileSync(report, "utf8").trim().split("\n")).toEqual(
        expect.arrayContaining(loaded.map((module) => `${module}: loaded`)),
      );
    },
    30 * minutes,
  );
});

describe.skipIf(cannotBuild("rebar3") || !usesStandIn)("an artifact that was written for another module", () => {
  test(
    "is found by the load check, which names the module",
    async () => {
      const workplace = makeWorkplace();
      const { project, server } = await prepareDependencies(workplace, { wrongLibrary: true });
      try {
        const ran = project.nif2nix("init", "--yes");
        expect(ran.status, ran.stderr).toBe(0);
        const check = project.tryBuild(`checks.${currentSystem(workplace)}.load`);
        expect(check.status).not.toBe(0);
        expect(check.stderr).toMatch(/FastNif\.Native: NOT LOADED/);
        expect(check.stderr).toMatch(/RoutedNif: loaded/);
      } finally {
        server.stop();
        workplace.remove();
      }
    },
    30 * minutes,
  );
});
