import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import { compilersIn, reportCompilers } from "../../../src/read/machine/compilers.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";

const place = { file: "mix.exs", line: 1, column: 1 };

/** What is said of a project in /app with these compilers and files, beside the package /deps/tool. */
async function said(
  compilers: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<readonly unknown[]> {
  const bytes = Object.entries(files).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) }));
  const diagnostics = new Diagnostics();
  reportCompilers([{ app: "my_app", folder: "/all/app", compilers, place }], {
    fs: archiveAt("/all", bytes),
    parse: await elixirParser(),
    diagnostics,
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
