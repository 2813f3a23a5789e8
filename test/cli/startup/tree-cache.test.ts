import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { makeProject, temporaryFolder } from "../support/project.ts";
import { program, type Ran } from "../support/run.ts";

const dist = fileURLToPath(new URL("../../../dist", import.meta.url));

const run = (argv: readonly string[], cwd: string, cache: string): Ran =>
  program(argv, { cwd, env: { PATH: process.env["PATH"], XDG_CACHE_HOME: cache } });

const scan = ["scan", "--format", "json"];
const generate = ["generate", "--offline", "--dry-run"];

/** Everything that a reader of Elixir has to get right again: numbers without bounds, pieces of code in text, errors. */
const lib = `defmodule HelloNif do
  @count 123_456_789_012_345_678_901_234_567_890
  @letter ?a
  @share 1.5e10
  @name "hello#{rem(@count, 7) + @letter - 90 + trunc(@share) - 15_000_000_000}\\u0000\\uFFFD"

  use Rustler, otp_app: :hello_nif, crate: if(@count - 123_456_789_012_345_678_901_234_567_800 == @letter - 7, do: :hello_nif, else: :other), load_data: {@share, @name}

  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
`;

test("what was parsed once is not parsed again, and nothing comes out otherwise", () => {
  const [cache, cwd] = [temporaryFolder(), makeProject({ "lib/hello_nif.ex": lib })];
  for (const argv of [scan, generate]) {
    const first = run(argv, cwd, cache);
    expect(run(argv, cwd, cache)).toEqual(first);
    expect(run(argv, cwd, temporaryFolder())).toEqual(first);
  }
  expect(readdirSync(join(cache, "nif2nix/trees"))).toHaveLength(1);
});

test("without a change the parser is not even loaded", () => {
  const [folder, cache, cwd] = [temporaryFolder(), temporaryFolder(), makeProject()];
  cpSync(dist, folder, { recursive: true });
  const here = (): number | null =>
    spawnSync(process.execPath, [join(folder, "bin.cjs"), ...scan], {
      cwd,
      env: { PATH: process.env["PATH"], XDG_CACHE_HOME: cache },
    }).status;
  expect(here()).toBe(0);
  for (const name of readdirSync(folder)) if (name.endsWith(".wasm")) rmSync(join(folder, name));
  expect(here()).toBe(0);
  writeFileSync(join(cwd, "mix.exs"), `${readFileSync(join(cwd, "mix.exs"), "utf8")}\n`);
  expect(here()).not.toBe(0);
});

test("every change is seen", () => {
  const [cache, cwd] = [temporaryFolder(), makeProject()];
  const file = join(cwd, "mix.exs");
  const before = run(scan, cwd, cache);
  writeFileSync(file, readFileSync(file, "utf8").replace(/version: "[^"]+"/, 'version: "7.8.9"'));
  const after = run(scan, cwd, cache);
  expect(after.stdout).toContain('"7.8.9"');
  expect(before.stdout).not.toContain('"7.8.9"');
  writeFileSync(join(cwd, "lib/broken.ex"), "defmodule Broken do\n  use Rustler, crate: (\nend\n");
  const broken = run(scan, cwd, cache);
  expect(broken.stderr + broken.stdout).toContain("lib/broken.ex");
  expect(run(scan, cwd, cache)).toEqual(broken);
});

test("a damaged cache is not taken", () => {
  const [cache, cwd] = [temporaryFolder(), makeProject()];
  const expected = run(scan, cwd, cache);
  const [name] = readdirSync(join(cache, "nif2nix/trees")) as [string];
  const path = join(cache, "nif2nix/trees", name);
  const whole = readFileSync(path);
  for (const damaged of ["", whole.subarray(0, 2000), whole.toString().replace("1.0.0", "6.6.6"), "x\n\n[][]"]) {
    writeFileSync(path, damaged);
    expect(run(scan, cwd, cache)).toEqual(expected);
    expect(readFileSync(path)).toEqual(whole);
  }
});

test.each([
  "null",
  "{}",
  "[]",
  "1",
  "[1]",
  "[null]",
  "[[]]",
  '[["x"]]',
  '[["TEXT",null,false]]',
  '[["TEXT",{},false]]',
  '[["TEXT",{"root":null},false]]',
  '[["TEXT",{"root":{"kind":"block"}},false]]',
  '[["TEXT",{"root":{"kind":"integer","value":"x"}},true]]',
  '[["TEXT",{"root":{"kind":"call","args":7}},false]]',
])("an entry with a right frame and other JSON is none: %s", (json) => {
  const [cache, cwd] = [temporaryFolder(), makeProject()];
  const expected = run(scan, cwd, cache);
  const [name] = readdirSync(join(cache, "nif2nix/trees")) as [string];
  const path = join(cache, "nif2nix/trees", name);
  const head = readFileSync(path, "utf8").split("\n").slice(0, 2).join("\n");
  const text = JSON.stringify(readFileSync(join(cwd, "mix.exs"), "utf8"));
  const other = json.replace('"TEXT"', () => text);
  writeFileSync(path, `${head}\n${other}${other}`);
  expect(run(scan, cwd, cache)).toEqual(expected);
});

test("commands that ask for different files do not drive out each other's", () => {
  const [cache, cwd] = [temporaryFolder(), makeProject()];
  const other = makeProject();
  run(scan, cwd, cache);
  run(generate, cwd, cache);
  run(scan, other, cache);
  const entries = (): readonly string[] =>
    readdirSync(join(cache, "nif2nix/trees")).map((name) => readFileSync(join(cache, "nif2nix/trees", name), "utf8"));
  const before = entries();
  expect(before).toHaveLength(2);
  run(scan, cwd, cache);
  run(generate, cwd, cache);
  expect(entries()).toEqual(before);
});
