import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { generate } from "../src/index.ts";
import { makeProject, temporaryFolder } from "./cli/support/project.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));

/** The examples of a file, without what stands before them in a comment. */
function examples(file: string): readonly string[] {
  const text = readFileSync(join(repository, file), "utf8").replaceAll(/^ \* ?/gm, "");
  return [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, example]) => example as string);
}

describe("the documented example", () => {
  test.each(["src/index.ts", "docs/library.md"])("of %s runs as it is written, with the built package", (file) => {
    const [example, ...others] = examples(file);
    expect(others).toEqual([]);
    const folder = temporaryFolder();
    mkdirSync(join(folder, "node_modules"));
    // The folder is a package of its own, whatever lies above.
    writeFileSync(join(folder, "package.json"), "{}");
    symlinkSync(repository, join(folder, "node_modules/nif2nix"));
    writeFileSync(join(folder, "example.mjs"), example as string);
    const cwd = makeProject({ "native/hello_nif/src/lib.rs": 'rustler::init!("Elixir.Other");\n' });
    const said = execFileSync(process.execPath, [join(folder, "example.mjs")], { cwd, encoding: "utf8" });
    expect(said).toMatch(/^flake\.nix \d+\n/);
    expect(said).toMatch(/^nix\/deps\.nix \d+$/m);
    expect(said).toMatch(/^warning\[NN308\] lib\/hello_nif\.ex:4:3: /m);
  });

  test("is the same in both", () => {
    expect(examples("src/index.ts")).toEqual(examples("docs/library.md"));
  });
});

describe("generate", () => {
  test.each(["examples/hello_nif", ".", "", "./x"])("refuses the relative folder %j", async (project) => {
    await expect(generate({ project })).rejects.toThrow(
      new TypeError(`project must be an absolute path, and is ${JSON.stringify(project)}`),
    );
  });

  test("throws a finding where there is no mix.exs", async () => {
    const project = temporaryFolder();
    await expect(generate({ project })).rejects.toMatchObject({
      diagnostic: { code: "not-a-mix-project", place: { file: `${project}/mix.exs` }, args: { folder: project } },
    });
  });

  test("writes nothing to the project", async () => {
    const project = makeProject();
    const { files } = await generate({ project, offline: true, env: {} });
    expect(files.map(({ path }) => path)).toContain("flake.nix");
    expect(() => readFileSync(join(project, "flake.nix"))).toThrow("ENOENT");
  });
});
