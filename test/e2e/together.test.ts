import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PreparedDependencies, hexEntry, prepareDependencies, standIns } from "./support/dependencies.ts";
import { packHex } from "./support/hex-tarball.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Project, evalInRelease, projectIn } from "./support/project.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
const fixtures = join(repository, "test/fixtures");

/** What differs between the applications of two releases. */
function difference(one: string, other: string): string {
  const options = { encoding: "utf8" } as const;
  const { stdout, stderr } = spawnSync("diff", ["-r", "--brief", join(one, "lib"), join(other, "lib")], options);
  return stdout + stderr;
}

function generate(project: Project, ...args: readonly string[]): void {
  const ran = project.nif2nix(...args);
  expect(ran.status, ran.stderr).toBe(0);
}

/** Plain ones of test/fixtures/dependencies-app; the others are NIFs, are built by rebar3, or are built on such ones. */
const plain = ["castore", "greeter", "jason", "rustler", "rustler_precompiled", "toml"];
const configured = ["sentences", "tuned"];

describe.skipIf(cannotBuild("rebar3") || !usesStandIn)("plain dependencies in one derivation, others apart", () => {
  let workplace: Workplace;
  let prepared: PreparedDependencies;
  let apart: string;

  beforeAll(async () => {
    workplace = makeWorkplace();
    prepared = await prepareDependencies(workplace);
    const { project } = prepared;
    generate(project, "init", "--yes");
    apart = project.build("default");
    writeFileSync(join(project.folder, "nif2nix.toml"), 'dependencies = "together"\n');
    generate(project, "generate");
  }, 30 * minutes);
  afterAll(() => {
    prepared?.server.stop();
    workplace.remove();
  });

  const evalIn = (release: string, expression: string): string =>
    evalInRelease(release, "everything", expression, { EVERYTHING_NAME: "nix" });

  test(
    "the release holds the same bytes, and answers",
    () => {
      const together = prepared.project.build("default");
      expect(together).not.toBe(apart);
      expect(difference(apart, together)).toBe("");
      expect(readdirSync(join(together, "lib")).length).toBeGreaterThan(12);
      const call =
        "{:ok, _} = Application.ensure_all_started(:everything); IO.inspect(Everything.answers()[:sentences])";
      expect(evalIn(together, call)).toBe("21");
    },
    20 * minutes,
  );

  const evaluate = (overrides: string, expression: string): unknown => {
    const head = `let pkgs = import ${workplace.folder}/set/pkgs { }; inherit (pkgs) lib beamPackages;`;
    const deps = `deps = import ${prepared.project.folder}/nix/deps.nix { inherit lib beamPackages; overrides = ${overrides}; };`;
    return JSON.parse(workplace.nix(["eval", "--impure", "--json", "--expr", `${head} ${deps} in ${expression}`]));
  };
  /** Names by the derivation that holds them as folders. */
  const batches = (overrides: string): readonly (readonly string[])[] => {
    const holders = 'builtins.mapAttrs (_: dep: baseNameOf (dirOf "${dep}")) deps';
    const found = Object.entries(evaluate(overrides, holders) as Record<string, string>);
    const names = [...new Set(found.map(([, derivation]) => derivation))].filter((name) => name !== "store");
    return names.map((name) => found.filter(([, derivation]) => derivation === name).map(([app]) => app)).sort();
  };

  test("what the configuration concerns is a derivation of its own beside that of the others", () => {
    expect(batches("_: _: { }")).toEqual([plain, configured]);
  });

  test("what is overridden is taken out, with all that is built on it", () => {
    const change = '_: prev: { jason = prev.jason.overrideAttrs { JASON = "1"; }; }';
    expect(batches(change)).toEqual([["castore", "greeter", "toml"], configured]);
    expect(evaluate(change, "[ deps.jason.drvAttrs.JASON deps.rustler.drvAttrs.name ]")).toEqual([
      "1",
      expect.stringContaining("rustler"),
    ]);
  });

  test(
    "and the release is made of it then",
    () => {
      const { project } = prepared;
      const before = readFileSync(join(project.folder, "nix/package.nix"), "utf8");
      const change = 'overrides = _final: prev: { tuned = prev.tuned.overrideAttrs { TUNED = "1"; }; };';
      project.edit("nix/package.nix", (text) => text.replace(/overrides = [^;]*;/, () => change));
      expect(difference(apart, project.build("default"))).toBe("");
      project.write("nix/package.nix", before);
    },
    20 * minutes,
  );
});

describe.skipIf(cannotBuild("rebar3") || !usesStandIn)("plain dependencies in one derivation", () => {
  test.each(["25.11", "26.05"] as const)(
    "the builders of %s make the same release of it",
    (release) => {
      const workplace = makeWorkplace(release);
      try {
        const packages = join(workplace.folder, "packages");
        mkdirSync(packages);
        const words = { package: "words_for_beam", app: "words", version: "1.2.0", buildTool: "rebar3" } as const;
        const tuned = { package: "tuned", app: "tuned", version: "2.0.1" } as const;
        const requirements = [
          { app: "tuned", requirement: "~> 2.0", optional: true },
          { app: "words", package: "words_for_beam", requirement: "~> 1.0" },
        ];
        const sentences = { package: "sentences", app: "sentences", version: "0.5.0", requirements } as const;
        const entries = [sentences, tuned, words].map((each) => {
          const { package: name, version } = each;
          return hexEntry(each, packHex(join(fixtures, "hex-packages", name), packages, name, version, each));
        });
        workplace.placeHex(packages);
        const folder = join(workplace.folder, "plain");
        cpSync(join(fixtures, "e2e/plain"), folder, { recursive: true });
        const lines = [...entries, ...standIns.filter((line) => /^"(jason|rustler|toml)"/.test(line))];
        writeFileSync(join(folder, "mix.lock"), `%{\n${lines.map((line) => `  ${line},\n`).join("")}}\n`);
        const mix = readFileSync(join(folder, "mix.exs"), "utf8");
        const more = '{:sentences, "~> 0.5"}, {:rustler, "~> 0.36"}, {:tuned,';
        writeFileSync(join(folder, "mix.exs"), mix.replace("{:tuned,", more));
        const project = projectIn(workplace, folder);
        generate(project, "init", "--yes", "--offline");
        const apart = project.build("default");
        project.edit("nif2nix.toml", (text) => `dependencies = "together"\n\n${text}`);
        generate(project, "generate", "--offline");
        const together = project.build("default");
        expect(together).not.toBe(apart);
        expect(difference(apart, together)).toBe("");
        expect(evalInRelease(together, "plain", 'IO.puts(Sentences.length("a b"))')).toBe("14");
      } finally {
        workplace.remove();
      }
    },
    20 * minutes,
  );
});
