import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Asking } from "../../elixir/eval/api.ts";
import type { Parse } from "../../elixir/parse/tree.ts";
import type { MachineNeeds } from "../../model/machine.ts";
import type { MixProject } from "../../model/mix-project.ts";
import { expandPath, joinPath, parentPath, relativePath } from "../../model/paths.ts";
import { knownOr } from "../../model/unknown.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { MixReading } from "../mix/read-mix.ts";
import { reportBuildStops } from "./build-stops.ts";
import { dependencyPrograms } from "./dependency-programs.ts";
import { reportEndpoints } from "./endpoints.ts";
import { reportOwnPriv } from "./own-priv.ts";
import type { PackageSource } from "./package-sources.ts";
import { readMachine } from "./read-machine.ts";
import { reportPackagePrograms, reportRunPrograms } from "./run-programs.ts";

export interface ProjectNeedsOptions {
  /** Absolute: places are shown from here. */
  readonly project: string;
  readonly mixEnv: string;
  readonly fs: ReadFileSystem;
  readonly parse: Parse;
  /** Sources that the release is compiled from. */
  readonly code: readonly { readonly path: string; readonly text: string }[];
  /** The projects that they are of. */
  readonly compiled: readonly MixProject[];
  /** The code of packages. */
  readonly packages: readonly PackageSource[];
  /** What the evaluator met. */
  readonly asked: readonly Asking[];
  /** Environment variables that the build is given. */
  readonly env: Readonly<Record<string, string>>;
  /** Attributes of nixpkgs that the build and the release are given. */
  readonly given: { readonly build: readonly string[]; readonly run: readonly string[] };
  readonly diagnostics: DiagnosticSink;
}

/** What sources, configuration and mix.exs ask of the machine; what a Nix build lacks of it is reported. */
export function projectNeeds(reading: MixReading, options: ProjectNeedsOptions): MachineNeeds {
  const { own, apps, config, dependencies } = reading;
  const { project, mixEnv, fs, parse, code, packages, asked, env, given, diagnostics } = options;
  const mixes = [...new Set([own.mix, ...options.compiled])];
  const configFolder = parentPath(expandPath(knownOr(own.mix.configPath, "config/config.exs"), project));
  const { needs, compiling } = readMachine({
    project,
    mixEnv,
    fs,
    parse,
    files: code,
    mixes,
    configFiles: config.files,
    configFolder,
    asked,
    env,
    diagnostics,
  });
  const scripts = [own, ...apps].map(({ folder }) => joinPath(folder, "mix.exs"));
  const shown = new Set([...scripts, ...config.files].map((path) => relativePath(project, path)));
  reportOwnPriv(dependencies, config, configFolder, fs, diagnostics);
  reportEndpoints({ project, configFolder, deps: dependencies, config, fs, diagnostics });
  const inScripts = asked.filter(({ place }) => shown.has(place.file));
  const { stoppedBy } = config;
  reportBuildStops([...inScripts, ...compiling], needs, { given: given.build, stoppedBy }, diagnostics);
  reportRunPrograms(needs, given.run, diagnostics);
  const called = dependencyPrograms({ project, sources: packages, dependencies, mixes, parse });
  reportPackagePrograms(called, needs, dependencies, given.run, diagnostics);
  return { ...needs, programs: joined(needs.programs, called) };
}

/** One list of programs, each with all of its places. */
function joined(
  own: MachineNeeds["programs"],
  packages: readonly MachineNeeds["programs"][number][],
): MachineNeeds["programs"] {
  const byName = new Map(own.map((need) => [need.name, need]));
  for (const { name, places, package: attribute } of packages) {
    const known = byName.get(name)?.places ?? [];
    byName.set(name, { name, places: [...known, ...places], package: attribute });
  }
  return [...byName.values()];
}
