import { describe, expect, test } from "vitest";
import { FatalDiagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { isUnknown } from "../../../src/model/unknown.ts";
import { mixExs, mixLock } from "./files.ts";
import { readFiles, type Reading } from "./reading.ts";

const cargoToml = '[package]\nname = "x"\nversion = "0.1.0"\n\n[lib]\ncrate-type = ["cdylib"]\n';

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

describe("a mix.exs that raises outside of functions", () => {
  const project = 'defmodule P do\n  use Mix.Project\n  def project, do: [app: :p, version: "1.0.0"]\nend\n';
  const found = async (text: string): Promise<string[]> => {
    const { diagnostics } = await readFiles({ "/p/mix.exs": text });
    return diagnostics.map(({ code, place, args }) => `${code} ${place.line}:${place.column} ${args["why"]}`);
  };

  test.each([
    [`raise "not here"\n${project}`, /^mix-exs-raises 1:1 /],
    [`${project}raise "not here"\n`, /^mix-exs-raises 5:1 /],
    [`if System.get_env("TOKEN") == nil, do: raise("set TOKEN")\n${project}`, /^mix-exs-raises 1:\d+ /],
    [`Mix.raise("no")\n${project}`, /^mix-exs-raises 1:\d+ /],
  ])("%j is reported where it stops", async (text, expected) => {
    expect(await found(text)).toEqual([expect.stringMatching(expected)]);
  });

  test.each([
    project,
    `if System.get_env("TOKEN"), do: raise("unset TOKEN")\n${project}`,
    `if Foreign.works?(), do: raise("x")\n${project}`,
    `unless Version.match?(System.version(), ">= 1.0.0"), do: raise("old")\n${project}`,
    `try do\n  raise "x"\nrescue\n  _ -> :ok\nend\n${project}`,
    `fail = fn -> raise "x" end\n${project}`,
    project.replace("use Mix.Project", 'use Mix.Project\n  def helper, do: raise("x")'),
  ])("%j is not", async (text) => {
    expect(await found(text)).toEqual([]);
  });
});

test("a file beyond the limit is said to be too large, not to be wrong", async () => {
  const reading = await readFiles({
    "/p/mix.exs": mixExs("[]"),
    "/p/lib/big.ex": `defmodule Big do\n  use Rustler, otp_app: :p\n  # ${"x".repeat(4 * 1024 * 1024)}\nend\n`,
  });
  const said = reading.diagnostics.filter(({ place }) => place.file === "lib/big.ex");
  expect(said.map(({ code, place, args }) => [code, place.line, args["why"]])).toEqual([
    ["elixir-too-large", 1, expect.stringMatching(/^41943\d\d characters, more than the 4194304 that are read$/)],
  ]);
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
  const reading = await readFiles({
    "/p/mix.exs": `defmodule P do
  use Mix.Project
  def project, do: [app: :p, version: loop(0), deps: [{:a, "~> 1.0"}], aliases: grow([1])]
  defp loop(n), do: loop(n + 1)
  defp grow(list), do: grow(list ++ list)
end
`,
  });
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

  test("knows the project, and is what the project's own code sees", async () => {
    const { project } = await readFiles({
      "/p/mix.exs": mixExs('[{:rustler, "~> 0.36"}]', "app: :p"),
      "/p/mix.lock": mixLock({ rustler: { version: "0.36.1" } }),
      "/p/config/config.exs": "import Config\nconfig Mix.Project.config()[:app], crate: :from_config\n",
      "/p/lib/native.ex": `defmodule P.Native do
  @crate Application.compile_env(:p, :crate)
  use Rustler, otp_app: :p, crate: @crate
end
`,
      "/p/native/from_config/Cargo.toml": cargoToml,
      "/p/native/from_config/src/lib.rs": "",
    });
    expect(project.configuredApps).toEqual(["p"]);
    expect(project.nifs).toMatchObject([{ module: "P.Native", crate: "from_config", project: "." }]);
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

describe("NIF modules", () => {
  const native = (app: string, path: string): string => `defmodule ${app.toUpperCase()}.Native do
  use Rustler, otp_app: :${app}, crate: :x, path: "${path}"
end
`;
  const lock = mixLock({ rustler: { version: "0.36.1" } });

  test("of an umbrella's applications and of path dependencies are found, each in its project", async () => {
    const { project } = await readFiles(
      {
        "/u/mix.exs": mixExs("[]", 'apps_path: "apps"'),
        "/u/mix.lock": lock,
        "/u/apps/a/mix.exs": mixExs('[{:rustler, "~> 0.36"}, {:b, path: "../../libs/b"}]', "app: :a"),
        "/u/apps/a/lib/native.ex": native("a", "native/x"),
        "/u/apps/a/native/x/Cargo.toml": cargoToml,
        "/u/libs/b/mix.exs": mixExs('[{:rustler, "~> 0.36"}]', "app: :b"),
        "/u/libs/b/lib/native.ex": native("b", "native/x"),
        "/u/libs/b/native/x/Cargo.toml": cargoToml,
      },
      "/u",
    );
    expect(project.nifs.map(({ project: folder, module, manifest }) => [folder, module, manifest])).toEqual([
      ["apps/a", "A.Native", "apps/a/native/x/Cargo.toml"],
      ["libs/b", "B.Native", "libs/b/native/x/Cargo.toml"],
    ]);
  });

  test("with a crate outside of the project widen what the build copies", async () => {
    const { project } = await readFiles(
      {
        "/repo/.git/HEAD": "",
        "/repo/elixir/app/mix.exs": mixExs('[{:rustler, "~> 0.36"}]', "app: :p"),
        "/repo/elixir/app/mix.lock": lock,
        "/repo/elixir/app/lib/native.ex": native("p", "../../rust/x"),
        "/repo/rust/x/Cargo.toml": cargoToml,
        "/repo/rust/x/src/lib.rs": "",
      },
      "/repo/elixir/app",
    );
    expect(project.nifs).toMatchObject([{ manifest: "../../rust/x/Cargo.toml" }]);
    expect(project.buildRoot).toBe("/repo");
  });
});
