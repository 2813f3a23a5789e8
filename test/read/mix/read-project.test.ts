import { describe, expect, test } from "vitest";
import { FatalDiagnostic } from "../../../src/model/diagnostic.ts";
import { isUnknown } from "../../../src/model/unknown.ts";
import { mixExs } from "./files.ts";
import { readFiles, type Reading } from "./reading.ts";

const codes = ({ diagnostics }: Reading): string[] => diagnostics.map(({ code }) => code);

test("a folder without mix.exs is no project", async () => {
  const failure = await readFiles({ "/p/README.md": "" }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(FatalDiagnostic);
  expect((failure as FatalDiagnostic).diagnostic).toMatchObject({
    code: "not-a-mix-project",
    place: { file: "mix.exs", line: 1, column: 1 },
    args: { folder: "/p" },
  });
});

test("a mix.exs without a project is reported and read as one of which nothing is known", async () => {
  const reading = await readFiles({ "/p/mix.exs": "defmodule P do\n  def project, do: [app: :p]\nend\n" });
  expect(codes(reading)).toEqual(["no-mix-project"]);
  expect(isUnknown(reading.project.mix.app)).toBe(true);
});

test("a place that does not parse is reported, the rest is read", async () => {
  const reading = await readFiles({
    "/p/mix.exs": `defmodule P do
  use Mix.Project
  def project, do: [app: :p, version: "1.0.0"]
  def broken, do: %%{
end
`,
  });
  expect(reading.diagnostics[0]).toMatchObject({ code: "elixir-syntax", place: { file: "mix.exs" } });
});

test("fields that are not known say so, and what is assumed", async () => {
  const reading = await readFiles({
    "/p/mix.exs": mixExs("[]", "app: :p, elixirc_paths: Foreign.paths(), lockfile: Foreign.lock()"),
  });
  expect(reading.diagnostics.map(({ code, args }) => [code, args["field"], args["assumed"]])).toEqual([
    ["project-field-unknown", "lockfile", '"mix.lock"'],
    ["project-field-unknown", "elixirc_paths", '["lib"]'],
  ]);
  for (const { place } of reading.diagnostics) expect(place.file).toBe("mix.exs");
});

test("what cannot end ends", async () => {
  const started = performance.now();
  const reading = await readFiles({
    "/p/mix.exs": `defmodule P do
  use Mix.Project
  def project, do: [app: :p, version: loop(0), deps: [{:a, "~> 1.0"}], aliases: grow([1])]
  defp loop(n), do: loop(n + 1)
  defp grow(list), do: grow(list ++ list)
end
`,
  });
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(isUnknown(reading.project.mix.version)).toBe(true);
  expect(reading.project.mix.declaredDeps).toHaveLength(1);
});

test("tool versions of the project, and of the folders above it in the repository, decide conditions", async () => {
  const files = {
    "/repo/.git/HEAD": "",
    "/repo/.tool-versions": "elixir 1.18.1-otp-27\n",
    "/repo/app/mix.exs": mixExs(
      'if Version.match?(System.version(), "~> 1.18"), do: [{:new, path: "new"}], else: [{:old, path: "old"}]',
    ),
    "/repo/app/new/mix.exs": mixExs("[]", "app: :new"),
  };
  const { project } = await readFiles(files, "/repo/app");
  expect(project.deps.map(({ app, inProd }) => [app, inProd])).toEqual([["new", true]]);
});

test("without them both branches may hold", async () => {
  const reading = await readFiles({
    "/p/mix.exs": mixExs('if Version.match?(System.version(), "~> 1.18"), do: [{:new, path: "new"}], else: []'),
    "/p/new/mix.exs": mixExs("[]", "app: :new"),
  });
  expect(reading.project.deps.map(({ app }) => app)).toEqual(["new"]);
  expect(isUnknown(reading.project.deps[0]?.inProd)).toBe(true);
});

describe("the configuration", () => {
  test("is that of the chosen environment", async () => {
    const files = {
      "/p/mix.exs": mixExs("[]"),
      "/p/config/config.exs": 'import Config\nimport_config "#{config_env()}.exs"\n',
      "/p/config/prod.exs": "import Config\nconfig :b, x: 1\nconfig :a, y: 1\n",
      "/p/config/test.exs": "import Config\nconfig :c, x: 1\n",
    };
    expect((await readFiles(files)).project.configuredApps).toEqual(["a", "b"]);
    expect((await readFiles(files, "/p", "test")).project.configuredApps).toEqual(["c"]);
  });

  test("has to be there where the project names one", async () => {
    const reading = await readFiles({ "/p/mix.exs": mixExs("[]", 'app: :p, config_path: "etc/main.exs"') });
    expect(reading.diagnostics).toMatchObject([{ code: "config-missing", args: { path: "etc/main.exs" } }]);
    expect(codes(await readFiles({ "/p/mix.exs": mixExs("[]") }))).toEqual([]);
  });

  test("is not known where an import is not", async () => {
    const { project } = await readFiles({
      "/p/mix.exs": mixExs("[]"),
      "/p/config/config.exs": "import Config\nimport_config Foreign.path()\n",
    });
    expect(isUnknown(project.configuredApps)).toBe(true);
  });
});
