import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A release of a small application with a library in C, made by Mix itself; copies of it are broken one by one. */
const files: Readonly<Record<string, string>> = {
  "mix.exs": `defmodule P.MixProject do
  use Mix.Project
  def project, do: [app: :p, version: "0.1.0", releases: [p: [], bare: [include_erts: false]], default_release: :p]
  def application, do: [mod: {P, []}, extra_applications: [:logger, :crypto]]
end
`,
  "lib/p.ex": `defmodule P do
  use Application
  @mode Application.compile_env(:p, :mode)
  def mode, do: @mode
  # As an application does that cannot live without its database.
  def start(_, _), do: raise("started")
end
`,
  "lib/nif.ex": `defmodule P.Nif do
  @on_load :load
  def load, do: :erlang.load_nif(:filename.join(:code.priv_dir(:p), ~c"p_nif"), 0)
  def add(_a, _b), do: :erlang.nif_error(:nif_not_loaded)
end
`,
  "config/config.exs": "import Config\nconfig :p, mode: :built\n",
  "config/runtime.exs": `import Config
config :p, secret: System.fetch_env!("MY_SECRET"), port: String.to_integer(System.get_env("PORT", "4000"))
`,
};

/** The library's source; the parts that tests change are arguments. */
export function librarySource({ module = "Elixir.P.Nif", minor = "ERL_NIF_MINOR_VERSION", more = "" } = {}): string {
  return `#include <erl_nif.h>
${more}
static ERL_NIF_TERM add(ErlNifEnv* env, int argc, const ERL_NIF_TERM argv[]) {
  int a, b;
  enif_get_int(env, argv[0], &a);
  enif_get_int(env, argv[1], &b);
  return enif_make_int(env, a + b);
}
static ErlNifFunc functions[] = {{"add", 2, add, 0}};
static ErlNifEntry entry = {ERL_NIF_MAJOR_VERSION, ${minor}, "${module}", 1, functions, 0, 0, 0, 0, ERL_NIF_VM_VARIANT, 1,
  sizeof(ErlNifResourceTypeInit), ERL_NIF_MIN_ERTS_VERSION};
ErlNifEntry* nif_init(void) { return &entry; }
`;
}

const headers = (): string =>
  execFileSync("erl", ["-noinput", "-eval", "io:put_chars(code:root_dir()), halt()."], { encoding: "utf8" }) +
  "/usr/include";

/** Compiles a library. @param compiler a command with its first arguments. */
export function compileLibrary(target: string, source: string, compiler: readonly string[] = ["cc"]): void {
  const [program = "cc", ...first] = compiler;
  const file = `${target}.c`;
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(file, source);
  execFileSync(program, [...first, "-shared", "-fPIC", "-I", headers(), "-o", target, file], { stdio: "pipe" });
  rmSync(file);
}

/** Makes the release in release/, and one without a BEAM of its own in bare/; gives their folder. */
export function makeRelease(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-release-")));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  compileLibrary(join(folder, "priv/p_nif.so"), librarySource());
  const env = { PATH: process.env["PATH"], HOME: folder, LC_ALL: "C.UTF-8", MIX_ENV: "prod" };
  for (const [name, path] of [
    ["p", "release"],
    ["bare", "bare"],
  ] as const) {
    execFileSync("mix", ["release", name, "--quiet", "--path", join(folder, path)], {
      cwd: folder,
      env,
      stdio: "pipe",
    });
  }
  return folder;
}

/** A copy of the release, changed. */
export function changedRelease(base: string, name: string, change: (release: string) => void): string {
  const release = join(base, "changed", name.replaceAll(/[^\w ]+/g, "-"));
  cpSync(join(base, "release"), release, { recursive: true });
  change(release);
  return release;
}
