import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainLog } from "../../src/build/explain-log.ts";
import { linesOf } from "../../src/build/log/clean-line.ts";
import { checkRelease } from "../../src/release/check-release.ts";
import { changedRelease, compileLibrary, librarySource, makeRelease } from "./base-release.ts";

const scripts = resolve(import.meta.dirname, "../../src/emit/library");
const programs = ["check-libraries.erl", "check-configuration.erl"].map((program) => join(scripts, program));
let base: string;

beforeAll(() => {
  base = makeRelease();
}, 300_000);

afterAll(() => rmSync(base, { recursive: true, force: true }), 60_000);

interface Checked {
  readonly code: number | null;
  readonly report: string;
  readonly last: string;
}

function check(release: string, env: Readonly<Record<string, string>> = {}): Checked {
  const { status, stdout, stderr } = spawnSync("sh", [join(scripts, "check-release.sh"), release, ...programs], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  return { code: status, report: stdout + stderr, last: stdout.trimEnd().split("\n").at(-1) ?? "" };
}

const library = (release: string): string => join(release, "lib/p-0.1.0/priv/p_nif.so");
const version = (release: string, file: string): string => join(release, "releases/0.1.0", file);
const ebin = (release: string): string => join(release, "lib/p-0.1.0/ebin");

function edit(file: string, change: (text: string) => string): void {
  const text = readFileSync(file, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`nothing was changed in ${file}`);
  writeFileSync(file, changed);
}

const runtime = (text: string) => (release: string) =>
  writeFileSync(version(release, "runtime.exs"), `import Config\n${text}\n`);

describe("a dead release is called dead, with the reason in the last line", () => {
  test.each<[string, (release: string) => void, RegExp]>([
    [
      "its library is missing",
      (release) => rmSync(library(release)),
      /^DEAD: P\.Nif: .*p_nif\.so: cannot open shared object file/,
    ],
    [
      "its library was made for musl",
      (release) => compileLibrary(library(release), librarySource(), ["musl-gcc"]),
      /^DEAD: P\.Nif: .*libc\.so: invalid ELF header.*explain musl-library-in-glibc$/,
    ],
    [
      "its library is for another machine",
      (release) => {
        const bytes = readFileSync(library(release));
        // e_machine of an ELF header: 183 is aarch64 (elf(5)).
        bytes.writeUInt16LE(183, 18);
        writeFileSync(library(release), bytes);
      },
      /^DEAD: P\.Nif: .*p_nif\.so: cannot open shared object file|^DEAD: P\.Nif: .*wrong ELF|^DEAD: P\.Nif: .*Failed to load/,
    ],
    [
      "its library has no nif_init",
      (release) => compileLibrary(library(release), librarySource().replace("nif_init", "p_nif_init")),
      /^DEAD: P\.Nif: .*nif_init/,
    ],
    [
      "its library is of another module",
      (release) => compileLibrary(library(release), librarySource({ module: "Elixir.P.Other" })),
      /^DEAD: P\.Nif: .*P\.Other/,
    ],
    [
      "its library wants a newer BEAM",
      (release) => compileLibrary(library(release), librarySource({ minor: "99" })),
      /^DEAD: P\.Nif: .*use a newer erts/,
    ],
    [
      "its library needs another that is not there",
      (release) => {
        compileLibrary(join(base, "libnot_here.so"), "int not_here(void) { return 1; }");
        const more = "extern int not_here(void); int use(void) { return not_here(); }";
        const link = ["cc", `-L${base}`];
        compileLibrary(library(release), librarySource({ more }), [...link, "-Wl,--no-as-needed", "-lnot_here"]);
      },
      /^DEAD: P\.Nif: .*libnot_here\.so: cannot open shared object file/,
    ],
    [
      "its library ends the whole BEAM",
      (release) => {
        const more = "#include <stdlib.h>\n__attribute__((constructor)) static void start(void) { abort(); }";
        compileLibrary(library(release), librarySource({ more }));
      },
      /^DEAD: P\.Nif ends the BEAM when its library is loaded/,
    ],
    [
      "its library ends the whole BEAM, as if all were well",
      (release) => {
        const more = "#include <stdlib.h>\n__attribute__((constructor)) static void start(void) { _Exit(0); }";
        compileLibrary(library(release), librarySource({ more }));
      },
      /^DEAD: P\.Nif ends the BEAM when its library is loaded/,
    ],
    [
      "a value that was read while compiling is another one at start",
      runtime("config :p, mode: :changed"),
      /^DEAD: .*different value set for key :mode.*explain compile-env-differs$/,
    ],
    [
      "the same, beside secrets that are not here",
      runtime('config :p, secret: System.fetch_env!("A") <> System.fetch_env!("B"), mode: :changed'),
      /^DEAD: .*different value set for key :mode/,
    ],
    [
      "the same, where a value has to be a number",
      runtime('config :p, pool: System.fetch_env!("POOL") |> String.to_integer(), mode: :changed'),
      /^DEAD: .*different value set for key :mode/,
    ],
    [
      "the same, where Elixir answers with an error, as it does since 1.15",
      (release) => {
        runtime("config :p, mode: :changed")(release);
        const elixir = readdirSync(join(release, "lib")).find((name) => name.startsWith("elixir-")) ?? "";
        const file = join(release, "lib", elixir, "ebin/Elixir.Config.Provider.beam");
        // The module with the answer of Elixir 1.18's (lib/elixir/lib/config/provider.ex).
        const provider = `defmodule Config.Provider do
          def boot, do: :skip
          def boot(_, _), do: :skip
          def validate_compile_env([{app, [key], compiled}]) do
            at_start = Application.fetch_env(app, key)
            if at_start == compiled, do: :ok, else: {:error, "the application #{inspect(app)} has a different value set for key #{inspect(key)} during runtime compared to compile time."}
          end
        end`;
        const program = `Code.put_compiler_option(:ignore_module_conflict, true)
          [text, file] = System.argv()
          [{_, beam} | _] = Code.compile_string(text)
          File.write!(file, beam)`;
        const made = spawnSync("elixir", ["-e", program, provider, file], { encoding: "utf8" });
        if (made.status !== 0) throw new Error(made.stderr);
      },
      /^DEAD: compile_env: .*different value set for key :mode.*explain compile-env-differs$/,
    ],
    [
      "sys.config is no configuration",
      (release) => writeFileSync(version(release, "sys.config"), "[{p, \n"),
      /^DEAD: /,
    ],
    [
      "vm.args has a switch that there is not",
      (release) => writeFileSync(version(release, "vm.args"), "+foobar\n"),
      /^DEAD: bin\/p start: /,
    ],
    [
      "the code of a module is cut off",
      (release) => writeFileSync(join(ebin(release), "Elixir.P.beam"), "FOR1"),
      /^DEAD: /,
    ],
    ["a module is not there", (release) => rmSync(join(ebin(release), "Elixir.P.beam")), /^DEAD: .*P/],
    [
      "an application is not there",
      (release) =>
        rmSync(
          join(release, "lib", readdirSync(join(release, "lib")).find((name) => name.startsWith("logger-")) ?? ""),
          { recursive: true },
        ),
      /^DEAD: /,
    ],
    [
      "its start script is no script",
      (release) => edit(join(release, "bin/p"), (text) => text.replace("set -e", "set -e\nexit 3")),
      /^DEAD: bin\/p start/,
    ],
  ])("%s", (name, change, last) => {
    const checked = check(changedRelease(base, name, change));
    expect(checked.last, checked.report).toMatch(last);
    expect(checked.code).toBe(1);
    // The page that it names is the one that the same words lead to in a log.
    const { explanation } = explainLog(linesOf(checked.report));
    const page = /; explained by: nif2nix explain ([\w-]+)$/.exec(checked.last)?.[1];
    expect(page, checked.report).toBe(explanation?.failure.name);
  });
});

describe("a sound release stays alive", () => {
  test.each<[string, (release: string) => void, RegExp]>([
    ["as it was made: its own start would raise, and is not run", () => {}, /^ALIVE$/],
    [
      "it wants no configuration at start",
      (release) => {
        rmSync(version(release, "runtime.exs"));
        edit(version(release, "sys.config"), (text) => text.replace(/,\{elixir,.*\}\]\./s, "]."));
      },
      /^ALIVE$/,
    ],
    [
      "a secret of each kind",
      runtime(`
config :p,
  number: String.to_integer(System.fetch_env!("N")),
  text: System.fetch_env!("T"),
  maybe: System.get_env("M") || "none"
`),
      /^ALIVE$/,
    ],
    ["a key in base64", runtime('config :p, key: Base.decode64!(System.fetch_env!("KEY"))'), /^ALIVE$/],
    [
      "a value that was read while compiling, the same",
      runtime('config :p, mode: :built, secret: System.fetch_env!("S")'),
      /^ALIVE$/,
    ],
    [
      "a file with a secret that is not here, and nothing that was read while compiling",
      runtime('config :p, secret: File.read!("/run/secrets/never")'),
      /^ALIVE, as far as it could be checked$/,
    ],
    [
      "the same, and something that was read while compiling: that is said by name",
      runtime('config :p, secret: File.read!("/run/secrets/never"), mode: :built'),
      /^ALIVE, as far as it could be checked$/,
    ],
    [
      "no library and nothing that loads one",
      (release) => {
        rmSync(library(release));
        rmSync(join(ebin(release), "Elixir.P.Nif.beam"));
        for (const script of ["start", "start_clean"]) {
          edit(version(release, `${script}.script`), (text) => text.replaceAll(/,?\s*'Elixir\.P\.Nif'/g, ""));
          const make = `{ok, [T]} = file:consult("${version(release, `${script}.script`)}"), ok = file:write_file("${version(release, `${script}.boot`)}", term_to_binary(T)), halt().`;
          spawnSync("erl", ["-noinput", "-eval", make]);
        }
      },
      /^ALIVE$/,
    ],
    [
      "an env.sh that wants a secret is said, and not a fault of the code",
      (release) => {
        writeFileSync(version(release, "env.sh"), ': "${DATABASE_PASSWORD:?is not set}"\n');
      },
      /^ALIVE, as far as it could be checked$/,
    ],
    [
      "a vm.args of the user's",
      (release) => writeFileSync(version(release, "vm.args"), "+K true\n+S 1:1\n"),
      /^ALIVE$/,
    ],
    ["a folder with a space", () => {}, /^ALIVE$/],
  ])("%s", (name, change, last) => {
    const checked = check(changedRelease(base, name, change));
    expect(checked.last, checked.report).toMatch(last);
    expect(checked.code).toBe(0);
  });

  test("of what could not be checked the reason is said, and what it could change", () => {
    const release = changedRelease(
      base,
      "said",
      runtime('config :p, secret: File.read!("/run/secrets/never"), mode: :built'),
    );
    expect(check(release).report).toMatch(
      /NOT CHECKED: runtime\.exs cannot be read here \(.*never.*\), and sets .*mode/,
    );
  });

  test("one without a BEAM of its own is checked by that of the machine", () => {
    expect(check(join(base, "bare")).last).toBe("ALIVE");
  });

  test("secrets that are here are taken", () => {
    const release = changedRelease(
      base,
      "secret",
      runtime('config :p, mode: String.to_atom(System.fetch_env!("MODE"))'),
    );
    expect(check(release, { MODE: "built" }).last).toBe("ALIVE");
    expect(check(release, { MODE: "changed" }).code).toBe(1);
  });

  test("nothing is written to it, so that it may lie in a store", () => {
    const release = changedRelease(base, "read only", () => {});
    spawnSync("chmod", ["-R", "a-w", release]);
    expect(check(release).last).toBe("ALIVE");
    spawnSync("chmod", ["-R", "u+w", release]);
    expect(existsSync(join(release, "tmp"))).toBe(false);
  });
});

test("the same as a function, which tells a dead one from one that could not be checked whole", async () => {
  const verdict = async (release: string) => (await checkRelease(release, process.env)).verdict;
  expect(await verdict(join(base, "release"))).toBe("alive");
  expect(await verdict(join(base, "changed/its library is missing"))).toBe("dead");
  expect(await verdict(join(base, "changed/said"))).toBe("unchecked");
  expect(await verdict(base)).toBe("no release");
});

test("a folder that is no release is said, with 2", () => {
  expect(check(base)).toMatchObject({ code: 2 });
  expect(check(join(base, "nowhere"))).toMatchObject({ code: 2 });
  chmodSync(base, 0o755);
});
