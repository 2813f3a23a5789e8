import { expect, test } from "vitest";
import type { Need } from "../../../src/model/machine.ts";
import { mixExs, mixLock } from "../mix/files.ts";
import { readFiles } from "../mix/reading.ts";

type Files = Readonly<Record<string, string>>;

const read = async (files: Files, deps = "[]", options: Parameters<typeof readFiles>[3] = {}) =>
  readFiles(
    {
      "/p/mix.exs": mixExs(deps),
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`/p/${path}`, text])),
    },
    "/p",
    "prod",
    options,
  );

const named = (needs: readonly (Need & { readonly required?: boolean })[]): readonly string[] =>
  needs.map(
    ({ name, required, places }) => `${name}${required ? "!" : ""} ${places.map(({ line }) => line).join(",")}`,
  );

test("programs that compiled code calls, by literal names and attributes", async () => {
  const { project } = await read({
    "lib/a.ex": `defmodule A do
  @convert "convert"
  @version System.cmd("compile_time", [])
  def a(file), do: System.cmd("ffmpeg", ["-i", file])
  def b, do: System.find_executable("exiftool") || System.cmd(@convert, [])
  def c, do: Port.open({:spawn_executable, ~c"/usr/bin/node"}, [])
  def d, do: Port.open({:spawn, "wkhtmltopdf --quiet -"}, [])
  def e(name), do: System.cmd(name, [])
  defp f, do: :os.cmd(~c"git rev-parse HEAD")
  def g, do: System.shell("ffmpeg -version")
end
`,
    "lib/mix/tasks/b.ex": 'defmodule Mix.Tasks.B do\n  def run(_), do: System.cmd("npm", [])\nend\n',
    "lib/c.ex":
      'defmodule C do\n  # System.cmd("comment", [])\n  @doc "System.cmd(\\"doc\\", [])"\n  def a, do: 1\nend\n',
  });
  expect(named(project.machine.programs)).toEqual([
    "ffmpeg 4,10",
    "exiftool 5",
    "convert 5",
    "/usr/bin/node 6",
    "wkhtmltopdf 7",
    "git 9",
  ]);
});

test("names that are piped into a call, put together, or looked up in the whole environment", async () => {
  const { project } = await read({
    "config/runtime.exs": `import Config
prefix = "ANY"
config :a,
  port: "PORT" |> System.get_env("4000") |> String.to_integer(),
  url: ("DATABASE_URL" |> System.get_env()) || raise("no database"),
  key: "SECRET_KEY" |> System.fetch_env!(),
  host: System.get_env()["PHX_HOST"],
  zone: System.get_env() |> Map.fetch!("ZONE"),
  any: System.get_env(prefix <> "_THING")
{:ok, region} = "REGION" |> System.fetch_env()
`,
    "lib/a.ex": `defmodule A do
  @tool "ff" <> "mpeg"
  @prefix "MY_APP"
  def a(file), do: @tool |> System.cmd(["-i", file])
  def b, do: "exiftool" |> System.find_executable()
  def c, do: "git rev-parse HEAD" |> String.to_charlist() |> :os.cmd()
  def d, do: System.get_env("#{@prefix}_MODE")
  def e, do: ~c"wkhtmltopdf -" |> :os.cmd()
end
`,
  });
  expect(named(project.machine.startVariables)).toEqual([
    "PORT 4",
    "DATABASE_URL! 5",
    "SECRET_KEY! 6",
    "PHX_HOST 7",
    "ZONE! 8",
    "REGION! 10",
  ]);
  expect(named(project.machine.programs)).toEqual(["ffmpeg 4", "exiftool 5", "wkhtmltopdf 8"]);
  expect(named(project.machine.variables)).toEqual(["MY_APP_MODE 7"]);
});

test("variables that config/runtime.exs reads, and which it cannot do without", async () => {
  const { project } = await read({
    "config/runtime.exs": `import Config
if System.get_env("PHX_SERVER") do
  config :a, server: true
end
if config_env() == :test, do: System.fetch_env!("TEST_ONLY")
if config_env() == :prod do
  url = System.get_env("DATABASE_URL") || raise "DATABASE_URL is missing"
  host = System.get_env("PHX_HOST") || "example.com"
  {:ok, region} = System.fetch_env("REGION")
  found = System.fetch_env("ZONE")
  {:ok, size} = parse(System.get_env("SIZE"))
  config :a, secret: System.fetch_env!("SECRET_KEY_BASE"), port: System.get_env("PORT", "4000"), u: {url, host}
  if System.get_env("S3") do
    config :a, bucket: System.fetch_env!("BUCKET")
  end
end
`,
    "lib/a.ex": 'defmodule A do\n  def a, do: System.get_env("LATER")\nend\n',
  });
  expect(named(project.machine.startVariables)).toEqual([
    "PHX_SERVER 2",
    "DATABASE_URL! 7",
    "PHX_HOST 8",
    "REGION! 9",
    "ZONE 10",
    "SIZE 11",
    "SECRET_KEY_BASE! 12",
    "PORT 12",
    "S3 13",
    "BUCKET 14",
  ]);
  expect(named(project.machine.variables)).toEqual(["LATER 2"]);
});

test("what the configuration reads while the release is built", async () => {
  const { project, diagnostics } = await read({
    "config/config.exs": `import Config
config :a, key: System.get_env("MY_SECRET"), port: System.get_env("PORT", "1")
config :a, other: System.fetch_env!("SECRET_KEY_BASE")
if config_env() == :test, do: System.fetch_env!("NOT_READ")
{path, 0} = System.cmd("which", ["tailwindcss"])
import_config "prod.exs"
`,
    "config/prod.exs": 'import Config\nconfig :a, url: System.get_env("URL") || raise("no URL")\n',
  });
  expect(named(project.machine.buildVariables)).toEqual(["MY_SECRET 2", "PORT 2", "SECRET_KEY_BASE! 3", "URL 2"]);
  expect(diagnostics.map(({ code, place, args }) => [code, place.file, place.line, args["name"]])).toEqual([
    ["build-needs-variable", "config/prod.exs", 2, "URL"],
    ["build-needs-variable", "config/config.exs", 3, "SECRET_KEY_BASE"],
    ["build-needs-program", "config/config.exs", 5, "which"],
    ["build-variable", "config/config.exs", 2, "MY_SECRET"],
    ["build-variable", "config/config.exs", 2, "PORT"],
  ]);
});

test.each([
  ["||", 'System.get_env("KEY") || raise("no")'],
  ["case", 'case System.get_env("KEY") do\n  nil -> raise "no"\n  key -> key\nend'],
  ["with", 'with :error <- System.fetch_env("KEY"), do: raise("no")'],
  ["the whole environment", 'System.get_env() |> Map.fetch!("KEY")'],
  ["a function that takes no nil", '"KEY" |> System.get_env() |> String.to_integer()'],
  ["unless", 'unless System.get_env("KEY") do\n  raise "no"\nend'],
])("configuration that stops without a variable wants that variable: %s", async (_name, code) => {
  const { diagnostics } = await read({ "config/config.exs": `import Config\nkey = ${code}\nconfig :a, key: key\n` });
  expect(diagnostics.map(({ code: each, args }) => [each, args["name"]])).toEqual([["build-needs-variable", "KEY"]]);
});

test("a variable that configuration reads the Erlang way", async () => {
  const { project } = await read({ "config/config.exs": 'import Config\nconfig :a, key: :os.getenv(~c"MY_KEY")\n' });
  expect(named(project.machine.buildVariables)).toEqual(["MY_KEY 2"]);
});

test("configuration that stops for another reason", async () => {
  const { diagnostics } = await read({ "config/config.exs": 'import Config\nraise "not like this"\n' });
  expect(diagnostics.map(({ code }) => code)).toEqual(["config-raises"]);
});

test.each(['System.shell("tailwindcss --version")', ':os.cmd(~c"tailwindcss --version")'])(
  "a program that configuration calls by a shell, which says that it is not there: %s",
  async (call) => {
    const { diagnostics } = await read({ "config/config.exs": `import Config\nconfig :a, version: ${call}\n` });
    const said = diagnostics.map(({ code, args }) => [code, args["name"]]);
    expect(said).toEqual([["build-needs-program", "tailwindcss"]]);
  },
);

test("what modules ask for while they are compiled, which is not what the release asks for", async () => {
  const files = {
    "lib/a.ex": `defmodule A do
  @host System.get_env("HOST", "localhost")
  @given System.fetch_env!("GIVEN")
  @key System.fetch_env!("KEY")
  @team System.get_env("TEAM") || raise("no team")
  @home :os.getenv(~c"HOME_OF_A")
  @commit System.cmd("hg", ["id"])
  @listed System.cmd("ls", [])
  @tool System.cmd("own-tool", [])
  use RustlerPrecompiled, otp_app: :a, force_build: System.get_env("A_BUILD") in ["1", "true"]
  if Code.ensure_loaded?(Other), do: @other(System.cmd("perhaps", []))
  @tried (try do
            System.fetch_env!("TRIED")
          rescue
            _ -> nil
          end)
  if Mix.env() == :test, do: System.fetch_env!("TEST_ONLY")
  quote do
    System.cmd("quoted", [])
  end
  def host, do: {@host, System.get_env("LATER")}
end
`,
    "lib/mix/tasks/b.ex": 'defmodule Mix.Tasks.B do\n  @at System.fetch_env!("TASK")\n  def run(_), do: @at\nend\n',
  };
  const given = { build: ["own-tool"], run: [] };
  const { project, diagnostics } = await read(files, "[]", { env: { GIVEN: "1" }, given });
  const { buildVariables, variables, programs } = project.machine;
  expect(named(variables)).toEqual(["LATER 21"]);
  expect(named(programs)).toEqual([]);
  expect(named(buildVariables)).toEqual([
    "HOST 2",
    "GIVEN! 3",
    "KEY! 4",
    "TEAM! 5",
    "HOME_OF_A 6",
    "TRIED 13",
    "TASK! 2",
  ]);
  expect(buildVariables.find(({ name }) => name === "GIVEN")?.value).toBe("1");
  expect(
    diagnostics
      .filter(({ code }) => code.startsWith("build-"))
      .map(({ code, place, args }) => [code, place.file, place.line, args["name"]]),
  ).toEqual([
    ["build-needs-variable", "lib/a.ex", 4, "KEY"],
    ["build-needs-variable", "lib/a.ex", 5, "TEAM"],
    ["build-needs-program", "lib/a.ex", 7, "hg"],
    ["build-needs-variable", "lib/mix/tasks/b.ex", 2, "TASK"],
    ["build-variable", "lib/a.ex", 2, "HOST"],
    ["build-variable", "lib/a.ex", 6, "HOME_OF_A"],
    ["build-variable", "lib/a.ex", 13, "TRIED"],
  ]);
});

test("what the settings give the build is not missed there", async () => {
  const files = {
    "config/config.exs": `import Config
config :a, key: System.get_env("EDITION"), other: System.fetch_env!("REQUIRED"), missing: System.fetch_env!("MISSING")
if System.get_env("EDITION") == "full", do: System.fetch_env!("WITH_FULL")
System.cmd("which", [])
System.cmd("own-tool", [])
System.cmd("cmake", [])
`,
  };
  const env = { EDITION: "full", REQUIRED: "" };
  const given = { build: ["which", "our.own-tool"], run: [] };
  const { project, diagnostics } = await read(files, "[]", { env, given });
  expect(project.machine.buildVariables.map(({ name, value }) => [name, value])).toEqual([
    ["EDITION", "full"],
    ["REQUIRED", ""],
    ["MISSING", null],
    ["WITH_FULL", null],
  ]);
  expect(diagnostics.map(({ code, place, args }) => [code, place.line, args["name"], args["package"]])).toEqual([
    ["build-needs-variable", 2, "MISSING", undefined],
    ["build-needs-variable", 3, "WITH_FULL", undefined],
    ["build-needs-program", 6, "cmake", "cmake"],
  ]);
});

test("programs that the release calls, by the packages that have them", async () => {
  const body = ["ffprobe", "pdftotext", "our-signer", "ls", "sed", "bash", "/usr/bin/node", "priv/tool", "exiftool"];
  const files = {
    "lib/a.ex": `defmodule A do\n  def a do\n${body.map((name) => `System.cmd("${name}", [])\n`).join("")}  end\nend\n`,
  };
  const { project, diagnostics } = await read(files, "[]", { given: { build: [], run: ["exiftool"] } });
  const packages = project.machine.programs.map(({ name, package: attribute }) => [name, attribute]);
  expect(Object.fromEntries(packages)).toMatchObject({
    ffprobe: "ffmpeg",
    pdftotext: "poppler-utils",
    "our-signer": null,
    bash: "bash",
    "/usr/bin/node": null,
  });
  const settings =
    '[run] path = ["exiftool", "ffmpeg", "poppler-utils", "bash"]. Which package has our-signer is not known here: search.nixos.org tells';
  expect(diagnostics.map(({ code, args }) => [code, args["name"], args["settings"]])).toEqual([
    ...["ffprobe", "pdftotext", "our-signer", "bash"].map((name) => ["run-program", name, settings]),
    ["run-program-absolute", "/usr/bin/node", undefined],
  ]);
});

test("programs that others start", async () => {
  const { project, diagnostics } = await read({
    "lib/a.ex": `defmodule A do
  def a, do: System.cmd("/bin/sh", ["-c", "qpdf in out"])
  def b, do: System.cmd("/usr/bin/env", ["gs", "-v"])
  def c, do: System.cmd("env", ["-i", "A=1", "sqlite3"])
  def d, do: MuonTrap.cmd("sox", [])
  def e, do: Exile.stream!(["ffmpeg", "-i", "x"])
  def f, do: Rambo.run("pandoc", ["-v"])
  def g, do: Other.run("no", [])
end
`,
  });
  const names = ["qpdf", "gs", "sqlite3", "sox", "ffmpeg", "pandoc"];
  expect(project.machine.programs.map(({ name }) => name)).toEqual(["qpdf", "/bin/sh", ...names.slice(1)]);
  expect(diagnostics.map(({ code, args }) => `${code} ${args["name"]}`)).toEqual(
    names.map((name) => `run-program ${name}`),
  );
});

test("a version that git would tell stops mix.exs where nothing catches that git finds no repository", async () => {
  const version = (body: string): Files => ({
    "mix.exs": `defmodule A.MixProject do
  use Mix.Project
  def project, do: [app: :a, version: version(), deps: []]
  defp version do
    ${body}
  end
end
`,
  });
  const git = 'System.cmd("git", ["rev-parse", "--short", "HEAD"])';
  const stopping = await read(version(`{sha, 0} = ${git}\n    "1.0.0+" <> sha`));
  expect(stopping.diagnostics.map(({ code, place }) => [code, place.line])).toContainEqual(["mix-exs-raises", 5]);
  const caught = await read(version(`case ${git} do\n      {sha, 0} -> sha\n      _ -> "1.0.0"\n    end`));
  expect(caught.diagnostics).toEqual([]);
  expect(caught.project.mix.version).toBe("1.0.0");
});

test("files that modules read while they are compiled, where they are there", async () => {
  const { project } = await read({
    "lib/a.ex": `defmodule A do
  @external_resource "README.md"
  @moduledoc File.read!("docs/a.md")
  @gone File.read!("gone.md")
  require EEx
  EEx.function_from_file(:def, :page, "templates/page.eex", [:x])
  for path <- Path.wildcard("content/**/*.md"), do: path
  embed_templates "page_html/*"
  def run, do: File.read!("/etc/hosts")
end
`,
    "README.md": "",
    "docs/a.md": "",
    "templates/page.eex": "",
    "content/x/y.md": "",
    "lib/page_html/a.heex": "",
  });
  expect(named(project.machine.compileFiles)).toEqual([
    "README.md 2",
    "docs/a.md 3",
    "templates/page.eex 6",
    "content 7",
    "lib/page_html 8",
  ]);
  expect(named(project.machine.files)).toEqual(["/etc/hosts 9"]);
});

test("writes below priv, migrations and programs of rel/overlays", async () => {
  const { project, diagnostics } = await read({
    "lib/a.ex": `defmodule A do
  def save(x), do: File.write!(Path.join(:code.priv_dir(:a), "x"), x)
  def load, do: File.read!(Application.app_dir(:a, "priv/x"))
  def tmp(x), do: File.write!(Path.join(System.tmp_dir!(), "x"), x)
end
`,
    "lib/release.ex": "defmodule A.Release do\n  @app :a\n  def migrate do\n    :ok\n  end\nend\n",
    "rel/overlays/bin/server": "#!/bin/sh\n",
    "rel/overlays/bin/server.bat": "",
  });
  expect(diagnostics.map(({ code, place }) => [code, place.line])).toEqual([["priv-written", 2]]);
  expect(named(project.machine.migrations)).toEqual(["A.Release.migrate() 3"]);
  expect(project.machine.overlays).toEqual(["server"]);
});

test.each([
  [{}, ["writes-own-priv"]],
  [{ "config/config.exs": "import Config\nconfig :tzdata, :autoupdate, :disabled\n" }, []],
  [{ "config/config.exs": "import Config\nconfig :tzdata, :autoupdate, :enabled\n" }, ["writes-own-priv"]],
  [{ "config/runtime.exs": 'import Config\nconfig :tzdata, :data_dir, System.fetch_env!("DIR")\n' }, []],
])("tzdata with %j", async (files, codes) => {
  const { diagnostics } = await read({ ...files, "mix.lock": mixLock({ tzdata: {} }) }, '[{:tzdata, "~> 1.0"}]');
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
});

test.each([
  ["use Distillery.Releases.Config,\n  default_release: :default", ["distillery-release rel/config.exs:2"]],
  ["use Mix.Releases.Config", ["distillery-release rel/config.exs:2"]],
  ["import Config", []],
])("rel/config.exs with %j", async (line, expected) => {
  const { diagnostics } = await read({ "rel/config.exs": `~w(a b)\n${line}\n` });
  expect(diagnostics.map(({ code, place }) => `${code} ${place.file}:${place.line}`)).toEqual(expected);
});

test("what reads below priv/, or copies from there, writes nothing to it", async () => {
  const { diagnostics } = await read({
    "lib/a.ex": `defmodule A do
  def a, do: Application.app_dir(:a, "priv/a.csv") |> File.stream!() |> Enum.to_list()
  def b(to), do: File.cp!(Path.join(:code.priv_dir(:a), "a.csv"), to)
  def c, do: File.open!(Application.app_dir(:a, "priv/a.csv"), [:read, :utf8])
  def d, do: Application.app_dir(:a, "priv/a.csv") |> File.open!([:append])
  def e(from), do: File.cp!(from, Path.join(:code.priv_dir(:a), "b.csv"))
  def f(from), do: from |> File.rename(Application.app_dir(:a, "priv/c.csv"))
end
`,
  });
  const lines = diagnostics.filter(({ code }) => code === "priv-written").map(({ place }) => place.line);
  expect(lines).toEqual([5, 6, 7]);
});
