import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { createEvaluator } from "../../../src/elixir/eval/evaluator.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import type { Project } from "../../../src/model/project.ts";
import type { ReadFileSystem } from "../../../src/ports/file-system.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import type { LoadedProject, MixContext } from "../../../src/read/mix/loaded-project.ts";
import { readMixProject } from "../../../src/read/mix/read-mix-project.ts";
import { type ReadProjectOptions, readProject } from "../../../src/read/read-project.ts";
import { memoryFileSystem } from "./memory.ts";

const parse = await elixirParser();

export interface Reading {
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
}

/** The whole project in a folder; `limit` as a repository's folder would be. */
export async function read(root: string, env = "prod", limit = root, target = "host"): Promise<Reading> {
  const diagnostics = new Diagnostics();
  const project = await readProject({
    project: root,
    mixEnv: env,
    limit,
    target,
    fs: nodeFileSystem,
    parse,
    diagnostics,
  });
  return { project, diagnostics: diagnostics.list };
}

type Versions = { readonly elixirVersion: string | undefined; readonly otpRelease: string | undefined };
const noVersions: Versions = { elixirVersion: undefined, otpRelease: undefined };

export type TestContext = MixContext & { readonly diagnostics: Diagnostics };

/** The context that reading a mix.exs needs. */
export function contextIn(
  fs: ReadFileSystem,
  root: string,
  env: string,
  limit: string,
  versions = noVersions,
): TestContext {
  const diagnostics = new Diagnostics();
  return {
    project: root,
    limit,
    mixEnv: env,
    target: "host",
    fs,
    diagnostics,
    newEvaluator: (folder, mixEnv) =>
      createEvaluator({
        fs,
        limit: limit,
        project: root,
        cwd: folder,
        mixEnv,
        mixTarget: "host",
        ...versions,
        parse,
        diagnostics,
        maxSteps: 1_000_000,
      }),
  };
}

/** The same with the machine's file system. */
export function contextFor(root: string, env: string, limit: string, versions = noVersions): TestContext {
  return contextIn(nodeFileSystem, root, env, limit, versions);
}

/** A project of which every file is given. */
export async function readFiles(
  files: Readonly<Record<string, string>>,
  root = "/p",
  env = "prod",
  options: Pick<ReadProjectOptions, "env" | "given" | "loaders"> = {},
): Promise<Reading> {
  const diagnostics = new Diagnostics();
  const fs = memoryFileSystem(files);
  const project = await readProject({ project: root, mixEnv: env, fs, parse, diagnostics, ...options });
  return { project, diagnostics: diagnostics.list };
}

/** One mix.exs alone. */
export function readMixExs(
  folder: string,
  env: string,
  limit: string,
  versions = noVersions,
): { readonly project: LoadedProject; readonly context: TestContext } {
  const context = contextFor(folder, env, limit, versions);
  const project = readMixProject(folder, env, context);
  if (project === undefined) throw new Error(`no mix.exs in ${folder}`);
  return { project, context };
}
