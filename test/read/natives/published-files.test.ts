import { expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { createEvaluator } from "../../../src/elixir/eval/evaluator.ts";
import { list, pair, str } from "../../../src/elixir/eval/values/make.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import type { PublishedFile } from "../../../src/model/make.ts";
import { publishedFiles } from "../../../src/read/natives/published-files.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";

/** What a package of this name publishes, version 1.2.3, with these files. */
async function read(app: string, files: Readonly<Record<string, string>>): Promise<readonly PublishedFile[]> {
  const bytes = Object.entries(files).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) }));
  const fs = archiveAt("/p", bytes);
  const parse = await elixirParser();
  return publishedFiles(app, { fs, folder: "/p" }, () => {
    const evaluator = createEvaluator({
      fs,
      limit: "/p",
      project: "/p",
      mixEnv: "prod",
      mixTarget: "host",
      elixirVersion: undefined,
      otpRelease: undefined,
      parse,
      diagnostics: new Diagnostics(),
      maxSteps: 100_000,
    });
    evaluator.setProjectConfig(list([pair("version", str("1.2.3"))]));
    return evaluator;
  });
}

const xla = `defmodule XLA do
  @version Mix.Project.config()[:version]
  [_, docs] = File.read!("README.md") |> String.split("--")
  @moduledoc docs
  def precompiled_files do
    for target <- ["x86_64-linux-gnu-cpu", "aarch64-darwin-cpu", "x86_64-linux-gnu-cuda12"] do
      name = "xla_extension-#{@version}-#{target}.tar.gz"
      {name, "https://example.com/v#{@version}/" <> name}
    end
  end
end`;

test("pairs of name and address, with hashes of a text file; one without a hash is left out", async () => {
  const name = "xla_extension-1.2.3-x86_64-linux-gnu-cpu.tar.gz";
  const checksums = `${"a".repeat(64)}  ${name}\n${"b".repeat(64)}  ../xla_extension-1.2.3-aarch64-darwin-cpu.tar.gz\n`;
  expect(await read("xla", { "lib/xla.ex": xla, "checksum.txt": checksums })).toEqual([
    { name, url: `https://example.com/v1.2.3/${name}`, sha256: "a".repeat(64) },
  ]);
});

test("nothing without the file of hashes, as in a checkout from git, and nothing for other packages", async () => {
  expect(await read("xla", { "lib/xla.ex": xla })).toEqual([]);
  expect(await read("jason", { "lib/xla.ex": xla, "checksum.txt": "" })).toEqual([]);
});

test("addresses alone, with hashes as elixir_make writes them", async () => {
  const name = "evision-nif_2.16-x86_64-linux-gnu-contrib-1.2.3.tar.gz";
  const mix = `defmodule Mix.Tasks.Compile.EvisionPrecompiled do
    def available_nif_urls(nif, version \\\\ "1.2.3") do
      ["https://example.com/v#{version}/evision-nif_#{nif}-x86_64-linux-gnu-contrib-#{version}.tar.gz"]
    end
  end`;
  const checksums = `%{"${name}" => "sha256:${"c".repeat(64)}"}`;
  expect(await read("evision", { "mix.exs": mix, "checksum.exs": checksums })).toEqual([
    { name, url: `https://example.com/v1.2.3/${name}`, sha256: "c".repeat(64) },
  ]);
});
