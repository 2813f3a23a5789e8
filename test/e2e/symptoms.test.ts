import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainLog } from "../../src/build/explain-log.ts";
import { linesOf } from "../../src/build/log/clean-line.ts";
import { codes } from "../../src/diagnostics/codes.ts";
import { generate } from "../../src/index.ts";
import { logText } from "../build/logs.ts";
import { makeProject } from "../cli/support/project.ts";
import { nif2nix } from "../cli/support/run.ts";
import { checkOut } from "../projects/support.ts";
import { changedRelease, compileLibrary, librarySource, makeRelease } from "../release/base-release.ts";

/**
 * The eighteen ways in which builds of NIFs fail, each seeded, and each caught before anything is deployed. A door is where it is
 * caught:
 *
 * - finding: nif2nix reads the project, and says it with a code;
 * - generated: what is written keeps it from happening;
 * - build: the program whose error it is runs, and its log is explained by a page;
 * - recorded: the same with a log from test/build/logs, where the program cannot be had here;
 * - release: a real release is made that has it, and the release check stops with the page;
 * - inspect: the library's file is judged.
 */
type Door =
  | {
      readonly door: "finding";
      readonly code: string;
      readonly in: string | Readonly<Record<string, string | null>>;
      readonly rust?: "nixpkgs";
    }
  | { readonly door: "generated"; readonly in: string; readonly text: string }
  | { readonly door: "build"; readonly page: string; readonly run: (folder: string) => string }
  | { readonly door: "recorded"; readonly page: string; readonly log?: string }
  | {
      readonly door: "release";
      readonly page: string;
      readonly change: (release: string) => void;
      readonly cause: RegExp;
    }
  | { readonly door: "inspect"; readonly code: string; readonly library: (file: string) => void };

const scripts = resolve(import.meta.dirname, "../../src/emit/library");
const programs = ["check-libraries.erl", "check-configuration.erl"].map((program) => join(scripts, program));
let base: string;

beforeAll(() => {
  base = makeRelease();
}, 300_000);

afterAll(() => rmSync(base, { recursive: true, force: true }), 60_000);

/** What a program says that fails. @param env in place of the machine's, PATH apart. */
function failing(
  folder: string,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string {
  const ran = spawnSync(program, args, {
    cwd: folder,
    encoding: "utf8",
    input: "",
    env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C.UTF-8", HOME: folder, MIX_ENV: "prod", ...rustHome(), ...env },
  });
  if (ran.error !== undefined) throw ran.error;
  expect(ran.status, ran.stdout + ran.stderr).not.toBe(0);
  return ran.stdout + ran.stderr;
}

/** Where rustup keeps cargo, which the home of a test does not have. */
function rustHome(): Readonly<Record<string, string>> {
  const home = process.env["HOME"] ?? "";
  return { RUSTUP_HOME: process.env["RUSTUP_HOME"] ?? join(home, ".rustup"), CARGO_NET_RETRY: "0" };
}

function files(folder: string, texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const mixExs = (project: string, deps = ""): string => `defmodule MyApp.MixProject do
  use Mix.Project
  def project, do: [app: :my_app, version: "0.1.0", elixir: "~> 1.0", deps: [${deps}]${project}]
end
`;

function mix(folder: string, project: string, deps = "", env: Readonly<Record<string, string>> = {}): string {
  files(folder, { "mix.exs": mixExs(project, deps), "lib/my_app.ex": "defmodule MyApp do\nend\n" });
  return failing(folder, "mix", ["compile"], env);
}

function cargo(folder: string, manifest: string, args: readonly string[] = [], lock?: string): string {
  files(folder, {
    "Cargo.toml": `[package]\nname = "my_nif"\nversion = "0.1.0"\nedition = "2021"\n${manifest}\n`,
    "src/lib.rs": "",
    ...(lock === undefined ? {} : { "Cargo.lock": lock }),
  });
  return failing(folder, "cargo", ["build", "--offline", ...args]);
}

const musl = (file: string): void => compileLibrary(file, librarySource(), ["musl-gcc"]);
const library = (release: string): string => join(release, "lib/p-0.1.0/priv/p_nif.so");
const symptoms: Readonly<Record<string, readonly Door[]>> = {
  "1. a published library cannot be downloaded": [
    { door: "finding", code: "own-artifacts-unknown", in: "precompiled_unpublished" },
    { door: "recorded", page: "precompiled-nif-download" },
  ],
  "2. Rustler is needed to force the build": [
    {
      door: "finding",
      code: "rustler-missing-for-force",
      in: {
        "mix.exs": mixExs("", '{:rustler_precompiled, "~> 0.8"}'),
        "mix.lock": `%{\n  "rustler_precompiled": {:hex, :rustler_precompiled, "0.8.4", "${"a".repeat(64)}", [:mix], [{:rustler, "~> 0.23", [hex: :rustler, repo: "hexpm", optional: true]}], "hexpm", "${"b".repeat(64)}"},\n}\n`,
        "lib/native.ex":
          'defmodule MyApp.Native do\n  use RustlerPrecompiled, otp_app: :my_app, crate: "hello_nif", base_url: "https://example.com", version: "0.1.0", force_build: true\nend\n',
        "lib/hello_nif.ex": null,
      },
    },
    { door: "recorded", page: "rustler-needed-to-force-build" },
  ],
  "3. cargo metadata failed": [
    {
      door: "finding",
      code: "nif-uncertain",
      in: {
        "lib/maybe.ex":
          'if Elsewhere.native?() do\n  defmodule Maybe do\n    use Rustler, otp_app: :hello_nif, crate: "hello_nif"\n  end\nend\n',
      },
    },
    {
      door: "build",
      page: "cargo-metadata-failed",
      run: (folder) => {
        // Rustler.Compiler.Config runs cargo in this way.
        const metadata = 'System.cmd("cargo", ["metadata", "--format-version=1"], cd: ".")';
        return failing(folder, "elixir", ["-e", `System.put_env("PATH", "/nowhere"); ${metadata}`]);
      },
    },
  ],
  "4. cargo cannot resolve a host": [
    {
      door: "build",
      page: "cargo-could-not-resolve-host",
      run: (folder) => {
        files(folder, {
          "Cargo.toml":
            '[package]\nname = "my_nif"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nlibc = "0.2"\n',
          "src/lib.rs": "",
        });
        const apart = process.getuid?.() === 0 ? ["-n"] : ["-rn"];
        return failing(folder, "unshare", [...apart, "cargo", "build"], { CARGO_HOME: join(folder, "home") });
      },
    },
  ],
  "5. the library has another name than the one that is loaded": [
    {
      door: "release",
      page: "nif-library-not-found",
      change: (release) => renameSync(library(release), join(dirname(library(release)), "libp_nif.so")),
      cause: /p_nif\.so: cannot open shared object file/,
    },
  ],
  "6. on macOS the library is called .dylib": [
    { door: "generated", in: "hello_nif", text: "sharedLibrary" },
    { door: "recorded", page: "nif-library-dylib" },
  ],
  "7. a crate from git has no hash": [
    { door: "generated", in: "settings", text: "allowBuiltinFetchGit = true" },
    { door: "recorded", page: "cargo-git-hash-missing" },
  ],
  "8. configuration differs from what was compiled": [
    {
      door: "release",
      page: "compile-env-differs",
      change: (release) =>
        writeFileSync(join(release, "releases/0.1.0/runtime.exs"), "import Config\nconfig :p, mode: :changed\n"),
      cause: /different value set for key :mode/,
    },
  ],
  "9. there is no home to keep a cache in": [
    {
      door: "build",
      page: "make-cache-folder",
      run: (folder) =>
        failing(folder, "elixir", ["-e", 'File.mkdir_p!(Path.join(System.user_home!(), ".cache/elixir_make"))'], {
          HOME: "/proc/homeless",
        }),
    },
  ],
  "10. elixir_make is not there": [
    {
      door: "build",
      page: "elixir-make-missing",
      run: (folder) => mix(folder, ", compilers: [:elixir_make | Mix.compilers()]"),
    },
  ],
  "11. a dependency is not placed": [
    {
      door: "finding",
      code: "dependency-not-locked",
      in: {
        "mix.exs": mixExs(
          "",
          '{:rustler, "~> 0.36"}, {:heroicons, git: "https://example.com/heroicons.git", app: false, compile: false}',
        ),
      },
    },
    {
      door: "build",
      page: "unchecked-dependencies",
      run: (folder) =>
        mix(folder, "", '{:heroicons, git: "https://example.com/heroicons.git", app: false, compile: false}'),
    },
  ],
  "12. Mix wants Hex": [
    {
      door: "build",
      page: "hex-missing",
      run: (folder) => mix(folder, "", '{:jason, "~> 1.4"}', { MIX_HOME: join(folder, "none"), MIX_PATH: "" }),
    },
  ],
  "13. an old RustlerPrecompiled wants to write into the home": [
    { door: "generated", in: "precompiled_old", text: 'export HOME="' },
    { door: "recorded", page: "precompiled-write-metadata" },
  ],
  "14. the lock moved on, the Nix files did not": [
    {
      door: "build",
      page: "hash-mismatch",
      run: (folder) => {
        const derivation = `derivation { name = "jason-1.4.5.tar"; system = "builtin"; builder = "builtin:fetchurl"; url = "file://${folder}/jason.tar"; outputHashMode = "flat"; outputHashAlgo = "sha256"; outputHash = "${"0".repeat(64)}"; }`;
        files(folder, { "default.nix": derivation, "jason.tar": "moved on" });
        const settings = { "build-users-group": "", substitute: "false", sandbox: "false" };
        const options = Object.entries(settings).flatMap(([name, value]) => ["--option", name, value]);
        return failing(folder, "nix-build", ["--no-out-link", ...options]);
      },
    },
    { door: "finding", code: "out-of-date", in: "moved-on" },
  ],
  "15. a library for musl in a BEAM of glibc": [
    {
      door: "release",
      page: "musl-library-in-glibc",
      change: (release) => musl(library(release)),
      cause: /libc\.so: invalid ELF header/,
    },
    { door: "inspect", code: "library-other-libc", library: musl },
  ],
  "16. rustc is too old": [
    { door: "build", page: "rustc-too-old", run: (folder) => cargo(folder, 'rust-version = "1.999"') },
  ],
  "17. the lock is newer than cargo": [
    { door: "finding", code: "cargo-lock-too-new", in: { "native/hello_nif/Cargo.lock": "version = 99\n" } },
    { door: "build", page: "cargo-lock-version", run: (folder) => cargo(folder, "", [], "version = 99\n") },
    { door: "recorded", page: "cargo-lock-version" },
  ],
  "18. a feature that the crate does not have": [
    {
      door: "finding",
      code: "feature-unknown",
      in: {
        "lib/hello_nif.ex":
          'defmodule HelloNif do\n  use Rustler, otp_app: :hello_nif, crate: "hello_nif", features: ["nope"]\nend\n',
      },
    },
    { door: "build", page: "cargo-feature-missing", run: (folder) => cargo(folder, "", ["--features", "nope"]) },
  ],
};

const said = (log: string) => explainLog(linesOf(log)).explanation;

describe.each(Object.entries(symptoms))("%s", (_, doors) => {
  test.each(doors)("$door", async (door) => {
    switch (door.door) {
      case "finding": {
        expect(Object.keys(codes)).toContain(door.code);
        if (door.in === "moved-on") return expect(await movedOn()).toContain(codes["out-of-date"].number);
        const project = typeof door.in === "string" ? checkOut(door.in) : { project: makeProject(door.in) };
        const { diagnostics } = await generate({ ...project, offline: true, env: {} });
        expect(diagnostics.map(({ code }) => code)).toContain(door.code);
        return;
      }
      case "generated": {
        const { files: written } = await generate({ ...checkOut(door.in), offline: true, env: {} });
        expect(written.some(({ text }) => text.includes(door.text))).toBe(true);
        return;
      }
      case "recorded":
        expect(said(logText(`known/${door.log ?? door.page}`))?.failure.name).toBe(door.page);
        return;
      case "build": {
        const folder = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-symptom-")));
        try {
          const log = door.run(folder);
          expect(said(log)?.failure.name, log).toBe(door.page);
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
        return;
      }
      case "release": {
        const release = changedRelease(base, `${door.page} seeded`, door.change);
        const { status, stdout } = spawnSync("sh", [join(scripts, "check-release.sh"), release, ...programs], {
          encoding: "utf8",
        });
        const last = stdout.trimEnd().split("\n").at(-1) ?? "";
        expect(status, stdout).toBe(1);
        expect(last).toMatch(door.cause);
        expect(last).toContain(`; explained by: nif2nix explain ${door.page}`);
        return;
      }
      case "inspect": {
        const release = changedRelease(base, `${door.code} inspected`, (folder) => door.library(library(folder)));
        const { code, stdout } = await nif2nix(["inspect", release, "--format", "json"], { cwd: base });
        expect([code, stdout]).toEqual([1, expect.stringContaining(codes[door.code as keyof typeof codes].number)]);
      }
    }
  });
});

async function movedOn(): Promise<readonly string[]> {
  const cwd = makeProject();
  expect((await nif2nix(["init", "--yes", "--offline"], { cwd })).code).toBe(0);
  const lock = join(cwd, "mix.lock");
  writeFileSync(lock, readFileSync(lock, "utf8").replace(/"[0-9a-f]{64}"\},\n/, `"${"c".repeat(64)}"},\n`));
  const { code, stdout } = await nif2nix(["check", "--offline", "--format", "json"], { cwd });
  expect(code).toBe(1);
  return (JSON.parse(stdout) as { diagnostics: readonly { code: string }[] }).diagnostics.map(({ code: each }) => each);
}

test("all eighteen are there, and none is only recorded without something that keeps it from happening", () => {
  expect(Object.keys(symptoms).map((title) => Number.parseInt(title, 10))).toEqual(
    Array.from({ length: 18 }, (_, at) => at + 1),
  );
  for (const [title, doors] of Object.entries(symptoms))
    expect([title, doors.some(({ door }) => door !== "recorded")]).toEqual([title, true]);
});
