import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const ERLANG = "/usr/lib/erlang";
const INCLUDE = `${ERLANG}/usr/include`;

const header = `${INCLUDE}/erl_nif.h`;
const minorVersion = /(#define ERL_NIF_MINOR_VERSION) (\d+)/;

/** The minor version of the NIF interface of this machine's Erlang; 0 without one, where nothing is loaded either. */
export const nifMinor = existsSync(header) ? Number(minorVersion.exec(readFileSync(header, "utf8"))?.[2]) : 0;

/** A library to load and the module that loads it, in a release of its own. */
export interface Case {
  readonly name: string;
  /** Makes the library at a path; `work` is an empty folder of the case. */
  readonly make: (library: string, work: string) => void;
  /** Functions of the module that wait for a NIF: name/arity. */
  readonly stubs?: readonly string[];
  /** Its stubs call a function of the module that raises the error for them. */
  readonly helper?: boolean;
  /** What the VM does, as we think; the test compares it with the VM, too. */
  readonly expected: "loads" | "does not load" | "kills the VM";
}

export function run(command: string, args: readonly string[], cwd?: string, env?: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: env ?? process.env,
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? status}\n${stderr}`);
  return stdout;
}

/** The module of a case. */
export const moduleOf = (name: string): string =>
  `Elixir.Case.${name.replaceAll(/(?:^|\W+)(\w)/g, (_, first: string) => first.toUpperCase())}`;

/** The C source of a library of NIFs with one function, add/2; parts of it may be replaced. */
export function source(
  module: string,
  parts: { readonly functions?: string; readonly before?: string; readonly body?: string } = {},
): string {
  const { functions = '{"add", 2, add, 0}', before = "", body = "" } = parts;
  return `#include "erl_nif.h"
${before}
static ERL_NIF_TERM add(ErlNifEnv *env, int argc, const ERL_NIF_TERM argv[]) {
  int a, b;
  ${body}
  if (!enif_get_int(env, argv[0], &a) || !enif_get_int(env, argv[1], &b)) return enif_make_badarg(env);
  return enif_make_int(env, a + b);
}
static ErlNifFunc functions[] = { ${functions} };
ERL_NIF_INIT(${module}, functions, NULL, NULL, NULL, NULL)
`;
}

export interface Compile {
  readonly compiler?: string;
  readonly flags?: readonly string[];
  readonly text?: string;
  /** Instead of Erlang's own headers. */
  readonly include?: string;
  readonly language?: "c" | "cpp";
}

/** Compiles a case's library. */
export function compile(name: string, library: string, options: Compile = {}): void {
  const { compiler = "gcc", flags = [], text = source(moduleOf(name)), include = INCLUDE, language = "c" } = options;
  const file = `${library}.${language}`;
  writeFileSync(file, text);
  run(compiler, ["-shared", "-fPIC", "-O1", "-o", library, `-I${include}`, file, ...flags]);
}

/** Erlang's headers with another minor version of the NIF interface. */
export function headersOf(minor: number, folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const file of ["erl_nif.h", "erl_drv_nif.h", "erl_nif_api_funcs.h", "erl_int_sizes_config.h"])
    copyFileSync(`${INCLUDE}/${file}`, join(folder, file));
  const path = join(folder, "erl_nif.h");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace(minorVersion, `$1 ${minor}`));
  return folder;
}

/** Changes bytes of a file. */
export function patch(path: string, at: number, ...bytes: readonly number[]): void {
  const data = readFileSync(path);
  Buffer.from(bytes).copy(data, at);
  writeFileSync(path, data);
}

/** Lays out a case as an application of a release: lib/app-1/{ebin,priv}. Gives the path of the library. */
export function layOut(root: string, { name, make }: Case): string {
  const library = join(root, name.replaceAll(/\W+/g, "_"), "lib/app-1/priv/nif.so");
  const work = join(dirname(library), "work");
  mkdirSync(work, { recursive: true });
  mkdirSync(join(dirname(library), "../ebin"), { recursive: true });
  make(library, work);
  return library;
}

/** Compiles the modules of all cases by one compiler: each has load/1 and its stubs. */
export function compileModules(
  cases: readonly {
    readonly name: string;
    readonly stubs?: readonly string[];
    readonly helper?: boolean;
    readonly library: string;
  }[],
): void {
  const commands = cases.map(({ name, stubs = ["add/2"], helper = false, library }) => {
    const functions = stubs.map((stub) => {
      const [function_, arity] = stub.split("/") as [string, string];
      const args = Array.from({ length: Number(arity) }, () => "_").join(", ");
      return `${function_}(${args}) -> ${helper ? "not_loaded(?LINE)" : "erlang:nif_error(nif_not_loaded)"}.`;
    });
    const text = [
      `-module('${moduleOf(name)}').`,
      `-export([load/1]).`,
      `-compile([export_all, nowarn_export_all]).`,
      `load(Path) -> erlang:load_nif(Path, 0).`,
      ...functions,
      ...(helper ? ["not_loaded(Line) -> erlang:nif_error({nif_not_loaded, Line})."] : []),
    ].join("\n");
    const ebin = join(dirname(library), "../ebin");
    const file = join(ebin, `${moduleOf(name)}.erl`);
    writeFileSync(file, `${text}\n`);
    return [file, ebin] as const;
  });
  // One VM for all of them: it takes longer to start than to compile.
  const list = commands.map(([file, ebin]) => `{"${file}", "${ebin}"}`).join(", ");
  run("erl", ["-noshell", "-eval", `[{ok, _} = compile:file(F, [{outdir, D}]) || {F, D} <- [${list}]], halt().`]);
}

/** What a real VM does with a library. */
export function load(name: string, library: string): { readonly outcome: Case["expected"]; readonly said: string } {
  const path = library.replace(/\.so$/, "");
  const program = `R = (catch '${moduleOf(name)}':load("${path}")), io:format("answer ~0p~n", [R]), halt(0).`;
  const { stdout, stderr, status } = spawnSync(
    "erl",
    ["-noshell", "-pa", join(dirname(library), "../ebin"), "-eval", program],
    { encoding: "utf8", env: { ...process.env, ERL_CRASH_DUMP_SECONDS: "0" }, cwd: dirname(library) },
  );
  const said = /answer (.*)/.exec(stdout)?.[1];
  if (said === undefined) return { outcome: "kills the VM", said: `${status} ${stderr}` };
  return { outcome: said === "ok" ? "loads" : "does not load", said };
}
