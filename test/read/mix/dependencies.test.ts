import { describe, expect, test } from "vitest";
import type { Dependency } from "../../../src/model/dependency.ts";
import type { Project } from "../../../src/model/project.ts";
import { isUnknown } from "../../../src/model/unknown.ts";
import { gitEntry, mixExs, mixLock, revision } from "./files.ts";
import { readFiles, type Reading } from "./reading.ts";

const apps = (project: Project, inProd: boolean): string[] =>
  project.deps.filter((dep) => dep.inProd === inProd).map(({ app }) => app);
const maybe = (project: Project): string[] => project.deps.filter((dep) => isUnknown(dep.inProd)).map(({ app }) => app);
const dep = (project: Project, app: string): Dependency | undefined => project.deps.find((one) => one.app === app);
const codes = ({ diagnostics }: Reading): string[] => diagnostics.map(({ code }) => code);

describe("the closure", () => {
  const lock = mixLock({
    bunt: {},
    credo: { requires: ["bunt", "jason"] },
    decimal: {},
    jason: { requires: ["decimal?"] },
    plug: { requires: ["telemetry", "jason?", "absent?"] },
    telemetry: { managers: "[:rebar3]" },
  });
  const files = {
    "/p/mix.exs": mixExs('[{:plug, "~> 1.0"}, {:credo, "~> 1.0", only: [:dev, :test], runtime: false}]'),
    "/p/mix.lock": lock,
  };

  test("leaves out what only: excludes, and optional ones that nobody brings", async () => {
    const reading = await readFiles(files);
    expect(apps(reading.project, true)).toEqual(["plug", "telemetry"]);
    expect(apps(reading.project, false)).toEqual(["bunt", "credo", "decimal", "jason"]);
    expect(dep(reading.project, "plug")?.requires).toEqual(["telemetry"]);
    expect(codes(reading)).toEqual([]);
  });

  test("counts them in another environment, where optional ones order the build", async () => {
    const { project } = await readFiles(files, "/p", "dev");
    expect(apps(project, true)).toEqual(["bunt", "credo", "jason", "plug", "telemetry"]);
    expect(dep(project, "plug")?.requires).toEqual(["telemetry", "jason"]);
    expect(dep(project, "jason")?.requires).toEqual([]);
  });

  test("gives each dependency with its place, source and builder", async () => {
    const { project } = await readFiles(files);
    const sum = "0".repeat(64);
    expect(dep(project, "telemetry")).toEqual({
      app: "telemetry",
      source: {
        kind: "hex",
        package: "telemetry",
        version: "1.0.0",
        repo: "hexpm",
        innerChecksum: sum,
        outerChecksum: sum,
      },
      builder: "rebar3",
      requires: [],
      inProd: true,
      sourceOnly: false,
      place: { file: "mix.lock", line: 7, column: 16 },
    });
  });

  test.each([
    ["[:mix]", "", "mix"],
    ["[:rebar3, :mix]", "", "mix"],
    ["[:make, :rebar3]", "", "rebar3"],
    ["[:rebar]", "", "rebar3"],
    ['[:"erlang.mk"]', "", "erlang.mk"],
    ["[:make]", "", "make"],
    ["[:mix]", ", manager: :rebar3", "rebar3"],
    ["[:mix]", ", compile: false", "none"],
    ["[]", "", { unknown: "its sources are not at hand" }],
    ["[:mix]", ', compile: "make all"', "make"],
    ["[:mix]", ', compile: "./rebar compile deps_dir=.."', "rebar3"],
    ["[:mix]", ', compile: "make && make install"', { unknown: "a shell command compiles it: make && make install" }],
  ])("managers %s with options %s are built by %j", async (managers, options, builder) => {
    const { project } = await readFiles({
      "/p/mix.exs": mixExs(`[{:a, "~> 1.0"${options}}]`),
      "/p/mix.lock": mixLock({ a: { managers } }),
    });
    expect(dep(project, "a")?.builder).toEqual(builder);
  });

  test("where the lock names no manager, sources in deps/ tell the builder, if they are of the locked version", async () => {
    const read = async (hex: string): Promise<unknown> => {
      const { project } = await readFiles({
        "/p/mix.exs": mixExs('[{:a, "~> 1.0"}]'),
        "/p/mix.lock": mixLock({ a: { managers: "[]" } }),
        "/p/deps/a/.hex": hex,
        "/p/deps/a/rebar.config": "",
      });
      return dep(project, "a")?.builder;
    };
    expect(await read("a,1.0.0,sum,hexpm")).toBe("rebar3");
    expect(await read("a,0.9.0,sum,hexpm")).toEqual({ unknown: "its sources are not at hand" });
  });
});

describe("Git dependencies", () => {
  const url = "https://git.example.com/tool.git";
  const lock = mixLock({
    bunt: {},
    credo: { requires: ["bunt"] },
    jason: {},
    top: { requires: ["tool"] },
    tool: gitEntry(url),
  });
  const mix = mixExs(`[{:tool, git: "${url}", override: true}, {:top, "~> 1.0"}, {:credo, "~> 1.0", only: :dev}]`);

  test("without their sources anything in the lock may be needed, said once", async () => {
    const reading = await readFiles({ "/p/mix.exs": mix, "/p/mix.lock": lock });
    expect(apps(reading.project, true)).toEqual(["top", "tool"]);
    expect(maybe(reading.project)).toEqual(["bunt", "jason"]);
    expect(apps(reading.project, false)).toEqual(["credo"]);
    // What needs it must not be built before it.
    expect(dep(reading.project, "tool")?.requires).toEqual(["bunt", "jason"]);
    expect(dep(reading.project, "tool")?.builder).toEqual({ unknown: "its sources are not at hand" });
    expect(reading.diagnostics).toMatchObject([
      {
        code: "git-dependency-unread",
        place: { file: "mix.exs", line: 9 },
        args: { app: "tool", folder: "deps/tool" },
      },
    ]);
  });

  test("sources in deps/ that are at the locked revision are asked", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mix,
      "/p/mix.lock": lock,
      "/p/deps/tool/.git/HEAD": `${revision}\n`,
      "/p/deps/tool/mix.exs": mixExs('[{:jason, "~> 1.0"}, {:credo, "~> 1.0", only: :dev}]', "app: :tool"),
    });
    expect(apps(reading.project, true)).toEqual(["jason", "top", "tool"]);
    expect(maybe(reading.project)).toEqual([]);
    expect(dep(reading.project, "tool")).toMatchObject({ requires: ["jason"], builder: "mix" });
    expect(codes(reading)).toEqual([]);
  });

  test.each([
    ["sub", 'subdir: "sub"'],
    ["sub", 'sparse: "sub"'],
    ["", ""],
  ])("a compiler is looked for in the folder that the dependency is: %j", async (folder, option) => {
    const at = `/p/deps/tool/${folder === "" ? "" : `${folder}/`}`;
    const reading = await readFiles({
      "/p/mix.exs": mixExs(`[{:tool, git: "${url}"${option === "" ? "" : `, ${option}`}}]`),
      "/p/mix.lock": mixLock({ tool: gitEntry(url, option) }),
      "/p/deps/tool/.git/HEAD": `${revision}\n`,
      [`${at}mix.exs`]: mixExs("[]", "app: :tool, compilers: [:words] ++ Mix.compilers()"),
      [`${at}lib/mix/tasks/words.ex`]:
        'defmodule Mix.Tasks.Compile.Words do\n  def run(_), do: System.cmd("flex", ["words.l"])\nend\n',
    });
    expect(reading.diagnostics).toMatchObject([
      { code: "compiler-of-its-own", args: { app: "tool", compiler: "words", what: "it calls flex" } },
    ]);
  });

  test("those at another revision are not", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mix,
      "/p/mix.lock": lock,
      "/p/deps/tool/.git/HEAD": "f".repeat(40),
      "/p/deps/tool/mix.exs": mixExs("[]", "app: :tool"),
    });
    expect(codes(reading)).toEqual(["git-dependency-unread"]);
  });

  test("rebar.config says what rebar3 needs", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mix,
      "/p/mix.lock": lock,
      "/p/deps/tool/rebar.config": '{deps, [{jason, "1.0.0"}]}.',
    });
    expect(dep(reading.project, "tool")).toMatchObject({ requires: ["jason"], builder: "rebar3" });
    expect(maybe(reading.project)).toEqual([]);
  });

  test("one that is only placed brings nothing", async () => {
    const options = `git: "${url}", sparse: "optimized", app: false, compile: false`;
    const reading = await readFiles({
      "/p/mix.exs": mixExs(`[{:tool, ${options}}]`),
      "/p/mix.lock": mixLock({ jason: {}, tool: gitEntry(url, 'sparse: "optimized"') }),
    });
    expect(dep(reading.project, "tool")).toMatchObject({ sourceOnly: true, builder: "none", requires: [] });
    expect(dep(reading.project, "tool")?.source).toEqual({
      kind: "git",
      url,
      rev: revision,
      branch: null,
      tag: null,
      ref: null,
      submodules: false,
      sparse: "optimized",
      subdir: null,
    });
    expect(codes(reading)).toEqual([]);
  });

  test("two that could not be asked do not wait for one another", async () => {
    const other = "https://git.example.com/other.git";
    const { project } = await readFiles({
      "/p/mix.exs": mixExs(`[{:a, git: "${url}"}, {:b, git: "${other}"}, {:c, "~> 1.0"}]`),
      "/p/mix.lock": mixLock({ a: gitEntry(url), b: gitEntry(other), c: { requires: ["a"] } }),
    });
    expect(cycles(project)).toEqual([]);
  });
});

/** Dependencies that need themselves, directly or not. */
function cycles(project: Project): string[] {
  const needs = new Map(project.deps.map(({ app, requires }) => [app, requires]));
  return [...needs.keys()].filter((app) => {
    const seen = new Set<string>(needs.get(app));
    for (const one of seen) for (const next of needs.get(one) ?? []) seen.add(next);
    return seen.has(app);
  });
}

describe("what is not known", () => {
  const lock = mixLock({ a: { requires: ["b"] }, b: {}, c: {}, d: {} });

  test("a part of deps: what could be read is kept, the rest of the lock may be needed", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[{:a, "~> 1.0"}, {:d, "~> 1.0", only: :test}] ++ Foreign.deps()'),
      "/p/mix.lock": lock,
    });
    expect(apps(reading.project, true)).toEqual(["a", "b"]);
    expect(maybe(reading.project)).toEqual(["c"]);
    expect(apps(reading.project, false)).toEqual(["d"]);
    expect(reading.diagnostics).toMatchObject([{ code: "deps-partly-unknown", place: { file: "mix.exs", line: 9 } }]);
  });

  test("a condition: what it may bring may be needed, the rest is exact", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[{:a, "~> 1.0"}] ++ if(Foreign.call(), do: [{:c, "~> 1.0"}], else: [])'),
      "/p/mix.lock": lock,
    });
    expect(apps(reading.project, true)).toEqual(["a", "b"]);
    expect(maybe(reading.project)).toEqual(["c"]);
    expect(apps(reading.project, false)).toEqual(["d"]);
    expect(reading.diagnostics).toMatchObject([
      { code: "dependency-possible", place: { file: "mix.exs", line: 9 }, args: { app: "c" } },
    ]);
  });

  test("only: of one dependency", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[{:a, "~> 1.0", only: Foreign.envs()}]'),
      "/p/mix.lock": lock,
    });
    expect(maybe(reading.project)).toEqual(["a", "b"]);
    expect(apps(reading.project, false)).toEqual(["c", "d"]);
    expect(reading.diagnostics).toMatchObject([
      { code: "dependency-option-unknown", args: { app: "a", option: "only:" } },
    ]);
  });

  test("all options of one dependency", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[{:a, "~> 1.0", Foreign.options()}, {:d, "~> 1.0"}]'),
      "/p/mix.lock": lock,
    });
    expect(apps(reading.project, true)).toEqual(["d"]);
    expect(maybe(reading.project)).toEqual(["a", "b"]);
    expect(reading.diagnostics).toMatchObject([
      { code: "dependency-option-unknown", args: { app: "a", option: "the options" } },
    ]);
  });

  test("all of project/0: the whole lock, and a diagnostic", async () => {
    const reading = await readFiles({
      "/p/mix.exs": "defmodule P do\n  use Mix.Project\n  def project, do: Foreign.project()\nend\n",
      "/p/mix.lock": lock,
    });
    expect(maybe(reading.project)).toEqual(["a", "b", "c", "d"]);
    expect(isUnknown(reading.project.mix.app)).toBe(true);
    expect(codes(reading)).toEqual(["project-unknown"]);
  });

  test("a lock entry without the list of what it needs", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[{:a, "~> 1.0"}]'),
      "/p/mix.lock": `%{"a": {:hex, :a, "1.0.0", "${"0".repeat(64)}"}, "z": {:hex, :z, "1.0.0"}}`,
    });
    expect(apps(reading.project, true)).toEqual(["a"]);
    expect(maybe(reading.project)).toEqual(["z"]);
    expect(codes(reading)).toEqual(["old-lock-entry"]);
  });
});

describe("the lock and what is declared", () => {
  test("no lock is fine where nothing has to be fetched", async () => {
    const deps = '[{:a, "~> 1.0", only: :dev}, {:local, path: "local"}]';
    const reading = await readFiles({ "/p/mix.exs": mixExs(deps), "/p/local/mix.exs": mixExs("[]", "app: :local") });
    expect(codes(reading)).toEqual([]);
    expect(reading.project.lockFile).toBeNull();
  });

  test("otherwise it is missed once", async () => {
    const reading = await readFiles({ "/p/mix.exs": mixExs('[{:a, "~> 1.0"}, {:b, github: "x/b"}]') });
    expect(reading.diagnostics).toMatchObject([{ code: "lock-missing", args: { apps: "a, b", lockfile: "mix.lock" } }]);
  });

  test("an entry is missed where it is declared", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[\n      {:a, "~> 1.0"},\n      {:b, "~> 1.0"}\n    ]'),
      "/p/mix.lock": mixLock({ a: {} }),
    });
    expect(reading.diagnostics).toMatchObject([
      { code: "dependency-not-locked", place: { file: "mix.exs", line: 11, column: 7 }, args: { app: "b" } },
    ]);
  });

  const url = "https://github.com/x/a.git";
  test.each([
    ['{:a, "~> 1.0"}', { version: "1.2.3" }, undefined],
    ['{:a, "~> 2.0"}', { version: "1.2.3" }, "1.2.3"],
    ['{:a, "~> 1.0"}', { package: "b" }, "as package b"],
    ['{:a, "~> 1.0", hex: :b}', { package: "b" }, undefined],
    ['{:a, "~> 1.0", organization: "acme"}', {}, "from repository hexpm"],
    ['{:a, "~> 1.0", organization: "acme"}', { repo: "hexpm:acme" }, undefined],
    ['{:a, "~> 1.0", repo: "oban"}', { repo: "oban" }, undefined],
    ['{:a, "~> 1.0"}', gitEntry(url), `from ${url}`],
    ['{:a, github: "x/a"}', {}, "1.0.0 from Hex"],
    ['{:a, github: "x/a"}', gitEntry(url), undefined],
    ['{:a, github: "x/other"}', gitEntry(url), `from ${url}`],
    ['{:a, github: "x/a", branch: "main"}', gitEntry(url), "without branch:"],
    ['{:a, github: "x/a", branch: "main"}', gitEntry(url, 'branch: "main"'), undefined],
    ['{:a, github: "x/a"}', gitEntry(url, "submodules: true"), "with submodules"],
    ['{:a, github: "x/a"}', gitEntry(url, "depth: 1"), "with depth: 1"],
    ['{:a, github: "x/a", depth: 2}', gitEntry(url, "depth: 1"), "with depth: 1"],
    ['{:a, github: "x/a", depth: 1}', gitEntry(url, "depth: 1"), undefined],
    // What Mix before 1.17 locks.
    ['{:a, github: "x/a", depth: 1}', gitEntry(url), undefined],
    ['{:a, "~> 9.0", Foreign.options()}', {}, undefined],
  ])("%s against %j", async (declared, entry, locked) => {
    const reading = await readFiles({ "/p/mix.exs": mixExs(`[${declared}]`), "/p/mix.lock": mixLock({ a: entry }) });
    const found = reading.diagnostics.filter(({ code }) => code === "lock-out-of-date");
    expect(found.map(({ args }) => args["locked"])).toEqual(locked === undefined ? [] : [locked]);
  });

  test.each([
    ['[hex: :b, repo: "hexpm", optional: false]', {}, undefined],
    ['[hex: :c, repo: "hexpm", optional: false]', {}, ["as package b", "as package c"]],
    ['[hex: :b, repo: "hexpm:acme", optional: false]', {}, ["from repository hexpm", "from repository hexpm:acme"]],
    ['[hex: :b, repo: "hexpm", optional: false]', { version: "0.9.0" }, ["0.9.0", "as ~> 1.0"]],
    ['[hex: :b, repo: "hexpm", optional: false]', gitEntry(url), [`from ${url}`, "from Hex"]],
  ])("a locked package that needs another with %s, locked as %j", async (options, other, expected) => {
    const hex = (requires: string): string =>
      `{:hex, :a, "1.0.0", "${"0".repeat(64)}", [:mix], [${requires}], "hexpm", "${"0".repeat(64)}"}`;
    const files = {
      "/p/mix.exs": mixExs('[{:a, "~> 1.0"}]'),
      "/p/mix.lock": mixLock({ a: hex(`{:b, "~> 1.0", ${options}}`), b: other }),
    };
    const unmet = async (mix: string): Promise<readonly unknown[]> =>
      (await readFiles({ ...files, "/p/mix.exs": mix })).diagnostics.filter(
        ({ code }) => code === "lock-requirement-unmet",
      );
    const [locked, wanted] = expected ?? [];
    const args = { app: "b", locked, parent: "a", wanted };
    expect(await unmet(files["/p/mix.exs"])).toMatchObject(
      expected === undefined ? [] : [{ place: { file: "mix.lock", line: 3 }, args }],
    );
    // Somebody has decided.
    expect(await unmet(mixExs('[{:a, "~> 1.0"}, {:b, ">= 0.0.0", override: true}]'))).toEqual([]);
    expect(await unmet(mixExs('[{:a, "~> 1.0"}, {:b, ">= 0.0.0", Foreign.options()}]'))).toEqual([]);
  });

  test("only: that leaves out what somebody else needs", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[{:a, "~> 1.0"}, {:b, "~> 1.0", only: :dev}]'),
      "/p/mix.lock": mixLock({ a: { requires: ["b"] }, b: {} }),
    });
    expect(apps(reading.project, true)).toEqual(["a", "b"]);
    expect(reading.diagnostics).toMatchObject([
      { code: "only-diverges", args: { app: "b", only: "dev", env: "prod", parent: "a" } },
    ]);
  });

  test("the same dependency twice", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[{:a, "~> 1.0"}, {:a, "~> 1.0", only: :dev}]'),
      "/p/mix.lock": mixLock({ a: {} }),
    });
    expect(codes(reading)).toEqual(["duplicate-dependency"]);
    expect(apps(reading.project, true)).toEqual(["a"]);
  });

  test("an application that needs itself", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[{:a, path: "a"}]'),
      "/p/a/mix.exs": mixExs('[{:a, path: "."}]', "app: :a"),
    });
    expect(reading.diagnostics).toMatchObject([
      { code: "self-dependency", place: { file: "a/mix.exs" }, args: { app: "a" } },
    ]);
    expect(reading.project.deps.find(({ app }) => app === "a")?.requires).toEqual([]);
  });
});
