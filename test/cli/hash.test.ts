import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../../src/index.ts";
import { commit, type GitServer, gitServer } from "../support/git-server.ts";
import { program } from "./support/run.ts";

const base = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-hash-")));
const project = join(base, "project");
const settings = join(project, "nif2nix.toml");
const env = { ...process.env, XDG_CACHE_HOME: join(base, "cache"), NO_COLOR: "1" };
let server: GitServer;
let greeter: string;
let modules: string;

const hash = (...more: readonly string[]) => program(["hash", "--project", project, ...more], { env });

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
}

beforeAll(async () => {
  const repositories = join(base, "repositories");
  mkdirSync(repositories, { recursive: true });
  server = await gitServer(repositories);
  const mix =
    'defmodule G.MixProject do\n  use Mix.Project\n  def project, do: [app: :greeter, version: "1.0.0"]\nend\n';
  greeter = commit(join(repositories, "greeter"), { "mix.exs": mix, "lib/greeter.ex": "defmodule Greeter do\nend\n" });
  modules = commit(join(repositories, "modules"), { "mix.exs": mix, ".gitmodules": "" });
});

afterAll(async () => {
  await server.stop();
  rmSync(base, { recursive: true, force: true });
});

function writeProject(app: string, rev: string, options = ""): void {
  rmSync(project, { recursive: true, force: true });
  write({
    "mix.exs": `defmodule P.MixProject do
  use Mix.Project
  def project, do: [app: :p, version: "0.1.0", deps: [{:greeter, git: "${server.url}/${app}"${options}}]]
end
`,
    "mix.lock": `%{\n  "greeter": {:git, "${server.url}/${app}", "${rev}", [${options.replace(/^, /, "")}]},\n}\n`,
    "lib/p.ex": "defmodule P do\nend\n",
  });
}

describe("nif2nix hash", () => {
  test("fills the hash in, keeps what is there, and has nothing to do the second time", async () => {
    writeProject("greeter", greeter);
    write({ "nif2nix.toml": '# mine\nrust = "rustPlatform"\n' });
    const first = hash();
    expect(first).toMatchObject({ code: 0 });
    const text = readFileSync(settings, "utf8");
    expect(text).toMatch(
      /^# mine\nrust = "rustPlatform"\n\n\[package\.greeter\]\ngit = \{ rev = "[0-9a-f]{40}", hash = "sha256-/,
    );
    expect(hash().stderr).toContain("nothing to do");
    expect(readFileSync(settings, "utf8")).toBe(text);

    const { files, plan, diagnostics } = await generate({ project, env });
    expect(diagnostics.map(({ code }) => code)).not.toContain("git-hash-unused");
    expect(plan.deps[0]?.source).toMatchObject({ kind: "git", rev: greeter, hash: /sha256-[^"]*/.exec(text)?.[0] });
    const deps = files.find(({ path }) => path === "nix/deps.nix")?.text ?? "";
    expect(deps).toContain("fetchgit");
    expect(deps).not.toContain("builtins.fetchGit");
  });

  test("the hash is the one that Nix finds in what it fetches", () => {
    const wanted = /hash = "([^"]*)"/.exec(readFileSync(settings, "utf8"))?.[1];
    const expression = `builtins.fetchGit { url = "${server.url}/greeter"; rev = "${greeter}"; ref = "HEAD"; }`;
    const nix = [
      "--extra-experimental-features",
      "nix-command flakes",
      "eval",
      "--raw",
      "--expr",
      `(${expression}).outPath`,
    ];
    const run = (args: readonly string[]) =>
      execFileSync("nix", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], env });
    const path = run(nix);
    expect(run(["--extra-experimental-features", "nix-command", "hash", "path", "--sri", path]).trim()).toBe(wanted);
  });

  test("--dry-run writes nothing", () => {
    writeProject("greeter", greeter);
    expect(hash("--dry-run")).toMatchObject({ code: 0 });
    expect(() => readFileSync(settings)).toThrow();
  });

  test("a hash of another commit is not used, and said", async () => {
    writeProject("greeter", greeter);
    write({
      "nif2nix.toml": `[package.greeter]\ngit = { rev = "${"0".repeat(40)}", hash = "sha256-${"A".repeat(43)}=" }\n`,
    });
    const { plan, diagnostics } = await generate({ project, env });
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: "git-hash-unused" }));
    expect(plan.deps[0]?.source).toMatchObject({ hash: null });
    hash();
    const renewed = await generate({ project, env });
    expect(renewed.diagnostics.map(({ code }) => code)).not.toContain("git-hash-unused");
  });

  test("--renew hashes what has a hash of another commit, and nothing else", () => {
    writeProject("greeter", greeter);
    write({ "nif2nix.toml": "# mine\n" });
    expect(hash("--renew")).toMatchObject({ code: 0, stderr: expect.stringContaining("nothing to renew") });
    expect(readFileSync(settings, "utf8")).toBe("# mine\n");
    write({
      "nif2nix.toml": `[package.greeter]\ngit = { rev = "${"0".repeat(40)}", hash = "sha256-${"A".repeat(43)}=" }\n`,
    });
    expect(hash("--renew")).toMatchObject({ code: 0 });
    const renewed = readFileSync(settings, "utf8");
    expect(renewed).toContain(greeter);
    expect(hash("--renew").stderr).toContain("nothing to renew");
    rmSync(settings);
    hash();
    expect(readFileSync(settings, "utf8")).toBe(renewed);
  });

  test("submodules have no hash here", () => {
    writeProject("modules", modules, ", submodules: true");
    const { code, stderr } = hash();
    expect(code).toBe(1);
    expect(stderr).toContain("NN707");
  });

  test("settings in inline tables are left alone", () => {
    writeProject("greeter", greeter);
    const text = '[package]\ngreeter = { env = { A = "1" } }\n';
    write({ "nif2nix.toml": text });
    const { code, stderr } = hash();
    expect(code).toBe(1);
    expect(stderr).toContain("NN708");
    expect(readFileSync(settings, "utf8")).toBe(text);
  });

  test("without the network it says what it could not have", () => {
    writeProject("greeter", greeter);
    rmSync(join(base, "cache"), { recursive: true });
    const { code, stderr } = hash("--offline");
    expect(code).toBe(1);
    expect(stderr).toContain("NN707");
  });
});
