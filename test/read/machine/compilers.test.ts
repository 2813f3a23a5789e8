import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import { SourceFile } from "../../../src/model/source.ts";
import { cargoCalls } from "../../../src/read/machine/cargo-calls.ts";
import { compilersIn, reportCompilers } from "../../../src/read/machine/compilers.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";

const place = { file: "mix.exs", line: 1, column: 1 };

/** What is said of a project in /app with these compilers and files, beside the package /deps/tool. */
async function said(
  compilers: readonly string[],
  files: Readonly<Record<string, string>>,
  crates: readonly string[] = [],
): Promise<readonly unknown[]> {
  const bytes = Object.entries(files).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) }));
  const diagnostics = new Diagnostics();
  reportCompilers([{ app: "my_app", folder: "/all/app", compilers, place }], {
    project: "/all/app",
    fs: archiveAt("/all", bytes),
    parse: await elixirParser(),
    diagnostics,
    crates,
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

  test("one of another package, or of none that is at hand, may call anything", async () => {
    const files = { "deps/tool/lib/mix/tasks/compile.bundle.ex": task("Bundle", "Tool.build()") };
    expect(await said(["bundle", "gone"], files)).toMatchObject([
      ["compiler-of-its-own", "bundle", expect.any(String)],
      ["compiler-of-its-own", "gone", expect.any(String)],
    ]);
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
