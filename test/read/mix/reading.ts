import { Diagnostics } from "../../../src/model/diagnostic.ts";
import type { Diagnostic } from "../../../src/model/diagnostic.ts";
import type { Project } from "../../../src/model/project.ts";
import { elixirParser } from "../../../src/ports/elixir-grammar.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { createEvaluator } from "../../../src/read/eval/evaluator.ts";
import type { LoadedProject, MixContext } from "../../../src/read/mix/loaded-project.ts";
import { readMixProject } from "../../../src/read/mix/read-mix-project.ts";
import { readProject } from "../../../src/read/read-project.ts";

const parse = await elixirParser();

export interface Reading {
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
}

/** The whole project in a folder; `limit` as a repository's folder would be. */
export async function read(root: string, env = "prod", limit = root, target = "host"): Promise<Reading> {
  const diagnostics = new Diagnostics();
  const project = await readProject({ root, env, limit, target, fs: nodeFileSystem, parse, diagnostics });
  return { project, diagnostics: diagnostics.list };
}

/** The context that reading a mix.exs needs. */
export function contextFor(
  root: string,
  env: string,
  limit: string,
  versions: { elixirVersion: string | undefined; otpRelease: string | undefined },
): MixContext & { readonly diagnostics: Diagnostics } {
  const diagnostics = new Diagnostics();
  return {
    root,
    env,
    target: "host",
    fs: nodeFileSystem,
    diagnostics,
    newEvaluator: (folder, mixEnv) =>
      createEvaluator({
        fs: nodeFileSystem,
        root: limit,
        displayRoot: root,
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

/** One mix.exs alone. */
export function readMixExs(
  folder: string,
  env: string,
  limit: string,
  versions = { elixirVersion: undefined as string | undefined, otpRelease: undefined as string | undefined },
): { readonly project: LoadedProject; readonly context: ReturnType<typeof contextFor> } {
  const context = contextFor(folder, env, limit, versions);
  const project = readMixProject(folder, env, context);
  if (project === undefined) throw new Error(`no mix.exs in ${folder}`);
  return { project, context };
}
