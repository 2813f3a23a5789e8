import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { VERSION } from "../../src/cli/version.ts";
import { makeProject, temporaryFolder } from "./support/project.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  return stdout;
}

/** The package as npm would publish it, unpacked where nothing of this repository is near. */
function unpacked(): string {
  const folder = temporaryFolder();
  run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], repository);
  run("tar", ["-xzf", join(folder, `nif2nix-${VERSION}.tgz`)], folder);
  return join(folder, "package");
}

test("the package works without any other: as a program and as a library", () => {
  const folder = unpacked();
  const project = makeProject();
  run(process.execPath, [join(folder, "dist/bin.cjs"), "init", "--yes"], project);
  run(process.execPath, [join(folder, "dist/bin.cjs"), "check"], project);
  expect(run(process.execPath, [join(folder, "dist/bin.cjs"), "explain", "NN101"], project)).toMatch(/^# NN101 /);

  const written = readFileSync(join(project, "nix/deps.nix"), "utf8");
  writeFileSync(
    join(folder, "use.mjs"),
    `import { generate } from "nif2nix";
     const { files } = await generate({ project: process.argv[2], offline: true });
     console.log(files.find(({ path }) => path === "nix/deps.nix").text);`,
  );
  const rendered = run(process.execPath, [join(folder, "use.mjs"), project], project);
  expect(rendered).toBe(`${written}\n`);
});

test("the program is ASCII: one other character would double what V8 keeps of a file", () => {
  const dist = join(repository, "dist");
  const files = readdirSync(dist).filter((name) => name.endsWith(".cjs"));
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((name) => /[^\0-\x7f]/.test(readFileSync(join(dist, name), "utf8")))).toEqual([]);
});

test("the package holds the licences of what is in it, and its types need no other package", () => {
  const folder = unpacked();
  const licences = readFileSync(join(folder, "dist/THIRD-PARTY-LICENCES.txt"), "utf8");
  for (const name of ["@stricli/core", "diff", "picocolors", "smol-toml", "valibot", "web-tree-sitter"])
    expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
  expect(licences).not.toMatch(/^(vitest|typescript|rolldown) \d/m);
  expect(readFileSync(join(folder, "dist/index.d.ts"), "utf8")).not.toMatch(/^(import|export) .* from "/m);
});
