import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Diagnostic, FatalDiagnostic, type Generation, generate, hasErrors } from "../../src/index.ts";
import { temporaryFolder } from "../cli/support/project.ts";
import { hasNix } from "../nix/nix.ts";
import { hasNixfmt, unformatted } from "../nix/nixfmt.ts";
import { checkOut, goldenProjects } from "../projects/support.ts";

const names = readdirSync(goldenProjects, { withFileTypes: true }).flatMap((each) =>
  each.isDirectory() ? [each.name] : [],
);
const src = "github:acme/app/v0.1.0";

/** Golden projects of which nothing can be a package, and why; every other one is written and evaluates. */
const refused: Readonly<Record<string, string>> = {
  assets_bun: "not-for-nixpkgs",
  assets_npm: "not-for-nixpkgs",
  assets_pnpm: "not-for-nixpkgs",
  assets_yarn: "not-for-nixpkgs",
  build_and_run: "not-for-nixpkgs",
  elixir_make_source: "not-for-nixpkgs",
  dependencies_together: "not-for-nixpkgs",
  front_end: "not-for-nixpkgs",
  front_end_beside: "not-for-nixpkgs",
  git_dependencies: "not-for-nixpkgs",
  missing_crate: "nif-crate-missing",
  missing_sources: "not-for-nixpkgs, source-missing",
  misspelt_settings: "settings-unknown-key, settings-wrong-value",
  mix_env_wanted: "project-app-unknown",
  outdated_lock: "dependency-not-locked, lock-out-of-date",
  phoenix: "not-for-nixpkgs",
  precompiled_old: "force-not-known",
  precompiled_published: "not-for-nixpkgs",
  precompiled_unpublished: "own-artifacts-unknown",
  private_hex: "not-for-nixpkgs",
  read_beside: "not-for-nixpkgs",
  syntax_errors: "lock-syntax",
  toolchain_file: "not-for-nixpkgs",
  umbrella_without_releases: "not-for-nixpkgs",
  unknown_values: "nif-option-unknown, project-version-invalid",
  unlocked_crate: "cargo-lock-missing",
};

/** Modules whose library is another crate on each system: a package has no form for these, and is written without. */
const leftOut: Readonly<Record<string, string>> = { features_by_system: "lib/by_system/clock.ex" };

async function packaged(
  name: string,
  without?: string,
  change?: (project: string) => void,
): Promise<Pick<Generation, "files" | "diagnostics">> {
  const home = temporaryFolder();
  const env = { HOME: home, HEX_HOME: home };
  const { project, mixEnv } = checkOut(name);
  if (without !== undefined) rmSync(join(project, without));
  change?.(project);
  const run = {
    project,
    offline: true,
    env,
    style: "nixpkgs",
    src,
    ...(mixEnv === undefined ? {} : { mixEnv }),
  } as const;
  return generate(run).catch((error: unknown) => {
    if (!(error instanceof FatalDiagnostic)) throw error;
    return { files: [], diagnostics: [error.diagnostic] };
  });
}

const reasons = (diagnostics: readonly Diagnostic[]): string =>
  [...new Set(diagnostics.flatMap((each) => (hasErrors([each]) ? [each.code] : [])))].toSorted().join(", ");

describe.skipIf(!hasNix)("every golden project as a package of nixpkgs", () => {
  let folder: string;
  let set: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "nif2nix-set-"));
    set = join(folder, "pkgs");
    cpSync(join(goldenProjects, "../pkgs"), set, { recursive: true });
    const machine = {
      release: "unstable",
      tools: "none",
      erlang: { version: "27", root: "/usr/lib/erlang" },
      elixir: { version: "1.18.4", root: "/usr/lib/elixir" },
      tailwindcss: "",
      node: { root: "/usr" },
      rust: { version: "1.95.0", toolchain: "/usr" },
    };
    writeFileSync(join(set, "machine.json"), JSON.stringify(machine));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(names)("%s", async (name) => {
    const { files, diagnostics } = await packaged(name, leftOut[name]);
    expect(reasons(diagnostics)).toBe(refused[name] ?? "");
    if (files.length === 0) return;
    expect(files.map(({ path, ownership }) => `${path.replace(/.*\//, "")}: ${ownership}`)).toEqual([
      "package.nix: user",
      "deps.nix: generated",
    ]);
    expect(hasNixfmt ? unformatted(files.map(({ text }) => text)) : []).toEqual([]);
    const target = temporaryFolder();
    for (const { path, text } of files) {
      mkdirSync(dirname(join(target, path)), { recursive: true });
      writeFileSync(join(target, path), text);
    }
    const expression = `let
        pkgs = import ${set} { };
        file = import ${join(target, files[0]?.path ?? "")};
        # The stand-in has few of the packages that recipes name.
        others = pkgs.lib.genAttrs (builtins.attrNames (builtins.functionArgs file)) (name: pkgs.runCommand name { } "");
        package = pkgs.lib.callPackageWith (others // pkgs) file { };
      in [ package.drvPath (package.updateScript or "") (package.override { }).drvPath ]`;
    const evaluated = execFileSync(
      "nix-instantiate",
      [
        "--eval",
        "--strict",
        "--json",
        "--readonly-mode",
        "--option",
        "allow-import-from-derivation",
        "false",
        "-E",
        expression,
      ],
      { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NIX_PATH: "" } },
    );
    expect(JSON.parse(evaluated)[0]).toMatch(/\.drv$/);
  });
});

test("what cargo is told is a choice by the system, and another crate on each is refused", async () => {
  expect(reasons((await packaged("features_by_system")).diagnostics)).toBe("not-for-nixpkgs");
  const { files } = await packaged("features_by_system", leftOut["features_by_system"]);
  const text = (files[0]?.text ?? "").replaceAll(/\s+/g, " ");
  expect(text).toContain('++ lib.optionals stdenv.hostPlatform.isDarwin [ "metal" ];');
  expect(text).toContain("buildNoDefaultFeatures = stdenv.hostPlatform.isAarch64;");
  expect(text).toContain('// lib.optionalAttrs stdenv.hostPlatform.isLinux { VECTOR_LEVEL = "3"; };');
});

test("what runs in a build is among its inputs, which are the build machine's", async () => {
  const text = ((await packaged("assets_esbuild")).files[0]?.text ?? "").replaceAll(/\s+/g, " ");
  expect(text).toContain("nativeBuildInputs = [ esbuild ];");
  expect(text).toContain('Application.put_env(:esbuild, :path, System.find_executable("esbuild"), persistent: true)');
});

test("programs of the release are put into PATH where no release of nixpkgs replaces it", async () => {
  const { files } = await packaged("plain", undefined, (project) =>
    writeFileSync(join(project, "nif2nix.toml"), '[run]\npath = ["ffmpeg"]\n'),
  );
  const text = files[0]?.text ?? "";
  expect(text).toMatch(
    /preFixup = ''\n[^]*--prefix PATH : \$\{lib\.makeBinPath \[ ffmpeg \]\}[^]*postFixupHooks\+=\(wrapInRunPath\)/,
  );
  expect(text).not.toContain("postFixup =");
});

test("tools that an alias `release` runs are found by `mix release`", async () => {
  const { files } = await packaged("assets_esbuild", undefined, (project) => {
    const text = readFileSync(join(project, "mix.exs"), "utf8");
    const aliased = text.replace(/"assets\.deploy": \[/, 'release: ["release", ');
    expect(aliased).not.toBe(text);
    writeFileSync(join(project, "mix.exs"), aliased);
  });
  const text = files[0]?.text ?? "";
  expect(text).toMatch(/preInstall = ''\n\s+mix\(\) \{\n\s+elixir -e '[^]*System\.argv\(\)\)\n\s+' -- "\$@"\n\s+\}/);
  expect(text).toContain("nativeBuildInputs = [ esbuild ];");
  expect(text).not.toContain("postBuild");
});
