import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { withHeader } from "../../src/apply/generated-header.ts";
import { codes } from "../../src/diagnostics/codes.ts";
import { nodeWritePorts } from "../../src/ports/node-write-file-system.ts";
import { validate } from "../support/json-schema.ts";
import { said } from "../support/said.ts";
import { contents, makeProject, temporaryFolder } from "./support/project.ts";
import { nif2nix } from "./support/run.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const library = [
  "nix/lib/default.nix",
  "nix/lib/add-config.nix",
  "nix/lib/check-libraries.erl",
  "nix/lib/check-release.sh",
  ...["checks", "crane", "elixir", "rust-env", "rustler", "sources"].map((part) => `nix/lib/${part}.nix`),
];
const written = ["flake.nix", "nix/package.nix", "nix/beam.nix", "nix/deps.nix", "nix/nifs.nix", ...library];

const plainMixExs = `defmodule HelloNif.MixProject do
  use Mix.Project
  def project, do: [app: :hello_nif, version: "0.1.0", deps: []]
end
`;

describe("a generated file that nothing needs any more", () => {
  const path = "nix/nif2nix.nix";
  const projectWithOld = async (edit: string): Promise<string> => {
    const cwd = makeProject();
    await nif2nix(["init"], { cwd });
    const old = withHeader({ path, text: "{ }\n" }, "0.0.1", nodeWritePorts.sha256);
    writeFileSync(join(cwd, path), old + edit);
    return cwd;
  };

  test("is drift, is shown, and is removed and said", async () => {
    const cwd = await projectWithOld("");
    const checked = await nif2nix(["check"], { cwd });
    expect(checked.code).toBe(1);
    expect(checked.stderr).toContain(`error[NN003] ${path}:1:1: ${path} is not needed any more`);
    expect((await nif2nix(["generate", "--dry-run"], { cwd })).stdout).toContain(`--- a/${path}\n+++ /dev/null\n`);
    expect(contents(cwd)[path]).toBeDefined();
    const renewed = await nif2nix(["generate"], { cwd });
    expect(renewed.stderr).toMatch(/^nix\/nif2nix\.nix +removed, nothing needs it any more$/m);
    expect(contents(cwd)[path]).toBeUndefined();
    expect((await nif2nix(["check"], { cwd })).code).toBe(0);
  });

  test("is kept where it was edited, said, and drift until it is forced away", async () => {
    const cwd = await projectWithOld("# mine\n");
    const renewed = await nif2nix(["generate"], { cwd });
    expect(renewed.stderr).toMatch(/^nix\/nif2nix\.nix +kept, it was edited by hand; nothing needs it any more$/m);
    expect(contents(cwd)[path]).toContain("# mine");
    const checked = await nif2nix(["check"], { cwd });
    expect(checked.code).toBe(1);
    expect(checked.stderr).toContain("Run `nif2nix generate --force`");
    await nif2nix(["generate", "--force"], { cwd });
    expect(contents(cwd)[path]).toBeUndefined();
  });
});

describe("init", () => {
  test("says what it found and why, writes its files and nothing else, ends with the next two commands", async () => {
    const cwd = makeProject();
    const before = contents(cwd);
    const { code, stdout, stderr } = await nif2nix(["init"], { cwd });
    expect(code, stderr).toBe(0);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^project {3}hello_nif 0\.1\.0 \(mix\.exs:\d+\)$/m);
    expect(stderr).toMatch(/^nif {7}HelloNif uses Rustler, crate hello_nif \(lib\/hello_nif\.ex:\d+\)$/m);
    expect(stderr).toMatch(/^rust {6}crane \(/m);
    expect(stderr.trimEnd().split("\n").slice(-3)).toEqual(["next:", "  nix build", "  nix flake check"]);
    const after = contents(cwd);
    expect(Object.keys(after).sort()).toEqual([...Object.keys(before), ...written].sort());
    for (const [path, text] of Object.entries(before)) expect(after[path]).toBe(text);
  });

  test("a project without native code gets all of its files, and nothing of Rust", async () => {
    const cwd = makeProject({
      "lib/hello_nif.ex": "defmodule HelloNif do\nend\n",
      "mix.exs": plainMixExs,
      native: null,
    });
    const { code, stderr } = await nif2nix(["init", "--yes"], { cwd });
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("info[NN801]");
    expect(stderr).not.toMatch(/^rust/m);
    const after = contents(cwd);
    expect(Object.keys(after).filter((path) => path.startsWith("nix/"))).toEqual([
      "nix/beam.nix",
      "nix/deps.nix",
      "nix/lib/check-release.sh",
      "nix/lib/checks.nix",
      "nix/lib/default.nix",
      "nix/lib/lock.nix",
      "nix/lib/sources.nix",
      "nix/nifs.nix",
      "nix/package.nix",
    ]);
    expect(after["flake.nix"]).not.toMatch(/crane|cargo|every NIF load\?|rust/);
  });

  test("in a git repository the files have to be added first", async () => {
    const cwd = makeProject({ ".git/HEAD": "ref: refs/heads/main\n" });
    const { stderr } = await nif2nix(["init"], { cwd });
    expect(stderr.trimEnd().split("\n").slice(-2)).toEqual(["  git add flake.nix nix", "  nix build"]);
  });

  test("--direnv writes .envrc, which is the user's from then on; without it the flag is named once", async () => {
    const cwd = makeProject({ ".git/HEAD": "ref: refs/heads/main\n" });
    const { stderr } = await nif2nix(["init", "--direnv"], { cwd });
    expect(contents(cwd)[".envrc"]).toMatch(/^#.*\nuse flake\n$/);
    expect(stderr).toContain("git add flake.nix nix .envrc");
    expect(stderr).not.toContain("--direnv");
    writeFileSync(join(cwd, ".envrc"), "use nix\n");
    await nif2nix(["init", "--direnv"], { cwd });
    expect(contents(cwd)[".envrc"]).toBe("use nix\n");
    const other = makeProject();
    expect((await nif2nix(["init"], { cwd: other })).stderr).toContain("nif2nix init --direnv");
    expect(contents(other)[".envrc"]).toBeUndefined();
    expect((await nif2nix(["init"], { cwd: other })).stderr).not.toContain("--direnv");
  });

  test("lines for .gitattributes are offered once, and mark what is generated and nothing else", async () => {
    const cwd = makeProject();
    spawnSync("git", ["init", "--quiet", "."], { cwd });
    const { stderr } = await nif2nix(["init"], { cwd });
    const offered = stderr.match(/\.gitattributes:\n((?: {2}.*\n)+)/)?.[1] as string;
    expect(contents(cwd)[".gitattributes"]).toBeUndefined();
    writeFileSync(join(cwd, ".gitattributes"), offered.replaceAll(/^ {2}/gm, ""));
    const marked = written.map((path) => {
      const said = spawnSync("git", ["check-attr", "linguist-generated", path], { cwd, encoding: "utf8" }).stdout;
      return [path, said.trim().endsWith(": set")];
    });
    expect(Object.fromEntries(marked)).toEqual(
      Object.fromEntries(written.map((path) => [path, path !== "flake.nix" && path !== "nix/package.nix"])),
    );
    expect((await nif2nix(["init"], { cwd })).stderr).not.toContain("gitattributes");
    const decided = makeProject({ ".git/HEAD": "x\n", ".gitattributes": "nix/** -linguist-generated\n" });
    expect((await nif2nix(["init"], { cwd: decided })).stderr).not.toContain("gitattributes");
    expect((await nif2nix(["init"], { cwd: makeProject() })).stderr).not.toContain("gitattributes");
  });

  test("a flake.nix of the user's own is kept, and the lines are said that it lacks", async () => {
    const flake = '{\n  inputs.nixpkgs.url = "nixpkgs";\n  outputs = { self, nixpkgs }: { };\n}\n';
    const cwd = makeProject({ "flake.nix": flake });
    const { code, stderr } = await nif2nix(["init"], { cwd });
    expect([code, contents(cwd)["flake.nix"]]).toEqual([0, flake]);
    const steps = stderr.slice(stderr.indexOf("flake.nix is yours"));
    expect(steps).toContain('  inputs.crane.url = "github:ipetkov/crane";\n');
    expect(steps).toContain("= pkgs.callPackage ./nix/package.nix { craneLib = crane.mkLib pkgs; };\n");
    expect(steps).toMatch(/\nthen:\n {2}nix build\n/);
  });

  test("what one thing keeps from being written is one finding", async () => {
    const { code, stderr } = await nif2nix(["init"], { cwd: makeProject({ nix: "a file\n" }) });
    expect(code).toBe(2);
    expect(stderr.match(/error\[NN\d+\].*/g)).toEqual([
      expect.stringMatching(/^error\[NN604\] .* 14 .*\bnix\b.* nix\/package\.nix, /),
    ]);
  });

  test("a kept flake.nix is told what a toolchain file wants", async () => {
    const toolchain = '[toolchain]\nchannel = "nightly-2026-01-31"\n';
    const cwd = makeProject({ "flake.nix": "{ }\n", "native/hello_nif/rust-toolchain.toml": toolchain });
    const { stderr } = await nif2nix(["init"], { cwd });
    expect(stderr).toContain('  inputs.rust-overlay.url = "github:oxalica/rust-overlay";\n');
    expect(stderr).toContain("  outputs = { crane, rust-overlay, ... }: #");
    expect(stderr).toContain(
      " rustToolchain = (rust-overlay.lib.mkRustBin { } pkgs.buildPackages).fromRustupToolchain; };\n",
    );
  });

  test("of what a kept flake.nix has already nothing is said", async () => {
    const crane = makeProject({ "flake.nix": '{\n  inputs.crane.url = "crane";\n}\n' });
    expect((await nif2nix(["init"], { cwd: crane })).stderr).not.toContain("inputs.crane");
    const plain = makeProject({ "flake.nix": "{ }\n" });
    const { stderr } = await nif2nix(["init", "--rust", "rustPlatform"], { cwd: plain });
    expect(stderr).toContain("= pkgs.callPackage ./nix/package.nix { };\n");
    expect(stderr).not.toContain("inputs.crane");
    const whole = makeProject({ "flake.nix": "{ x = ./nix/package.nix; }\n" });
    expect((await nif2nix(["init"], { cwd: whole })).stderr).not.toContain("is yours and was kept");
  });

  test("beside a default.nix it says how that calls the release", async () => {
    const { stderr } = await nif2nix(["init"], { cwd: makeProject({ "default.nix": "{ }\n" }) });
    expect(stderr).toContain(
      "without flakes, in default.nix:\n  pkgs.callPackage ./nix/package.nix { craneLib = import (fetchTarball ",
    );
  });

  test("what belongs to the user is created once and never again", async () => {
    const cwd = makeProject();
    await nif2nix(["init"], { cwd });
    writeFileSync(join(cwd, "flake.nix"), "# mine\n");
    writeFileSync(join(cwd, "nix/package.nix"), "# mine too\n");
    expect((await nif2nix(["init", "--force"], { cwd })).code).toBe(0);
    expect(contents(cwd)).toMatchObject({ "flake.nix": "# mine\n", "nix/package.nix": "# mine too\n" });
  });

  test("--rust and nif2nix.toml choose the builder, the flag wins", async () => {
    const flagged = makeProject();
    await nif2nix(["init", "--rust", "rustPlatform"], { cwd: flagged });
    expect(contents(flagged)["flake.nix"]).not.toContain("crane");
    const configured = makeProject({ "nif2nix.toml": 'rust = "rustPlatform"\n' });
    await nif2nix(["init"], { cwd: configured });
    expect(contents(configured)["flake.nix"]).toBe(contents(flagged)["flake.nix"]);
    await nif2nix(["init", "--rust", "crane", "--project", configured], { cwd: flagged });
    const other = makeProject({ "nif2nix.toml": 'rust = "rustPlatform"\n' });
    await nif2nix(["init", "--rust", "crane"], { cwd: other });
    expect(contents(other)["flake.nix"]).toContain("crane");
  });

  test("--dry-run writes nothing and prints a diff that git can apply", async () => {
    const cwd = makeProject();
    const before = contents(cwd);
    const { code, stdout } = await nif2nix(["init", "--dry-run"], { cwd });
    expect(code).toBe(0);
    expect(contents(cwd)).toEqual(before);
    const applied = spawnSync("git", ["apply", "-"], { cwd, input: stdout, encoding: "utf8" });
    expect(applied.stderr).toBe("");
    const byDiff = contents(cwd);
    const directly = makeProject();
    await nif2nix(["init"], { cwd: directly });
    expect(byDiff).toEqual(contents(directly));
  });
});

describe("generate and check", () => {
  test("generate leaves what belongs to the user alone, check agrees with what it wrote", async () => {
    const cwd = makeProject();
    const generated = await nif2nix(["generate"], { cwd });
    expect(generated.code, generated.stderr).toBe(0);
    expect(Object.keys(contents(cwd))).not.toContain("flake.nix");
    // What makes a release of them is missing: the user's own file, or a flake that takes them.
    const without = await nif2nix(["check"], { cwd });
    expect([without.code, without.stderr]).toEqual([1, expect.stringContaining("`nif2nix init`")]);
    expect(without.stderr).toMatch(/^error\[NN003\] nix\/package\.nix:1:1: .*\n[^]*^1 error; /m);
    writeFileSync(join(cwd, "flake.nix"), "{ outputs = _: import ./nix/nifs.nix; }\n");
    expect(await nif2nix(["check"], { cwd })).toEqual({
      code: 0,
      stdout: "",
      stderr: `nothing to do: ${written.length - 2} generated files are up to date.\n`,
    });
    const forPrograms = await nif2nix(["check", "--format", "github"], { cwd });
    expect(forPrograms).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("check exits 1 where a file is missing, out of date or edited, and writes nothing", async () => {
    const cwd = makeProject();
    const missing = await nif2nix(["check"], { cwd });
    expect(missing.code).toBe(1);
    const first = missing.stderr.split("\n").find((line) => line.startsWith("error[NN003] nix/package.nix:1:1: "));
    for (const path of written.slice(1, 8)) expect(first).toContain(path);
    expect(missing.stderr).toContain("`nif2nix init`");
    expect(Object.keys(contents(cwd))).not.toContain("nix/deps.nix");

    await nif2nix(["init"], { cwd });
    const lock = readFileSync(join(cwd, "mix.lock"), "utf8");
    writeFileSync(join(cwd, "mix.lock"), lock.replaceAll("1.4.5", "1.4.4"));
    const outdated = await nif2nix(["check"], { cwd });
    expect([outdated.code, outdated.stderr]).toEqual([
      1,
      expect.stringMatching(/^error\[NN003\] nix\/deps\.nix:\d+:\d+: .*1\.4\.4/),
    ]);

    writeFileSync(join(cwd, "mix.lock"), lock);
    appendFileSync(join(cwd, "nix/nifs.nix"), "# edited\n");
    const edited = await nif2nix(["check"], { cwd });
    expect([edited.code, edited.stderr]).toEqual([1, expect.stringMatching(/^error\[NN003\] nix\/nifs\.nix:\d+:1: /)]);
    // Without --force `generate` refuses, as the next test shows.
    expect(edited.stderr).toContain("`nif2nix generate --force`");
  });

  test("generate does not overwrite an edit without --force", async () => {
    const cwd = makeProject();
    await nif2nix(["generate"], { cwd });
    const good = contents(cwd);
    appendFileSync(join(cwd, "nix/nifs.nix"), "# edited\n");
    const refused = await nif2nix(["generate"], { cwd });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("error[NN601] nix/nifs.nix:")]);
    expect((await nif2nix(["generate", "--force"], { cwd })).code).toBe(0);
    expect(contents(cwd)).toEqual(good);
  });

  test("--format json says what was done to each file", async () => {
    const cwd = makeProject();
    const { stdout, stderr } = await nif2nix(["generate", "--format", "json"], { cwd });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      files: written.slice(2).map((path) => ({ path, action: "create" })),
      diagnostics: [],
    });
  });

  test("a project is named by --project or as the argument", async () => {
    const [one, two] = [makeProject(), makeProject()];
    const cwd = temporaryFolder();
    expect((await nif2nix(["generate", "--project", one], { cwd })).code).toBe(0);
    expect((await nif2nix(["generate", two], { cwd })).code).toBe(0);
    expect(contents(one)["nix/deps.nix"]).toBe(contents(two)["nix/deps.nix"]);
  });
});

test("help is --help, and a value that a flag does not take is told with the flag", async () => {
  const cwd = makeProject();
  expect(await nif2nix(["help", "check"], { cwd })).toEqual(await nif2nix(["check", "--help"], { cwd }));
  expect(await nif2nix(["help"], { cwd })).toEqual(await nif2nix(["--help"], { cwd }));
  expect((await nif2nix(["init", "--rust", "nix"], { cwd })).stderr).toMatch(/^--rust .*crane.*"nix"$/m);
  expect((await nif2nix(["-V"], { cwd })).stdout).toBe((await nif2nix(["--version"], { cwd })).stdout);
});

describe("scan", () => {
  const schema = JSON.parse(readFileSync(join(repository, "docs/scan.schema.json"), "utf8")) as object;

  test.each(["examples/hello_nif", "examples/article/app"])("of %s fits the published schema", async (project) => {
    const { code, stdout } = await nif2nix(["scan", project, "--format", "json"], { cwd: repository });
    expect(code).toBe(0);
    expect(validate(schema, JSON.parse(stdout))).toEqual([]);
    expect(stdout).not.toContain(repository);
  });

  test("of the article's project: two NIFs of a workspace outside of the Mix project, through a macro", async () => {
    const { stdout } = await nif2nix(["scan", "examples/article/app", "--format", "json"], { cwd: repository });
    expect(JSON.parse(stdout)).toMatchObject({
      project: { app: "my_app", umbrella: false },
      nifs: [
        { module: "MyApp.Native", crate: "mycrate", manifest: "../mycrate/Cargo.toml", cargoLock: "../Cargo.lock" },
        { module: "MyApp.Text", crate: "textcrate", manifest: "../textcrate/Cargo.toml", cargoLock: "../Cargo.lock" },
      ],
    });
  });

  test("what could be read is printed even where there are errors", async () => {
    const cwd = makeProject({ native: null });
    const { code, stdout } = await nif2nix(["scan", "--format", "json"], { cwd });
    expect(code).toBe(2);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ nifs: [{ module: "HelloNif" }], diagnostics: [{ code: "NN305" }] });
    expect(validate(schema, document)).toEqual([]);
  });
});

describe("findings for programs", () => {
  const project = (changes: Readonly<Record<string, string | null>> = {}): { repository: string; cwd: string } => {
    const repository = temporaryFolder();
    mkdirSync(join(repository, ".git"));
    writeFileSync(join(repository, ".git/HEAD"), "ref: refs/heads/main\n");
    const cwd = join(repository, "services/hello nif");
    cpSync(makeProject({ native: null, ...changes }), cwd, { recursive: true });
    return { repository, cwd };
  };

  test("github: paths start at the repository, or the annotation lands nowhere", async () => {
    const { code, stdout } = await nif2nix(["check", "--format", "github"], { cwd: project().cwd });
    expect([code, stdout]).toEqual([2, expect.stringContaining("file=services/hello nif/lib/hello_nif.ex,line=4,")]);
  });

  test("sarif: paths start at the repository, which is named as their base", async () => {
    const { stdout } = await nif2nix(["check", "--format", "sarif"], { cwd: project().cwd });
    const [run] = JSON.parse(stdout).runs;
    const location = run.results[0].locations[0].physicalLocation.artifactLocation;
    expect(location).toEqual({ uri: "services/hello%20nif/lib/hello_nif.ex", uriBaseId: "%SRCROOT%" });
    expect(Object.keys(run.originalUriBaseIds)).toContain(location.uriBaseId);
  });

  test("settings, and a project without a repository", async () => {
    const lock = project({ "nif2nix.toml": "nonsense = 1\n" });
    const settings = await nif2nix(["check", "--format", "github"], { cwd: lock.cwd });
    expect(settings.stdout).toContain("file=services/hello nif/nif2nix.toml,line=1,");
    const alone = await nif2nix(["check", "--format", "github"], { cwd: makeProject({ native: null }) });
    expect(alone.stdout).toContain("file=lib/hello_nif.ex,");
  });

  test("text and json keep paths of the project, where the command runs", async () => {
    const { cwd } = project();
    const { stderr } = await nif2nix(["check"], { cwd });
    expect(stderr).toContain("error[NN305] lib/hello_nif.ex:4:");
    const { stdout } = await nif2nix(["check", "--format", "json"], { cwd });
    expect(JSON.parse(stdout).diagnostics[0].file).toBe("lib/hello_nif.ex");
  });
});

describe("deps", () => {
  test("prints everything that a lock holds, and reads nothing else", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "mix.lock"), readFileSync(join(repository, "examples/hello_nif/mix.lock")));
    const { code, stdout, stderr } = await nif2nix(["deps"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect([...stdout.matchAll(/pkg = "(\w+)"/g)].map((match) => match[1])).toEqual(["jason", "rustler", "toml"]);
    expect(stdout).toContain("overrides ? _final: _prev: { }");
    expect((await nif2nix(["deps", join(cwd, "mix.lock")], { cwd: repository })).stdout).toBe(stdout);
  });

  test("without a lock: a finding, exit code 2", async () => {
    const { code, stderr } = await nif2nix(["deps"], { cwd: temporaryFolder() });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(said("no-lock-file", "mix.lock:1:1", { file: "mix.lock" })),
    ]);
  });
});

describe("explain", () => {
  test.each(["NN001", "nn001", "1", "not-a-mix-project"])("%s prints the page", async (asked) => {
    const { code, stdout } = await nif2nix(["explain", asked], { cwd: repository });
    expect([code, stdout]).toEqual([0, readFileSync(join(repository, "docs/codes/NN001.md"), "utf8")]);
  });

  test("every code has a page to print", async () => {
    for (const { number } of Object.values(codes)) {
      const { code, stdout } = await nif2nix(["explain", number], { cwd: repository });
      expect([number, code, stdout.startsWith(`# ${number} `)]).toEqual([number, 0, true]);
    }
  });

  test("an unknown code: the nearest one, exit code 2", async () => {
    const { code, stdout, stderr } = await nif2nix(["explain", "NN0O1"], { cwd: repository });
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining("did you mean NN001?")]);
  });
});

describe("build", () => {
  test("without a flake there is nothing to build", async () => {
    const { code, stderr } = await nif2nix(["build"], { cwd: makeProject() });
    expect([code, stderr]).toEqual([2, expect.stringContaining("error[NN004] flake.nix:1:1")]);
  });
});

describe("usage", () => {
  test.each([
    [["genrate"], "did you mean"],
    [["scan", "--fromat", "json"], "did you mean --format"],
    [["scan", "--format", "yaml"], "yaml"],
    [["completion", "powershell"], "bash, zsh, fish"],
  ])("%j exits with 2 and says what is wrong", async (argv, said) => {
    const { code, stdout, stderr } = await nif2nix(argv, { cwd: repository });
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(said)]);
  });

  test("--help goes to standard output and names every command", async () => {
    const { code, stdout } = await nif2nix(["--help"], { cwd: repository });
    expect(code).toBe(0);
    for (const name of ["init", "generate", "check", "scan", "deps", "build", "doctor", "explain", "completion"])
      expect(stdout).toContain(`nif2nix ${name}`);
  });

  test("--color and NO_COLOR are obeyed", async () => {
    const cwd = temporaryFolder();
    const coloured = async (argv: string[], env: Record<string, string>, terminal: boolean) =>
      (await nif2nix(["scan", ...argv], { cwd, env, terminal })).stderr.includes("\u001b[");
    expect(await coloured([], {}, true)).toBe(true);
    expect(await coloured([], {}, false)).toBe(false);
    expect(await coloured([], { NO_COLOR: "1" }, true)).toBe(false);
    expect(await coloured([], { FORCE_COLOR: "1" }, false)).toBe(true);
    expect(await coloured(["--color", "always"], { NO_COLOR: "1" }, false)).toBe(true);
    expect(await coloured(["--color=never"], { FORCE_COLOR: "1" }, true)).toBe(false);
  });
});
