import { execFile, spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import { elixirParser } from "../../../src/elixir/parse/grammar.ts";
import type { NifModule } from "../../../src/model/nif-module.ts";
import type { Project } from "../../../src/model/project.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { readProject } from "../../../src/read/read-project.ts";

export const fixtures = resolve(import.meta.dirname, "../../fixtures/nif");

const parse = await elixirParser();

/** False where there is no Elixir; in CI that is a failure, which the first question then shows. */
export const hasElixir =
  process.env["CI"] !== undefined || spawnSync("elixir", ["--version"], { stdio: "ignore" }).status === 0;

export async function read(
  project: string,
  mixEnv: string,
  limit?: string,
): Promise<{ project: Project; diagnostics: Diagnostics }> {
  const diagnostics = new Diagnostics();
  const options = { project, mixEnv, fs: nodeFileSystem, parse, diagnostics };
  return { project: await readProject(limit === undefined ? options : { ...options, limit }), diagnostics };
}

/** A NIF module as the oracle names its fields. */
export type OracleNif = Readonly<Record<string, unknown>>;

/** What Elixir makes of the NIF modules of each project (folder=app) in an environment. */
export async function elixirNifs(
  env: string,
  projects: readonly string[],
): Promise<Readonly<Record<string, readonly OracleNif[]>>> {
  const script = join(import.meta.dirname, "oracle.exs");
  const { stdout } = await promisify(execFile)("elixir", ["--erl", "+fnu", script, fixtures, ...projects], {
    maxBuffer: 1 << 26,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], LC_ALL: "C.UTF-8", MIX_ENV: env },
  });
  const line = stdout.split("\n").find((one) => one.startsWith("ORACLE "));
  if (line === undefined) throw new Error(`no answer from the oracle: ${stdout}`);
  return JSON.parse(line.slice("ORACLE ".length)) as Readonly<Record<string, readonly OracleNif[]>>;
}

/** The same of what we read; `file` relative to the module's project. */
export function asOracle(nif: NifModule): OracleNif {
  const common = {
    module: nif.module,
    macro: nif.macro,
    file: nif.file.slice(nif.project === "." ? 0 : nif.project.length + 1),
    otp_app: nif.otpApp,
    crate: nif.crate,
    path: nif.path,
    features: nif.features,
    default_features: nif.defaultFeatures,
    mode: nif.mode,
    target: nif.target,
    load_from: nif.loadFrom,
    "skip_compilation?": nif.skipCompilation,
    lib: nif.lib,
    env: nif.env,
  };
  if (nif.macro === "Rustler") return common;
  return {
    ...common,
    version: nif.version,
    base_url: nif.baseUrl,
    targets: nif.targets,
    nif_versions: nif.nifVersions,
    force_build: nif.forceBuild,
    variants: nif.variants,
  };
}
