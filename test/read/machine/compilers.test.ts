import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import { SourceFile } from "../../../src/model/source.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { cargoCalls } from "../../../src/read/machine/cargo-calls.ts";
import { compilersIn, makesOfCompilers, reportCompilers } from "../../../src/read/machine/compilers.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";

const place = { file: "mix.exs", line: 1, column: 1 };

/** What is said of a project in /app with these compilers and files, beside the package /deps/tool. */
async function said(
  compilers: readonly string[],
  files: Readonly<Record<string, string>>,
  crates: readonly string[] = [],
  given: readonly string[] = [],
): Promise<readonly unknown[]> {
  const bytes = Object.entries(files).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) }));
  const diagnostics = new Diagnostics();
  reportCompilers([{ app: "my_app", folder: "/all/app", compilers, place }], {
    project: "/all/app",
    fs: archiveAt("/all", bytes),
    parse: await elixirParser(),
    diagnostics,
    crates,
    given: { build: given, packages: {} },
    local: ["/all/near"],
    libraries: ["/all/deps/tool"],
  });
  return diagnostics.list.map(({ code, args }) => [code, args["compiler"], args["what"]]);
}

const task = (name: string, body: string): string => `
  defmodule Mix.Tasks.Compile.${name} do
    use Mix.Task.Compiler
    def run(_args) do
      ${body}
      :ok
    end
  end`;

describe("compilers of a project's own", () => {
  test("Mix's, and those that look at code alone, are passed over", async () => {
    expect(await said(["elixir", "erlang", "app", "phoenix_live_view", "elixir_make", "gettext"], {})).toEqual([]);
  });

  test.each([
    ["in a file of its own", "app/lib/mix/tasks/compile.rs_port.ex"],
    ["deeper down", "app/lib/mix/tasks/compile/rs_port.ex"],
    ["in mix.exs", "app/mix.exs"],
    ["in a script beside it", "app/mix_helpers.exs"],
  ])("one %s is named with what it calls", async (_name, path) => {
    const body = 'System.cmd("cargo", ["build", "--release"])\n File.cp!("a", "b")\n System.cmd("cp", ["a", "b"])';
    expect(await said(["rs_port"], { [path]: task("RsPort", body) })).toEqual([
      ["compiler-of-its-own", "rs_port", "it calls cargo"],
    ]);
  });

  test.each([
    ["a folder, by an attribute", '@crate "native/port"', 'System.cmd("cargo", ["build"], cd: @crate)'],
    [
      "a folder, joined to another",
      "",
      'System.cmd("cargo", ~w(build --release), cd: Path.join(File.cwd!(), "native/port"))',
    ],
    ["a manifest", "", 'System.cmd("cargo", ["build", "--manifest-path", "native/port/Cargo.toml"])'],
    [
      "in another function",
      'defp dir, do: Path.expand("native/port")',
      'System.cmd("cargo", ["install", "--path", dir()])',
    ],
  ])("a crate that it has cargo build is known: %s", async (_name, before, body) => {
    const code = task("RsPort", body).replace("use Mix.Task.Compiler", `use Mix.Task.Compiler\n${before}`);
    const files = { "app/mix.exs": code, "app/native/port/Cargo.toml": "" };
    expect(await said(["rs_port"], files)).toEqual([]);
    const { "app/native/port/Cargo.toml": _, ...gone } = files;
    expect(await said(["rs_port"], gone)).toEqual([["compiler-of-its-own", "rs_port", "it calls cargo"]]);
    // What the settings name is built as well.
    expect(await said(["rs_port"], gone, ["/all/app/native/port"])).toEqual([]);
  });

  test("features of the crate, and those that it does without", async () => {
    const body = 'System.cmd("cargo", ["build", "--features", "a b", "--no-default-features"], cd: "port")';
    const tree = (await elixirParser())(new SourceFile("mix.exs", task("RsPort", body))).root;
    expect(cargoCalls(tree, "/app", { exists: (path) => path === "/app/port/Cargo.toml" })).toEqual([
      { folder: "/app/port", features: ["a", "b"], defaultFeatures: false },
    ]);
  });

  test("one that fetches", async () => {
    const files = { "app/mix.exs": task("Agent", ":httpc.request(:get, {url, []}, [], [])") };
    expect(await said(["agent"], files)).toEqual([["compiler-of-its-own", "agent", "it calls the network"]]);
  });

  test("one that calls nothing but what a build has is not named", async () => {
    expect(await said(["quiet"], { "app/mix.exs": task("Quiet", 'System.cmd("make", [])') })).toEqual([]);
  });

  test("of one that no code at hand has, what it calls is not known, unless a person gave it something", async () => {
    expect(await said(["gone"], {})).toEqual([["compiler-of-its-own", "gone", "what it calls is not known"]]);
    expect(await said(["gone"], {}, [], ["gleam"])).toEqual([]);
  });

  test.each(["deps/tool", "near"])("one of another package calls what any code of %s does", async (folder) => {
    const file = `${folder}/lib/mix/tasks/compile.bundle.ex`;
    const quiet = { [file]: task("Bundle", "Tool.build()"), [`${folder}/lib/tool.ex`]: "defmodule Tool, do: nil" };
    expect(await said(["bundle"], quiet)).toEqual([]);
    const loud = {
      ...quiet,
      [`${folder}/lib/tool.ex`]: 'defmodule Tool do\n def build, do: System.cmd("zig", ["build"])\nend',
    };
    expect(await said(["bundle"], loud)).toEqual([["compiler-of-its-own", "bundle", "it calls zig"]]);
    expect(await said(["bundle"], loud, [], ["zig"])).toEqual([]);
  });

  test("links that lead round in its code are not followed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nif2nix-links-"));
    mkdirSync(join(folder, "deps/tool/lib/mix/tasks"), { recursive: true });
    writeFileSync(join(folder, "deps/tool/lib/mix/tasks/compile.bundle.ex"), task("Bundle", "Tool.build()"));
    for (const name of ["a", "b"]) symlinkSync(".", join(folder, "deps/tool/lib", name));
    const diagnostics = new Diagnostics();
    reportCompilers([{ app: "my_app", folder: join(folder, "app"), compilers: ["bundle"], place }], {
      project: join(folder, "app"),
      fs: nodeFileSystem,
      parse: await elixirParser(),
      diagnostics,
      crates: [],
      given: { build: [], packages: {} },
      local: [],
      libraries: [join(folder, "deps/tool")],
    });
    rmSync(folder, { recursive: true });
    expect(diagnostics.list).toEqual([]);
  });

  test.each([
    ["a variable", "System.cmd(program(), [])"],
    ["of the shell", "System.shell(command())"],
    ["piped", "program() |> System.cmd([])"],
    ["a port", "Port.open({:spawn_executable, program()}, [])"],
  ])("one that calls a program which it does not name is named: %s", async (_name, body) => {
    expect(await said(["odd"], { "app/mix.exs": task("Odd", body) })).toEqual([
      ["compiler-of-its-own", "odd", "it calls what its code does not name"],
    ]);
  });

  test("a program that is looked for by its name is the one that is called", async () => {
    const body = 'make = System.find_executable("make")\n System.cmd(make, [])';
    expect(await said(["sure"], { "app/mix.exs": task("Sure", body) })).toEqual([]);
  });

  test("what one has make and scripts do is native code of the application", async () => {
    const files = {
      "app/mix.exs": task("Bindings", 'System.cmd("make", ["-C", "c_src"], into: IO.stream())'),
      "app/c_src/Makefile": "all: my_nif.so\nmy_nif.so: my_nif.c\n\t./deps.sh\n\tcc -shared -o $@ my_nif.c -lgmp\n",
      "app/c_src/deps.sh": "#!/bin/sh\ngit clone https://example.com/x.git\ncmake .\n",
    };
    const bytes = Object.entries(files).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) }));
    const options = { project: "/all/app", fs: archiveAt("/all", bytes), parse: await elixirParser() };
    const one = { app: "my_app", folder: "/all/app", compilers: ["bindings", "elixir"], place };
    expect(makesOfCompilers([one], options)).toMatchObject([
      {
        app: "my_app",
        folder: ".",
        tool: "make",
        make: { linked: ["gmp"], programs: ["cmake"], downloads: ["clones https://example.com/x.git"] },
      },
    ]);
    expect(makesOfCompilers([{ ...one, compilers: ["elixir"] }], options)).toEqual([]);
  });

  test.each([
    ["compilers: [:unifex, :bundlex] ++ Mix.compilers(),", ["unifex", "bundlex"]],
    ["compilers: Mix.compilers() ++ [:late],", ["late"]],
    ["compilers: [:agent | Mix.compilers()],", ["agent"]],
    ["deps: []", []],
  ])("a package that has %j", (text, expected) => {
    expect(compilersIn(`def project, do: [app: :a, ${text} version: "1.0.0"]`)).toEqual(expected);
  });
});
