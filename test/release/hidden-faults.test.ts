import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedRelease, compileLibrary, librarySource, makeRelease } from "./base-release.ts";

/** Faults that a release does not show by itself: who looks only at how its BEAM ends finds none of them. */

const scripts = resolve(import.meta.dirname, "../../src/emit/library");
const programs = ["check-libraries.erl", "check-configuration.erl"].map((program) => join(scripts, program));
let base: string;

beforeAll(() => {
  base = makeRelease();
}, 300_000);

afterAll(() => rmSync(base, { recursive: true, force: true }), 60_000);

function check(release: string, env: Readonly<Record<string, string>> = {}) {
  const { status, stdout } = spawnSync("sh", [join(scripts, "check-release.sh"), release, ...programs], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  return { code: status, report: stdout, last: stdout.trimEnd().split("\n").at(-1) ?? "" };
}

const library = (release: string): string => join(release, "lib/p-0.1.0/priv/p_nif.so");
const version = (release: string, file: string): string => join(release, "releases/0.1.0", file);
const ebin = (release: string): string => join(release, "lib/p-0.1.0/ebin");

/** Puts another P.Nif in the place of the release's. */
function recompile(release: string, body: string): void {
  const file = join(base, "nif.ex");
  writeFileSync(file, `defmodule P.Nif do\n${body}\nend\n`);
  const made = spawnSync("elixirc", ["-o", ebin(release), file], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
}

const runtime = (text: string) => (release: string) => writeFileSync(version(release, "runtime.exs"), `${text}\n`);
const env = (text: string) => (release: string) => writeFileSync(version(release, "env.sh"), `${text}\n`);

const load = (path = ':filename.join(:code.priv_dir(:p), ~c"p_nif")') => `:erlang.load_nif(${path}, 0)`;
const stub = (name: string): string => `def ${name}(_, _), do: :erlang.nif_error(:nif_not_loaded)`;

/** Edits the providers of sys.config, an Erlang term in one line. */
function providers(change: (text: string) => string) {
  return (release: string) => {
    const file = version(release, "sys.config");
    const text = readFileSync(file, "utf8");
    const changed = change(text);
    if (changed === text) throw new Error("sys.config is as it was");
    writeFileSync(file, changed);
  };
}

describe("dead", () => {
  test.each<[string, (release: string) => void, RegExp]>([
    [
      "its library lacks a function that the module declares",
      (release) => recompile(release, `@on_load :load\ndef load, do: ${load()}\n${stub("add")}\n${stub("sub")}`),
      /^DEAD: P\.Nif: NOT LOADED: its library lacks sub\/2/,
    ],
    [
      "the same, where the stubs share a function that raises",
      (release) =>
        recompile(
          release,
          `@on_load :load\ndef load, do: ${load()}\ndef add(_, _), do: err()\ndef sub(_, _), do: err()\ndefp err, do: :erlang.nif_error(:nif_not_loaded)`,
        ),
      /^DEAD: P\.Nif: NOT LOADED: its library lacks sub\/2/,
    ],
    [
      "its boot script is missing",
      (release) => rmSync(version(release, "start.boot")),
      /^DEAD: .*cannot get bootfile.*start\.boot/,
    ],
    ["its boot script is none", (release) => writeFileSync(version(release, "start.boot"), "x"), /^DEAD: /],
    [
      "its start script does nothing, and says that all is well",
      (release) => {
        const file = join(release, "bin/p");
        writeFileSync(file, readFileSync(file, "utf8").replace("set -e", "exit 0"));
      },
      /^DEAD: bin\/p start: it ends without a word/,
    ],
    [
      "runtime.exs asks for Mix",
      runtime("import Config\nif Mix.env() == :prod, do: config(:p, mode: :built)"),
      /^DEAD: the configuration at start cannot be read: .*Mix\.env\/0/,
    ],
    [
      "the same, after a secret that is not here",
      runtime('import Config\nconfig :p, secret: System.fetch_env!("S"), env: Mix.env()'),
      /^DEAD: the configuration at start cannot be read: .*Mix\.env\/0/,
    ],
    [
      "runtime.exs does not parse",
      runtime("import Config\nconfig :p, mode: ["),
      /^DEAD: the configuration at start cannot be read: /,
    ],
    [
      "runtime.exs does not import Config",
      runtime("config :p, mode: :built"),
      /^DEAD: the configuration at start cannot be read: .*config\/2/,
    ],
    [
      "runtime.exs is missing",
      (release) => rmSync(version(release, "runtime.exs")),
      /^DEAD: .*"runtime\.exs": no such file/,
    ],
    [
      "a module that reads configuration at start is missing",
      providers((text) => text.replace("providers => [", "providers => [{'Elixir.Toml.Provider',[]},")),
      /^DEAD: Toml\.Provider, which reads configuration at start, is not in the release/,
    ],
    [
      "a consolidated protocol is cut off",
      (release) => writeFileSync(version(release, "consolidated/Elixir.Enumerable.beam"), "FOR1"),
      /^DEAD: /,
    ],
    [
      "env.sh lets code load late, and a module is missing",
      (release) => {
        env("export RELEASE_MODE=interactive")(release);
        rmSync(join(ebin(release), "Elixir.P.beam"));
      },
      /^DEAD: .*P/,
    ],
    [
      "its folder of priv leads nowhere",
      (release) => {
        rmSync(join(release, "lib/p-0.1.0/priv"), { recursive: true });
        symlinkSync("/build/source/priv", join(release, "lib/p-0.1.0/priv"));
      },
      /^DEAD: P\.Nif: NOT LOADED: .*cannot open shared object file/,
    ],
    [
      "a library that another lies beside is found in this shell only",
      (release) => {
        compileLibrary(join(base, "beside/libbeside.so"), "int beside(void) { return 1; }");
        const more = "extern int beside(void); int use(void) { return beside(); }";
        compileLibrary(library(release), librarySource({ more }), [
          "cc",
          `-L${base}/beside`,
          "-Wl,--no-as-needed",
          "-lbeside",
        ]);
      },
      /^DEAD: P\.Nif: NOT LOADED: .*libbeside\.so: cannot open shared object file/,
    ],
    [
      "on_load by way of apply",
      (release) => {
        rmSync(library(release));
        recompile(
          release,
          `@on_load :load\ndef load, do: apply(:erlang, :load_nif, [:filename.join(:code.priv_dir(:p), ~c"p_nif"), 0])\n${stub("add")}`,
        );
      },
      /^DEAD: .*P\.Nif/,
    ],
    [
      "vm.args names a module to run that there is not",
      (release) => writeFileSync(version(release, "vm.args"), "-s not_there start\n"),
      /^DEAD: bin\/p start/,
    ],
    [
      "its BEAM is missing",
      (release) =>
        rmSync(join(release, readdirSync(release).find((name) => name.startsWith("erts-")) ?? "", "bin/beam.smp")),
      /^DEAD: /,
    ],
    [
      "the library hides its symbols, nif_init too",
      (release) => {
        compileLibrary(library(release), librarySource(), ["cc", "-fvisibility=hidden"]);
      },
      /^DEAD: P\.Nif: NOT LOADED: .*nif_init/,
    ],
    ["env.sh does not parse", env("if true"), /^DEAD: /],
  ])("%s", (name, change, last) => {
    const checked = check(changedRelease(base, name, change), { LD_LIBRARY_PATH: join(base, "beside") });
    expect(checked.last, checked.report).toMatch(last);
    expect(checked.code).toBe(1);
  });

  test("a module that has to be there and goes on without its library", () => {
    const release = changedRelease(base, "goes on", (folder) => {
      rmSync(library(folder));
      recompile(folder, `@on_load :load\ndef load do\n${load()}\n:ok\nend\n${stub("add")}`);
    });
    expect(check(release, { NIF2NIX_MODULES: "P.Nif" })).toMatchObject({
      code: 1,
      last: expect.stringMatching(/^DEAD: P\.Nif: NOT LOADED: its on_load goes on without a library, .*add\/2/),
    });
    const { code, report, last } = check(release);
    expect([code, last]).toEqual([0, "ALIVE, as far as it could be checked"]);
    expect(report).toMatch(/^NOT CHECKED: P\.Nif: its on_load goes on without a library, .*add\/2$/m);
  });
});

describe("what cannot be known is said", () => {
  test.each<[string, (release: string) => void, RegExp]>([
    [
      "a library that a function loads later",
      (release) => recompile(release, `def load, do: ${load()}\n${stub("add")}`),
      /^NOT CHECKED: P\.Nif: it loads its library later than at start$/m,
    ],
    [
      "a file of configuration that lies where the release will run",
      providers((text) => text.replace(/\{system,<<82,[\d,]*>>,<<[\d,]*>>\},\[\{env/, `"/etc/p/config.exs",[{env`)),
      /^NOT CHECKED: \/etc\/p\/config\.exs, which is read at start, is not here$/m,
    ],
    [
      "a node's name that is made of what only the place where it runs has",
      env('export RELEASE_DISTRIBUTION=name\nexport RELEASE_NODE="p@${POD_IP}"'),
      /^NOT CHECKED: bin\/p stops .*the name of its node/m,
    ],
  ])("%s", (name, change, line) => {
    const { code, report, last } = check(changedRelease(base, name, change));
    expect(report).toMatch(line);
    expect([code, last]).toEqual([0, "ALIVE, as far as it could be checked"]);
  });
});

describe("sound", () => {
  test.each<[string, (release: string) => void]>([
    [
      "its env.sh says where libraries lie",
      (release) => {
        compileLibrary(join(release, "own/libown.so"), "int own(void) { return 1; }");
        const more = "extern int own(void); int use(void) { return own(); }";
        compileLibrary(library(release), librarySource({ more }), [
          "cc",
          `-L${release}/own`,
          "-Wl,--no-as-needed",
          "-lown",
        ]);
        env('export LD_LIBRARY_PATH="$RELEASE_ROOT/own"')(release);
      },
    ],
    [
      "an older version of an application is left in it",
      (release) => {
        cpSync(join(release, "lib/p-0.1.0"), join(release, "lib/p-0.0.9"), { recursive: true });
        rmSync(join(release, "lib/p-0.0.9/priv"), { recursive: true });
      },
    ],
    [
      "runtime.exs asks for what sys.config says",
      runtime("import Config\nconfig :p, again: Application.fetch_env!(:p, :mode)"),
    ],
    [
      "its stubs share a function that raises",
      (release) =>
        recompile(
          release,
          `@on_load :load\ndef load, do: ${load()}\ndef add(_, _), do: err()\ndef err, do: :erlang.nif_error(:nif_not_loaded)`,
        ),
    ],
    [
      "a function works without the library as well",
      (release) =>
        recompile(release, `@on_load :load\ndef load, do: ${load()}\n${stub("add")}\ndef sub(a, b), do: a - b`),
    ],
    [
      "functions of Elixir call the library's, alone or beside others",
      (release) =>
        recompile(
          release,
          `@on_load :load\ndef load, do: ${load()}\n${stub("add")}\ndef plus(a, b), do: add(a, b)\ndef show(a, b), do: inspect({add(a, b)})\ndef twice(a, b) do\nadd(a, b)\nadd(b, a)\nend`,
        ),
    ],
    ["a name for its node", env("export RELEASE_DISTRIBUTION=name\nexport RELEASE_NODE=p@127.0.0.1")],
    ["code that loads late", env("export RELEASE_MODE=interactive")],
    [
      "it was moved",
      (release) => {
        mkdirSync(`${release} at another place/deep`, { recursive: true });
        renameSync(release, `${release} at another place/deep/p`);
        symlinkSync(`${release} at another place/deep/p`, release);
      },
    ],
  ])("%s", (name, change) => {
    const checked = check(changedRelease(base, name, change));
    expect(checked.last, checked.report).toBe("ALIVE");
    expect(checked.code).toBe(0);
  });
});
