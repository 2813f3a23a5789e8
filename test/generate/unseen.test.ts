import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toFinding } from "../../src/diagnostics/finding.ts";
import { generate } from "../../src/generate/generate.ts";

const hasGit = spawnSync("git", ["--version"]).status === 0;
if (!hasGit && process.env["CI"] !== undefined) throw new Error("git is missing");

type Files = Readonly<Record<string, string>>;

const project: Files = {
  "mix.exs": `defmodule A.MixProject do
  use Mix.Project
  def project, do: [app: :a, version: "1.0.0", deps: [{:rustler, "~> 0.36.0"}]]
end
`,
  "mix.lock": `%{
  "rustler": {:hex, :rustler, "0.36.1", "${"0".repeat(64)}", [:mix], [], "hexpm", "${"0".repeat(64)}"},
}
`,
  "config/config.exs": 'import Config\nimport_config "secret.exs"\n',
  "config/secret.exs": "import Config\n",
  "lib/a.ex": 'defmodule A do\n  use Rustler, otp_app: :a, crate: "a"\nend\n',
  "native/a/Cargo.toml": '[package]\nname = "a"\nversion = "0.1.0"\n\n[lib]\ncrate-type = ["cdylib"]\n',
  "native/a/Cargo.lock": 'version = 4\n\n[[package]]\nname = "a"\nversion = "0.1.0"\n',
  "native/a/src/lib.rs": 'rustler::init!("Elixir.A");\n',
};

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "unseen-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function git(...args: readonly string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  const { status, stderr } = spawnSync("git", args, { cwd: folder, env, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** Number, file and what matters of each finding about git. */
async function said(at = folder): Promise<readonly string[]> {
  const { diagnostics } = await generate({ project: at, offline: true, env: {} });
  return diagnostics
    .map((one) => ({ ...toFinding(one), args: one.args }))
    .filter(({ code }) => /^NN(?:00[6-9]|012|233|403)$/.test(code))
    .map(({ code, file, args }) => [code, file, args["command"] ?? args["keep"] ?? ""].join(" ").trim());
}

test.runIf(hasGit)("everything is added: nothing is said", async () => {
  write(project);
  git("init", "-q");
  git("add", ".");
  expect(await said()).toEqual([]);
});

test.runIf(hasGit)("a fresh project, of which nothing is added", async () => {
  write(project);
  git("init", "-q");
  const found = await said();
  expect(found).toHaveLength(Object.keys(project).length);
  expect(new Set(found.map((text) => text.replace(/^(\S+) \S+/, "$1")))).toEqual(new Set(["NN006 git add ."]));
});

test.runIf(hasGit)("without a flake git is not asked: Nix reads the folder, or sources from elsewhere", async () => {
  write({ ...project, ".gitignore": "/lib/\n" });
  git("init", "-q");
  const { diagnostics } = await generate({ project: folder, offline: true, env: {}, style: "default" });
  const { diagnostics: upstream } = await generate({
    project: folder,
    offline: true,
    env: {},
    style: "nixpkgs",
    src: "github:acme/a/v1",
  });
  const numbers = [...diagnostics, ...upstream].map((one) => toFinding(one).code);
  expect(numbers.filter((number) => /^NN00[6-8]$/.test(number))).toEqual([]);
  expect((await said()).length).toBeGreaterThan(0);
});

test.runIf(hasGit)("a new module, a new crate and a new file of priv; not what is made", async () => {
  write({ ...project, ".gitignore": "/_build/\n/priv/static/\n*.beam\n" });
  git("init", "-q");
  git("add", ".");
  write({
    "lib/new.ex": "defmodule New do\nend\n",
    "lib/notes.txt": "",
    "native/a/src/more.rs": "",
    "native/a/target/debug/x": "",
    "priv/data/it's.csv": "",
    "priv/static/app.js": "",
    "_build/prod/x.ex": "",
    "deps/b/lib/b.ex": "",
  });
  const command = "git add lib/new.ex native/a/src/more.rs priv";
  expect(await said()).toEqual([
    `NN006 lib/new.ex ${command}`,
    `NN006 native/a/src/more.rs ${command}`,
    `NN006 priv/data/it's.csv ${command}`,
  ]);
});

test.runIf(hasGit)("what is ignored is told from what is unknown, with the line", async () => {
  write({ ...project, "native/a/.gitignore": "target\nCargo.lock\n", ".gitignore": "/config/secret.exs\n" });
  git("init", "-q");
  git("add", ".");
  expect(await said()).toEqual([
    "NN233 config/secret.exs",
    "NN007 native/a/Cargo.lock git add --force native/a/Cargo.lock",
  ]);
});

test.runIf(hasGit)(
  "files that are to be written and that git would not take, before and after they are there",
  async () => {
    write({ ...project, "config/secret.exs": "import Config\n", ".gitignore": "nix/\nflake.*\n" });
    git("init", "-q");
    git("add", ".");
    const both = ["NN007 flake.nix git add --force flake.nix", "NN007 nix git add --force nix"];
    expect(await said()).toEqual(both);
    write({ "flake.nix": "{ outputs = _: { }; }\n", "nix/package.nix": "_: { }\n" });
    expect(await said()).toEqual(both);
    // One folder of it alone, as of other languages; what git has already it keeps.
    write({ ".gitignore": "nix/lib/\nflake.nix\n" });
    git("add", "--force", "flake.nix", "nix");
    expect(await said()).toEqual(["NN007 nix/lib git add --force nix/lib"]);
  },
);

test.runIf(hasGit)("a lock that is missing and would be ignored", async () => {
  const { "native/a/Cargo.lock": _, ...rest } = project;
  write({ ...rest, "native/a/.gitignore": "/target\n/Cargo.lock\n" });
  git("init", "-q");
  git("add", ".");
  const [found] = await said();
  expect(found).toMatch(
    /^NN403 .*take "\/Cargo\.lock" out of native\/a\/\.gitignore, line 2, which makes git ignore it/,
  );
});

test.runIf(hasGit)("links that lead out of the repository, where the build reads them", async () => {
  write(project);
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-outside-")));
  writeFileSync(join(outside, "shared.ex"), "defmodule Shared do\nend\n");
  symlinkSync(join(outside, "shared.ex"), join(folder, "lib/shared.ex"));
  symlinkSync(outside, join(folder, "lib/more"));
  symlinkSync("a.ex", join(folder, "lib/inside.ex"));
  symlinkSync("/nowhere/at/all", join(folder, "lib/dangling.ex"));
  symlinkSync(outside, join(folder, "docs"));
  git("init", "-q");
  git("add", ".");
  expect(await said()).toEqual(["NN012 lib/more", "NN012 lib/shared.ex"]);
  rmSync(outside, { recursive: true });
});

test.runIf(hasGit)("a crate in a submodule", async () => {
  const crate = Object.entries(project).filter(([path]) => path.startsWith("native/a/"));
  const rest = Object.entries(project).filter(([path]) => !path.startsWith("native/a/"));
  write(Object.fromEntries(crate.map(([path, text]) => [path.replace("native/a", "upstream"), text])));
  write(Object.fromEntries(rest));
  const commit = ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"];
  git("init", "-q", "upstream");
  git("-C", "upstream", "add", ".");
  git("-C", "upstream", ...commit);
  git("init", "-q");
  git("-c", "protocol.file.allow=always", "submodule", "add", "-q", join(folder, "upstream"), "native/a");
  git("add", "mix.exs", "mix.lock", "lib", "config");
  expect(await said()).toEqual(["NN008 native/a"]);
});

test("outside of a repository nothing is said, but for a workspace that lies above", async () => {
  write(project);
  expect(await said()).toEqual([]);
  const member = {
    "native/a/Cargo.toml": (project["native/a/Cargo.toml"] as string).replace('"0.1.0"', "{ workspace = true }"),
  };
  const { "native/a/Cargo.lock": lock = "", ...rest } = { ...project, ...member };
  rmSync(folder, { recursive: true });
  write({
    ...Object.fromEntries(Object.entries(rest).map(([path, text]) => [`app/${path}`, text])),
    "Cargo.toml": '[workspace]\nmembers = ["app/native/a"]\n\n[workspace.package]\nversion = "0.1.0"\n',
    "Cargo.lock": lock,
  });
  expect(await said(join(folder, "app"))).toEqual(["NN009 native/a/Cargo.toml"]);
});
