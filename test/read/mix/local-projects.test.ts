import { describe, expect, test } from "vitest";
import type { Project } from "../../../src/model/project.ts";
import { mixExs, mixLock } from "./files.ts";
import { readFiles, type Reading } from "./reading.ts";

const codes = ({ diagnostics }: Reading): string[] => diagnostics.map(({ code }) => code);
const needed = (project: Project): string[] =>
  project.deps.filter(({ inProd }) => inProd === true).map(({ app }) => app);
const paths = (project: Project): (readonly [string, string, boolean])[] =>
  project.deps.flatMap(({ app, source }) =>
    source.kind === "path" ? [[app, source.path, source.inUmbrella] as const] : [],
  );

describe("path dependencies", () => {
  test("are read on and on, with their own dependencies in prod", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[{:one, path: "libs/one"}, {:jason, "~> 1.0"}]'),
      "/p/libs/one/mix.exs": mixExs(
        '[{:two, path: "../two"}, {:plug, "~> 1.0"}, {:mox, "~> 1.0", only: :test}]',
        "app: :one",
      ),
      "/p/libs/two/mix.exs": mixExs('[{:one, path: "../one"}, {:jason, "~> 1.0"}]', "app: :two"),
      "/p/mix.lock": mixLock({ jason: {}, mox: {}, plug: {} }),
    });
    expect(needed(reading.project)).toEqual(["jason", "plug", "one", "two"]);
    expect(paths(reading.project)).toEqual([
      ["one", "libs/one", false],
      ["two", "libs/two", false],
    ]);
    expect(reading.project.deps.find(({ app }) => app === "one")).toMatchObject({
      requires: ["two", "plug"],
      builder: "mix",
      place: { file: "mix.exs", line: 9 },
    });
    expect(codes(reading)).toEqual([]);
  });

  test("are read in the environment that env: names", async () => {
    const deps = 'if Mix.env() == :test, do: [{:mox, "~> 1.0"}], else: []';
    const files = (options: string): Record<string, string> => ({
      "/p/mix.exs": mixExs(`[{:one, path: "one"${options}}]`),
      "/p/one/mix.exs": mixExs(deps, "app: :one"),
      "/p/mix.lock": mixLock({ mox: {} }),
    });
    expect(needed((await readFiles(files(""), "/p", "test")).project)).toEqual(["one"]);
    expect(needed((await readFiles(files(", env: Mix.env()"), "/p", "test")).project)).toEqual(["mox", "one"]);
  });

  test("outside of the project widen what the build copies, and are shown from the project", async () => {
    const reading = await readFiles(
      {
        "/repo/.git/HEAD": "",
        "/repo/services/api/mix.exs": mixExs('[{:shared, path: "../../libs/shared"}]'),
        "/repo/libs/shared/mix.exs": mixExs('[{:"bad name"}]', "app: :shared"),
      },
      "/repo/services/api",
    );
    expect(reading.project.buildRoot).toBe("/repo");
    expect(paths(reading.project)).toEqual([["shared", "../../libs/shared", false]]);
    expect(reading.diagnostics).toMatchObject([
      { code: "invalid-dependency", place: { file: "../../libs/shared/mix.exs", line: 9 } },
    ]);
  });

  test("outside of the repository are read, and reported", async () => {
    const reading = await readFiles(
      {
        "/repo/.git/HEAD": "",
        "/repo/mix.exs": mixExs('[{:far, path: "/far/away"}]'),
        "/far/away/mix.exs": mixExs("[]", "app: :far"),
      },
      "/repo",
    );
    expect(reading.project.buildRoot).toBe("/repo");
    expect(reading.diagnostics).toMatchObject([
      { code: "path-dependency-outside", place: { file: "mix.exs" }, args: { app: "far", path: "/far/away" } },
    ]);
  });

  test("that are not there are reported where they are declared", async () => {
    const reading = await readFiles({ "/p/mix.exs": mixExs('[\n      {:gone, path: "libs/gone"}\n    ]') });
    expect(reading.diagnostics).toMatchObject([
      { code: "path-dependency-missing", place: { line: 10, column: 7 }, args: { app: "gone", path: "libs/gone" } },
    ]);
  });

  test("may be an umbrella, whose applications come along", async () => {
    const reading = await readFiles({
      "/p/mix.exs": mixExs('[{:suite, path: "suite"}]'),
      "/p/suite/mix.exs": mixExs("[]", 'apps_path: "apps"'),
      "/p/suite/apps/a/mix.exs": mixExs('[{:jason, "~> 1.0"}]', "app: :a"),
      "/p/mix.lock": mixLock({ jason: {} }),
    });
    expect(needed(reading.project)).toEqual(["jason", "suite", "a"]);
    expect(codes(reading)).toEqual([]);
  });

  test("without mix.exs are built by what their files say", async () => {
    const { project } = await readFiles({
      "/p/mix.exs": mixExs('[{:erl, path: "erl"}, {:c, path: "c", compile: false, app: false}]'),
      "/p/erl/rebar.config": "{deps, [telemetry]}.",
      "/p/c/Makefile": "",
      "/p/mix.lock": mixLock({ telemetry: {} }),
    });
    expect(project.deps.find(({ app }) => app === "erl")).toMatchObject({ builder: "rebar3", requires: ["telemetry"] });
    expect(project.deps.find(({ app }) => app === "c")).toMatchObject({ builder: "none", sourceOnly: true });
  });
});

describe("umbrellas", () => {
  const child = (app: string, deps: string): string =>
    mixExs(
      deps,
      `app: :${app}, lockfile: "../../mix.lock", deps_path: "../../deps", config_path: "../../config/config.exs"`,
    );
  const files = {
    "/u/.git/HEAD": "",
    "/u/mix.exs": mixExs('[{:credo, "~> 1.0", only: :dev}]', 'apps_path: "apps"'),
    "/u/mix.lock": mixLock({ credo: {}, jason: {}, plug: { requires: ["jason?"] } }),
    "/u/config/config.exs": "import Config\nconfig :core, a: 1\nconfig :jason, b: 2\n",
    "/u/apps/core/mix.exs": child("core", '[{:jason, "~> 1.0"}]'),
    "/u/apps/web/mix.exs": child("web", '[{:core, in_umbrella: true}, {:plug, "~> 1.0"}]'),
  };

  test("count what all children need, and the children", async () => {
    const reading = await readFiles(files, "/u");
    const { project } = reading;
    expect(project.mix).toMatchObject({ umbrella: true, appsPath: "apps", app: null });
    expect(project.apps.map(({ app, path }) => [app, path])).toEqual([
      ["core", "apps/core"],
      ["web", "apps/web"],
    ]);
    expect(needed(project)).toEqual(["jason", "plug", "core", "web"]);
    expect(project.deps.find(({ app }) => app === "web")?.requires).toEqual(["core", "plug"]);
    expect(paths(project)).toEqual([
      ["core", "apps/core", true],
      ["web", "apps/web", true],
    ]);
    expect(project.configuredApps).toEqual(["core", "jason"]);
    expect(project.buildRoot).toBe("/u");
    expect(codes(reading)).toEqual([]);
  });

  test("a child alone has the umbrella's lock, configuration and siblings", async () => {
    const reading = await readFiles(files, "/u/apps/web");
    const { project } = reading;
    expect(project.mix).toMatchObject({ umbrella: false, lockfile: "../../mix.lock", path: "." });
    expect(project.apps).toEqual([]);
    expect(project.lockFile).toBe("../../mix.lock");
    expect(needed(project)).toEqual(["jason", "plug", "core"]);
    expect(paths(project)).toEqual([["core", "../core", true]]);
    expect(project.configuredApps).toEqual(["core", "jason"]);
    expect(project.buildRoot).toBe("/u");
    expect(codes(reading)).toEqual(["umbrella-child"]);
  });

  test("a child that needs none of it stays on its own, but for its lock", async () => {
    const reading = await readFiles(files, "/u/apps/core");
    expect(needed(reading.project)).toEqual(["jason"]);
    expect(reading.project.buildRoot).toBe("/u");
  });

  test("folders and applications have to be called the same", async () => {
    const reading = await readFiles(
      {
        "/u/mix.exs": mixExs("[]", 'apps_path: "apps"'),
        "/u/apps/one/mix.exs": mixExs("[]", "app: :other"),
        "/u/apps/empty/README.md": "",
      },
      "/u",
    );
    expect(reading.diagnostics).toMatchObject([
      { code: "umbrella-folder-without-mix-exs", place: { file: "mix.exs" }, args: { folder: "apps/empty" } },
      { code: "umbrella-app-name", place: { file: "apps/one/mix.exs" }, args: { folder: "one", app: "other" } },
    ]);
  });

  test("apps: chooses among the folders", async () => {
    const { project } = await readFiles(
      {
        "/u/mix.exs": mixExs("[]", 'apps_path: "services", apps: [:b]'),
        "/u/services/a/mix.exs": mixExs("[]", "app: :a"),
        "/u/services/b/mix.exs": mixExs("[]", "app: :b"),
      },
      "/u",
    );
    expect(project.apps.map(({ app }) => app)).toEqual(["b"]);
  });
});
