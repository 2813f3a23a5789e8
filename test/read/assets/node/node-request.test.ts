import { parse as parseToml } from "smol-toml";
import { describe, expect, test } from "vitest";
import { readNodeRequest } from "../../../../src/read/assets/node/node-request.ts";
import { archiveAt } from "../../../../src/read/sources/archive.ts";

/** As `text file:line`. */
async function asked(files: Readonly<Record<string, string>>): Promise<string | null> {
  const bytes = Object.entries(files).map(([path, text]) => ({ path, data: new TextEncoder().encode(text) }));
  const found = await readNodeRequest(
    "/repo/web/assets",
    { project: "/repo/web", top: "/repo" },
    archiveAt("/repo", bytes),
    () => Promise.resolve(parseToml),
  );
  return found && `${found.text} ${found.place.file}:${found.place.line}`;
}

describe("the Node that a folder asks for", () => {
  test.each<readonly [Readonly<Record<string, string>>, string | null]>([
    [{}, null],
    [{ "web/assets/.nvmrc": "\n# ours\nv20.11.1\n" }, "v20.11.1 assets/.nvmrc:3"],
    [{ "web/.node-version": "22\n" }, "22 .node-version:1"],
    [{ ".tool-versions": "elixir 1.18\nnodejs 22.11.0 # LTS\n" }, "22.11.0 ../.tool-versions:2"],
    [{ "web/mise.toml": '[tools]\nelixir = "1.18"\nnode = "24"\n' }, "24 mise.toml:3"],
    [{ "web/assets/package.json": '{\n  "engines": {\n    "node": ">=20"\n  }\n}' }, ">=20 assets/package.json:3"],
    [
      { "web/assets/package.json": '{ "engines": { "node": "20" },\n"volta": { "node": "22.1.0" } }' },
      "22.1.0 assets/package.json:2",
    ],
    // The nearest decides, and in one folder the file that is there for nothing else.
    [{ "web/assets/package.json": '{ "engines": { "node": "20" } }', ".nvmrc": "24" }, "20 assets/package.json:1"],
    [{ "web/.nvmrc": "22", "web/.tool-versions": "nodejs 20.1.0" }, "22 .nvmrc:1"],
    // Of others nothing is said, nor of what is no JSON.
    [{ "web/assets/package.json": '{ "engines": { "npm": ">=9" } }', "web/.tool-versions": "elixir 1.18" }, null],
    [{ "web/assets/package.json": `{ "engines": ${"[".repeat(100_000)}` }, null],
  ])("%j", async (files, expected) => {
    expect(await asked(files)).toBe(expected);
  });
});
