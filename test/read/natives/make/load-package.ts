import { Diagnostics } from "../../../../src/diagnostics/diagnostic.ts";
import { createEvaluator } from "../../../../src/elixir/eval/evaluator.ts";
import type { Value } from "../../../../src/elixir/eval/values/value.ts";
import { elixirParser } from "../../../../src/elixir/parse/grammar.ts";
import { readMixProject } from "../../../../src/read/mix/read-mix-project.ts";
import { archiveAt } from "../../../../src/read/sources/archive.ts";
import type { SourceTree } from "../../../../src/read/sources/source-tree.ts";

export const rev = "0123456789abcdef0123456789abcdef01234567";

/** A package with these options in project/0 and these files: what Mix.Project.config() answers in it, and its files. */
export async function loadPackage(
  options: string,
  files: Readonly<Record<string, string>> = {},
): Promise<{ readonly config: Value; readonly tree: SourceTree }> {
  const mix = `defmodule P.MixProject do
    use Mix.Project
    @version "1.2.3"
    @sha "${rev}"
    @unknown System.fetch_env!("NOBODY_SETS_THIS")
    # Of two equal keys the first counts.
    def project, do: [app: :p, ${options}, version: @version]
    defp by_target(%{target: "aarch64" <> _}), do: ["2.17"]
    defp by_target(_), do: ["2.15", "2.16"]
  end`;
  const bytes = Object.entries({ "mix.exs": mix, ...files }).map(([path, text]) => ({
    path,
    data: new TextEncoder().encode(text),
  }));
  const tree = { fs: archiveAt("/p", bytes), folder: "/p" };
  const parse = await elixirParser();
  const diagnostics = new Diagnostics();
  const loaded = readMixProject("/p", "prod", {
    project: "/p",
    limit: "/p",
    mixEnv: "prod",
    target: "host",
    fs: tree.fs,
    diagnostics,
    newEvaluator: () =>
      createEvaluator({
        fs: tree.fs,
        limit: "/p",
        project: "/p",
        mixEnv: "prod",
        mixTarget: "host",
        elixirVersion: undefined,
        otpRelease: undefined,
        parse,
        diagnostics,
        maxSteps: 100_000,
      }),
  });
  if (loaded === undefined) throw new Error("there is no mix.exs");
  return { config: loaded.config, tree };
}
