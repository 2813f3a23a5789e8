import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate } from "../../src/generate/generate.ts";
import { temporaryFolder } from "../cli/support/project.ts";

const checksum = "1".repeat(64);

/** What is said of ex_cldr in a project with this module; the package ships en, en-001 and und, as that of Hex does. */
async function said(use: string, files: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const folder = join(temporaryFolder(), "app");
  const all = {
    "mix.exs": `defmodule A.MixProject do
  use Mix.Project
  def project, do: [app: :a, version: "1.0.0", deps: [{:ex_cldr, "~> 2.37"}]]
end
`,
    "mix.lock": `%{\n  "ex_cldr": {:hex, :ex_cldr, "2.37.5", "${checksum}", [:mix], [], "hexpm", "${checksum}"},\n}\n`,
    "lib/a.ex": `defmodule A.Cldr do\n  ${use}\nend\n`,
    "deps/ex_cldr/.hex": `ex_cldr,2.37.5,${checksum},hexpm\nmix`,
    "deps/ex_cldr/mix.exs": `defmodule Cldr.MixProject do\n  use Mix.Project\n  def project, do: [app: :ex_cldr, version: "2.37.5"]\nend\n`,
    ...Object.fromEntries(["en", "en-001", "und"].map((name) => [`deps/ex_cldr/priv/cldr/locales/${name}.json`, "{}"])),
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { diagnostics } = await generate({ project: folder, offline: true, env: {} });
  return diagnostics
    .filter(({ code }) => code === "package-data-missing" || code === "package-needs-hand")
    .map(({ code, place, args }) => [code, `${place.file}:${place.line}`, args["files"] ?? ""]);
}

describe("languages that a module names", () => {
  test("and the package ships, need nothing", async () => {
    expect(await said('use Cldr, locales: ["en"], default_locale: "en"')).toEqual([]);
    expect(await said("use Cldr, otp_app: :a, locales: [:en, :und]")).toEqual([]);
  });

  test("and neither the package nor the project has, are told by their files", async () => {
    const own = { "priv/cldr/locales/de.json": "{}" };
    expect(await said('use Cldr, locales: ["en", "de", "fr", "pt-BR"]', own)).toEqual([
      ["package-data-missing", "lib/a.ex:2", "priv/cldr/locales/fr.json, priv/cldr/locales/pt-BR.json"],
    ]);
  });

  test("are looked for where the module says that they lie", async () => {
    const use = 'use Cldr, data_dir: "./data", locales: ["de", "fr"]';
    expect(await said(use, { "data/locales/fr.json": "{}" })).toEqual([
      ["package-data-missing", "lib/a.ex:2", "data/locales/de.json"],
    ]);
  });

  test.each([
    'use Cldr, locales: ["en-*"]',
    "use Cldr, locales: :all",
    'use Cldr, locales: ["en"], gettext: A.Gettext',
  ])("are not all known with `%s`: the note stays", async (use) => {
    expect(await said(use)).toEqual([["package-needs-hand", "mix.lock:2", ""]]);
  });
});
