import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import { readProject } from "../../../src/read/read-project.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly tasks?: readonly string[];
  readonly build?: readonly string[];
  readonly functions?: string;
}

const crate = {
  "native/port/Cargo.toml": '[package]\nname = "port"\nversion = "0.1.0"\nedition = "2021"\n',
  "native/port/Cargo.lock": 'version = 3\n\n[[package]]\nname = "port"\nversion = "0.1.0"\n',
  "native/port/src/main.rs": "fn main() {}",
};

/** What is said of a project with these aliases, and the crates that are built apart for them. */
async function read(aliases: string, { files = {}, tasks = [], build = [], functions = "" }: Given = {}) {
  const all: Readonly<Record<string, string>> = {
    "mix.exs": `defmodule A.MixProject do
  use Mix.Project
  def project, do: [app: :a, version: "1.0.0", aliases: aliases(), deps: []]
  defp aliases, do: ${aliases}
${functions}
end
`,
    "lib/a.ex": "defmodule A do\nend\n",
    ...files,
  };
  const bytes = Object.entries(all).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) }));
  const diagnostics = new Diagnostics();
  const project = await readProject({
    project: "/a",
    limit: "/a",
    fs: archiveAt("/a", bytes),
    parse: await elixirParser(),
    tasks,
    given: { build, run: [] },
    diagnostics,
  });
  const found = diagnostics.list.filter(({ code }) => code === "alias-not-built");
  return {
    said: found.map(({ args, place }) => [
      args["alias"],
      String(args["what"]).replace("calls what a build does not have: ", ""),
      `${place.line}:${place.column}`,
    ]),
    crates: project.programs.map(({ folder, crate: { packageName }, features, defaultFeatures }) => ({
      folder,
      packageName,
      features,
      defaultFeatures,
    })),
  };
}

const port = { folder: "native/port", packageName: "port", features: [], defaultFeatures: true };

describe("aliases that the build of a release runs", () => {
  test.each([
    ["a folder", '[compile: ["cmd --cd native/port cargo build --release", "compile"]]'],
    ["a folder of the shell", '[compile: ["cmd cd native/port && cargo build --release", "compile"]]'],
    ["a manifest", '[release: ["cmd cargo build --manifest-path native/port/Cargo.toml", "release"]]'],
    ["through another alias", '[compile: ["rust", "compile"], rust: "cmd --cd=native/port cargo b"]'],
    ["through Mix", '[loadpaths: ["cmd mix rust", "loadpaths"], rust: ["cmd --cd native/port cargo build"]]'],
    ["after do", '["compile.all": ["do clean + rust", "compile.all"], rust: ["cmd --cd native/port cargo build"]]'],
    ["for web assets", '["assets.deploy": ["cmd --cd native/port cargo build --release"]]'],
    [
      "as a function of its own",
      '[compile: [fn _ -> System.cmd("cargo", ~w(build), cd: "native/port") end, "compile"]]',
    ],
    ["installed", '[compile: ["cmd cargo install --path native/port --root priv", "compile"]]'],
  ])("a crate is built apart: %s", async (_, aliases) => {
    expect(await read(aliases, { files: crate })).toEqual({ said: [], crates: [port] });
  });

  test.each([
    ['defp native(_), do: System.cmd("cargo", ["build"], cd: "native/port")'],
    ['defp native(_), do: Mix.shell().cmd("cd native/port && cargo build")'],
    ['defp native(_), do: Mix.Shell.IO.cmd("cargo build --manifest-path=native/port/Cargo.toml")'],
    [
      'defp native(_), do: run("native/port")\ndefp run(dir) when is_binary(dir), do: System.cmd("cargo", ["build"], cd: dir)',
    ],
    ['defp native(_), do: System.shell("cargo build", cd: "native/port")'],
    ['defp native(_), do: Mix.Task.run("cmd", ["--cd", "native/port", "cargo", "build"])'],
  ])("functions of mix.exs: %s", async (functions) => {
    const { said, crates } = await read('[compile: [&native/1, "compile"]]', { functions, files: crate });
    expect(said).toEqual([]);
    expect(crates).toEqual([port]);
  });

  test("features, and members of a workspace by their names", async () => {
    const files = {
      "native/Cargo.toml": '[workspace]\nmembers = ["port", "other"]\n',
      "native/Cargo.lock":
        'version = 3\n\n[[package]]\nname = "other"\nversion = "0.1.0"\n\n[[package]]\nname = "port"\nversion = "0.1.0"\n',
      "native/port/Cargo.toml": `${crate["native/port/Cargo.toml"]}[features]\nfast = []\n`,
      "native/port/src/main.rs": "fn main() {}",
      "native/other/Cargo.toml": '[package]\nname = "other"\nversion = "0.1.0"\n',
      "native/other/src/main.rs": "fn main() {}",
    };
    const aliases =
      '[compile: ["cmd --cd native cargo build -p port --features=fast --no-default-features", "cmd --cd native cargo build --package other", "compile"]]';
    expect((await read(aliases, { files })).crates).toEqual([
      { folder: "native", packageName: "other", features: [], defaultFeatures: true },
      { folder: "native", packageName: "port", features: ["fast"], defaultFeatures: false },
    ]);
  });

  test.each([
    ['[compile: ["cmd --cd native cargo build", "compile"]]', [["compile", "cargo", "4:22"]]],
    ['[compile: ["cmd cargo install wasm-pack", "compile"]]', [["compile", "cargo", "4:22"]]],
    ['[compile: ["cmd npm ci --prefix web", "compile"]]', [["compile", "npm", "4:22"]]],
    [
      '[compile: ["compile", "cmd zig build && go build ./x; docker build ."]]',
      [["compile", "zig, go, docker", "4:22"]],
    ],
    [
      '[release: ["deps.get", "assets.deploy", "release"], "assets.deploy": ["esbuild a --minify", "phx.digest"]]',
      [["release", "mix deps.get", "4:22"]],
    ],
    [
      '["assets.deploy": ["bun.install", "tailwind.install --if-missing", "cmd npm run build", "cmd hugo"]]',
      [["assets.deploy", "mix bun.install, hugo", "4:22"]],
    ],
    ['[compile: ["esbuild a --minify", "compile"]]', [["compile", "mix esbuild", "4:22"]]],
    ['[compile: [&Elsewhere.build/1, "compile"]]', [["compile", "calls what is not known: Elsewhere.build", "4:22"]]],
    ['[compile: ["cmd git clone https://example.org/x.git vendor", "compile"]]', [["compile", "git clone", "4:22"]]],
  ])("%s", async (aliases, said) => {
    expect((await read(aliases)).said).toEqual(said);
  });

  test("what is given by the settings is there", async () => {
    expect((await read('[compile: ["cmd zig build", "compile"]]', { build: ["zig"] })).said).toEqual([]);
  });

  test.each([
    '[setup: ["deps.get", "cmd npm ci"], test: ["cmd docker compose up", "test"], "rust.build": "cmd cargo build"]',
    '[compile: ["cmd make all", "compile", "cmd cp a b && mkdir -p priv"]]',
    '["compile.mine": ["cmd cargo build"]]',
    '[compile: [fn _ -> if Mix.env() == :dev, do: System.cmd("npm", ["ci"]) end, "compile"]]',
  ])("nothing is said of what the build does not run, or has: %s", async (aliases) => {
    expect((await read(aliases)).said).toEqual([]);
  });

  test("Makefiles and scripts are followed, by what is made of them", async () => {
    const files = {
      ...crate,
      Makefile:
        "all: port\nport:\n\tcd native/port && cargo build --release\nimage:\n\tdocker build .\nweb:\n\tnpm ci\n",
      "bin/build.sh": "#!/bin/sh\nset -e\nname=x\npnpm install\necho done\n",
    };
    expect(await read('[compile: ["cmd make", "compile"]]', { files })).toEqual({ said: [], crates: [port] });
    expect((await read('[compile: ["cmd make web", "compile"]]', { files })).said).toEqual([
      ["compile", "npm", "4:22"],
    ]);
    expect((await read('[compile: ["cmd ./bin/build.sh", "compile"]]', { files })).said).toEqual([
      ["compile", "pnpm", "4:22"],
    ]);
  });

  test("tasks of the project, where aliases or the settings have them run", async () => {
    const files = {
      ...crate,
      "lib/mix/tasks/native.build.ex":
        'defmodule Mix.Tasks.Native.Build do\n  use Mix.Task\n  def run(_), do: System.cmd("cargo", ["build"], cd: "native/port")\nend\n',
      "lib/mix/tasks/pages.ex":
        'defmodule Mix.Tasks.Pages do\n  use Mix.Task\n  def run(_), do: System.cmd("hugo", [])\nend\n',
    };
    expect(await read('[compile: ["native.build", "compile"]]', { files })).toEqual({ said: [], crates: [port] });
    const { said, crates } = await read("[]", { files, tasks: ["native.build --fast", "pages"] });
    expect(crates).toEqual([port]);
    expect(said).toEqual([["pages", "hugo", "1:1"]]);
  });
});
