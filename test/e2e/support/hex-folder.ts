import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hexEntry } from "./dependencies.ts";
import { type HexRequirement, packHex } from "./hex-tarball.ts";
import { run } from "./run.ts";

interface Facts {
  readonly app: string;
  readonly package: string;
  readonly version: string;
  readonly buildTool: "mix" | "rebar3";
  readonly requirements: readonly HexRequirement[];
  /** What is published, relative to its folder. */
  readonly files: readonly string[];
}

/**
 * Packs sources of packages as Hex publishes them, with what their own mix.exs or rebar.config says of them.
 * @param source a folder with a folder for each package.
 * @param target gets <name>-<version>.tar of each.
 * @returns lines of a mix.lock by application, those of requirements that are not among the packages left out.
 */
export function packFolder(source: string, target: string): ReadonlyMap<string, string> {
  mkdirSync(target, { recursive: true });
  const folders = readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isPackage(join(source, entry.name)))
    .map((entry) => join(source, entry.name));
  const script = new URL("package-facts.exs", import.meta.url).pathname;
  const lines = run("elixir", [script, ...folders])
    .trim()
    .split("\n");
  const packages = lines.map((line) => JSON.parse(line) as Facts);
  const there = new Set(packages.map(({ app }) => app));
  return new Map(
    packages.map((each, index) => {
      const requirements = each.requirements.filter(({ app, optional }) => optional !== true || there.has(app));
      const facts = { ...each, requirements };
      const published = mkdtempSync(join(tmpdir(), "nif2nix-published-"));
      try {
        for (const file of each.files) cpSync(join(folders[index] as string, file), join(published, file));
        return [each.app, hexEntry(facts, packHex(published, target, each.package, each.version, facts))];
      } finally {
        rmSync(published, { recursive: true });
      }
    }),
  );
}

const isPackage = (folder: string): boolean =>
  readdirSync(folder).some((name) => name === "mix.exs" || name === "rebar.config");
