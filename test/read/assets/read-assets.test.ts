import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/model/diagnostic.ts";
import type { Assets } from "../../../src/model/assets.ts";
import { elixirParser } from "../../../src/ports/elixir-grammar.ts";
import { planAssets } from "../../../src/plan/assets.ts";
import { readProject } from "../../../src/read/read-project.ts";
import { archiveAt } from "../../../src/read/sources/archive.ts";

const mixFile = (aliases: string): string => `
  defmodule Web.MixProject do
    use Mix.Project
    def project, do: [app: :web, version: "1.0.0", aliases: aliases(), deps: [{:tailwind, "~> 0.2"}, {:esbuild, "~> 0.8"}]]
    defp aliases, do: ${aliases}
  end`;

const lock = `%{
  "esbuild": {:hex, :esbuild, "0.8.1", "${"a".repeat(64)}", [:mix], [], "hexpm", "${"b".repeat(64)}"},
  "tailwind": {:hex, :tailwind, "0.2.4", "${"a".repeat(64)}", [:mix], [], "hexpm", "${"b".repeat(64)}"},
}`;

async function read(files: Readonly<Record<string, string>>, aliases = '["assets.deploy": ["esbuild web"]]') {
  const all = { "mix.exs": mixFile(aliases), "mix.lock": lock, ...files };
  const bytes = Object.entries(all).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) }));
  const diagnostics = new Diagnostics();
  const project = await readProject({
    root: "/web",
    limit: "/web",
    fs: archiveAt("/web", bytes),
    parse: await elixirParser(),
    diagnostics: new Diagnostics(),
  });
  const plan = planAssets(project, diagnostics);
  return { assets: project.assets as readonly Assets[], plan, codes: diagnostics.list.map((each) => each.code) };
}

describe("web assets", () => {
  test("none without the alias", async () => {
    expect((await read({}, '["assets.build": ["esbuild web"]]')).assets).toEqual([]);
  });

  test("the tools that are among the dependencies, by nixpkgs' names", async () => {
    const { plan } = await read({});
    expect(plan[0]?.tools).toEqual([
      { app: "esbuild", package: "esbuild", path: "/bin/esbuild" },
      { app: "tailwind", package: "tailwindcss_3", path: "/bin/tailwindcss" },
    ]);
  });

  test("the major version of tailwind that is configured", async () => {
    const { plan } = await read({ "config/config.exs": 'import Config\nconfig :tailwind, version: "4.1.7"\n' });
    expect(plan[0]?.tools.map((tool) => tool.package)).toContain("tailwindcss_4");
  });

  const manifest = '{ "dependencies": { "topbar": "^3.0.0" } }';

  test("packages of npm, where a lock says which", async () => {
    const { plan, codes } = await read({ "assets/package.json": manifest, "assets/package-lock.json": "{}" });
    expect(plan[0]?.npm).toEqual({ folder: "assets", fromNix: "../assets" });
    expect(codes).toEqual([]);
  });

  test.each([
    ["pnpm", "assets/pnpm-lock.yaml"],
    ["yarn", "assets/yarn.lock"],
    ["no lock", "assets/other"],
  ])("packages that Nix cannot fetch from the lock alone are reported: %s", async (_, file) => {
    const { plan, codes } = await read({ "assets/package.json": manifest, [file]: "" });
    expect(plan[0]?.npm).toBeNull();
    expect(codes).toEqual(["assets-by-hand"]);
  });

  test("a package.json without dependencies needs nothing", async () => {
    const { plan, codes } = await read({ "assets/package.json": '{ "name": "x" }' });
    expect(plan[0]?.npm).toBeNull();
    expect(codes).toEqual([]);
  });
});
