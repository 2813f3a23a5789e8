import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import type { EvalWorld, Evaluator } from "../../../src/elixir/eval/api.ts";
import type { UseEvent } from "../../../src/elixir/eval/api.ts";
import { createEvaluator } from "../../../src/elixir/eval/evaluator.ts";
import type { Value } from "../../../src/elixir/eval/values/value.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import type { DirectoryEntry, ReadFileSystem } from "../../../src/ports/file-system.ts";

const parse = await elixirParser();

/** Files by absolute path, all in memory. */
export function filesOf(files: Readonly<Record<string, string>>): ReadFileSystem {
  const folders = new Set(Object.keys(files).flatMap((path) => parents(path)));
  return {
    readText: (path) => files[path],
    exists: (path) => path in files || folders.has(path),
    isDirectory: (path) => folders.has(path),
    list: (path) => entriesOf(Object.keys(files), path),
    realPath: (path) => path,
  };
}

function parents(path: string): readonly string[] {
  const at = path.lastIndexOf("/");
  return at <= 0 ? ["/"] : [path.slice(0, at), ...parents(path.slice(0, at))];
}

function entriesOf(paths: readonly string[], folder: string): readonly DirectoryEntry[] {
  const prefix = folder === "/" ? "/" : `${folder}/`;
  const found = new Map<string, boolean>();
  for (const path of paths) {
    if (!path.startsWith(prefix)) continue;
    const [name = "", ...rest] = path.slice(prefix.length).split("/");
    found.set(name, rest.length > 0);
  }
  return [...found].toSorted().map(([name, directory]) => ({ name, directory }));
}

/** An evaluator of files below /project; MIX_ENV is prod. */
export function evaluatorOf(files: Readonly<Record<string, string>>, world: Partial<EvalWorld> = {}): Evaluator {
  return createEvaluator({
    fs: filesOf(files),
    limit: "/project",
    project: "/project",
    mixEnv: "prod",
    mixTarget: "host",
    elixirVersion: undefined,
    otpRelease: undefined,
    parse,
    diagnostics: new Diagnostics(),
    maxSteps: 200_000,
    ...world,
  });
}

/** The value of one expression. */
export function evaluate(expression: string, world: Partial<EvalWorld> = {}): Value {
  const value = evaluatorOf({ "/project/script.exs": expression }, world).evalFile("/project/script.exs")?.value;
  if (value === undefined) throw new Error("the script was not read");
  return value;
}

/** The `use` events of all modules of a file, in order. */
export function usesOf(source: string, world: Partial<EvalWorld> = {}): readonly UseEvent[] {
  const evaluator = evaluatorOf({ "/project/lib/a.ex": source }, world);
  return evaluator.evalFile("/project/lib/a.ex")?.modules.flatMap((module) => module.uses) ?? [];
}
