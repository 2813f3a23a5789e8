import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { said } from "../support/said.ts";
import { contents, makeProject, temporaryFolder } from "./support/project.ts";
import { nif2nix, program } from "./support/run.ts";

const example = (path: string): string =>
  readFileSync(new URL(`../../examples/hello_nif/${path}`, import.meta.url), "utf8");

const cargoToml = example("native/hello_nif/Cargo.toml");
const mixLock = example("mix.lock");

/** What keeps a project from being built: each a finding with its place, exit code 2, and nothing written. */
const cases: readonly [what: string, code: string, place: string, changes: Record<string, string | null>][] = [
  ["no mix.exs", "NN001", "mix.exs:1:1", { "mix.exs": null }],
  ["no Cargo.lock", "NN403", "native/hello_nif/Cargo.toml:", { "native/hello_nif/Cargo.lock": null }],
  [
    "a crate that makes no dynamic library",
    "NN409",
    "native/hello_nif/Cargo.toml:",
    { "native/hello_nif/Cargo.toml": cargoToml.replace('"cdylib"', '"rlib"') },
  ],
  [
    "a Rustler that is too old",
    "NN301",
    "lib/hello_nif.ex:",
    {
      "mix.lock": mixLock.replace(/"0\.36\.2"/, '"0.10.1"'),
      "mix.exs": example("mix.exs").replace("0.36.2", "0.10.1"),
    },
  ],
  ["a merge conflict in the lock", "NN101", "mix.lock:1:1", { "mix.lock": `<<<<<<< HEAD\n${mixLock}` }],
  ["a setting that does not exist", "NN702", "nif2nix.toml:1:1", { "nif2nix.toml": 'rsut = "crane"\n' }],
  ["settings that are no TOML", "NN701", "nif2nix.toml:1:", { "nif2nix.toml": "rust = = 1\n" }],
  [
    "a module that uses Rustler, and no dependency of that name",
    "NN819",
    "lib/hello_nif.ex:4:3",
    { "mix.exs": example("mix.exs").replace(/\{:rustler.*\n/, ""), "mix.lock": mixLock.replace(/ *"rustler".*\n/, "") },
  ],
  [
    "a module that uses Rustler, which production does not have",
    "NN819",
    "lib/hello_nif.ex:4:3",
    { "mix.exs": example("mix.exs").replace("runtime: false", "only: [:dev, :test]") },
  ],
  ["a crate that is not there", "NN305", "lib/hello_nif.ex:", { native: null }],
];

describe.each(cases)("%s", (_what, code, place, changes) => {
  test.each(["init", "generate", "check"])(`%s says ${code}, writes nothing and exits with 2`, async (command) => {
    const cwd = makeProject(changes);
    const before = contents(cwd);
    const { code: exit, stdout, stderr } = await nif2nix([command], { cwd });
    expect(stderr).toContain(`error[${code}] ${place}`);
    expect(stderr).toMatch(/^ {2}help: \S/m);
    expect(stderr).toContain(`docs: nif2nix explain ${code}`);
    expect(stdout).toBe("");
    expect(exit).toBe(2);
    expect(contents(cwd)).toEqual(before);
  });
});

test("a dependency that is not locked is one finding, not a missing package as well", async () => {
  const { stderr } = await nif2nix(["check"], { cwd: makeProject({ "mix.lock": "%{}\n" }) });
  expect([...stderr.matchAll(/^error\[(NN\d+)\]/gm)].map((match) => match[1])).toEqual(["NN206"]);
});

test.each(["init", "generate", "scan", "graph"])(
  "%s of a folder whose name is longer than any can be",
  async (command) => {
    const { code, stderr } = await nif2nix([command, "n".repeat(300)], { cwd: makeProject() });
    expect(stderr).toContain("error[NN001]");
    expect(code).toBe(2);
  },
);

test("a file that cannot be read: a link to itself", async () => {
  const cwd = makeProject({ "mix.lock": null });
  symlinkSync("mix.lock", join(cwd, "mix.lock"));
  const before = contents(cwd);
  const { code, stderr } = await nif2nix(["init"], { cwd });
  expect(stderr).toContain(said("unreadable-file", "mix.lock:1:1", { reason: "ELOOP" }));
  expect(code).toBe(2);
  expect(contents(cwd)).toEqual(before);
});

/** Permissions bind everybody but root; a test that runs as root lets the program run as nobody. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

test.each([
  ["mix.exs", (text: string) => text.replace("  use Mix.Project", '  # "caf\u00e9"\n  use Mix.Project'), "2:9"],
  ["lib/hello_nif.ex", (text: string) => `# \ufffd is fine\n# na\u00efve\n${text}`, "2:5"],
])("%s in Latin-1, which Elixir refuses", async (file, change, place) => {
  const cwd = makeProject();
  const text = change(readFileSync(join(cwd, file), "utf8"));
  const bytes = Buffer.concat([...text].map((each) => Buffer.from(each, each < "\u0100" ? "latin1" : "utf8")));
  writeFileSync(join(cwd, file), bytes);
  const { code, stderr } = await nif2nix(["check"], { cwd });
  expect([code, stderr]).toEqual([2, expect.stringContaining(said("elixir-encoding", `${file}:${place}`, { file }))]);
});

test("a folder that cannot be written", async () => {
  const { chmodSync } = await import("node:fs");
  const cwd = makeProject();
  const before = contents(cwd);
  chmodSync(cwd, 0o555);
  const { code, stderr } = program(["init", "--yes"], { cwd, ...nobody });
  chmodSync(cwd, 0o755);
  expect(stderr).toContain(said("unwritable-folder", ".nif2nix:1:1", { folder: cwd }));
  expect(code).toBe(2);
  expect(contents(cwd)).toEqual(before);
});

test("a file that may not be read", async () => {
  const { chmodSync } = await import("node:fs");
  const cwd = makeProject();
  chmodSync(cwd, 0o755);
  chmodSync(join(cwd, "mix.lock"), 0o000);
  const { code, stderr } = program(["generate"], { cwd, ...nobody });
  expect(stderr).toContain(said("unreadable-file", "mix.lock:1:1", { reason: "EACCES" }));
  expect(code).toBe(2);
});

test("a file of somebody else in the way: nothing is written, not even the others", async () => {
  const cwd = makeProject({ "nix/deps.nix": "{ }: { } # from mix2nix\n" });
  const before = contents(cwd);
  const { code, stderr } = await nif2nix(["init"], { cwd });
  expect(stderr).toContain("error[NN602] nix/deps.nix:1:1");
  expect(code).toBe(2);
  expect(contents(cwd)).toEqual(before);
});

test("findings go to standard output in the form that is asked for", async () => {
  const cwd = temporaryFolder();
  const json = await nif2nix(["check", "--format", "json"], { cwd });
  expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, diagnostics: [{ code: "NN001", line: 1 }] });
  expect(json.stderr).toBe("");
  const github = await nif2nix(["check", "--format", "github"], { cwd });
  expect(github.stdout).toMatch(/^::error file=mix\.exs,line=1,col=1,title=NN001::/);
  const sarif = await nif2nix(["check", "--format", "sarif"], { cwd });
  expect(JSON.parse(sarif.stdout)).toMatchObject({ version: "2.1.0", runs: [{ results: [{ ruleId: "NN001" }] }] });
  expect([json.code, github.code, sarif.code]).toEqual([2, 2, 2]);
});

test("hostile text from a project reaches no terminal", async () => {
  const cwd = makeProject();
  writeFileSync(join(cwd, "mix.lock"), '%{"a\u001b]0;owned\u0007": 1}\n');
  const { stderr, code } = await nif2nix(["scan"], { cwd, terminal: true, env: { NO_COLOR: "1" } });
  expect(code).toBe(2);
  expect(stderr).toContain("\\x1b]0;owned\\x07");
  expect(stderr).not.toContain("\u001b");
});

describe("an empty value, as a variable of a script leaves it that is not set", () => {
  test.each([
    [["graph", "--closure", ""], "--closure"],
    [["graph", "--closure="], "--closure"],
    [["graph", "--changed", ""], "--changed"],
    [["scan", "--project", " "], "--project"],
    [["scan", "--env="], "--env"],
    [["init", "--src="], "--src"],
    [["init", "--outputs="], "--outputs"],
    [["check", "--release="], "--release"],
    [["explain", "--log="], "--log"],
    [["inspect", "--beam=", "x"], "--beam"],
    [["inspect", "--policy=", "x"], "--policy"],
    [["inspect", ""], "PATH"],
    [["scan", ""], "DIR"],
    [["deps", ""], "LOCK"],
    [["explain", ""], "PAGE"],
    [["build", ""], "ATTRIBUTE"],
  ])("%j is a usage error that names it", async (args, name) => {
    const cwd = makeProject({});
    const before = contents(cwd);
    const { code, stdout, stderr } = await nif2nix(args, { cwd });
    expect(stderr).toBe(`${name}: its value is empty; give one, or leave it out\n`);
    expect([code, stdout]).toEqual([2, ""]);
    expect(contents(cwd)).toEqual(before);
  });
});
