import { FatalDiagnostic } from "../../diagnostics/diagnostic.ts";
import type { Evaluator } from "../../elixir/eval/api.ts";
import type { Dependency } from "../../model/dependency.ts";
import type { GitLockEntry, Lock } from "../../model/lock.ts";
import { expandPath, isInside, joinPath, parentPath, relativePath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import { isUnknown, knownOr } from "../../model/unknown.ts";
import { readLock } from "../lock/read-lock.ts";
import { checkLocked, checkRequirements } from "./closure/check.ts";
import { dependencies } from "./closure/closed-dependencies.ts";
import type { ResolveContext } from "./closure/resolve-context.ts";
import { resolve } from "./closure/resolve.ts";
import type { ProjectConfig } from "./config.ts";
import { readConfig } from "./config/read-config.ts";
import { evaluatorFor } from "./evaluator-for.ts";
import { fetchedSources } from "./fetched-sources.ts";
import type { LoadedProject, MixContext } from "./loaded-project.ts";
import { notAProject, umbrellaOf } from "./nearby-projects.ts";
import { readMixProject } from "./read-mix-project.ts";
import { namedInRebarConfig } from "./rebar-config.ts";
import { umbrellaApps } from "./umbrella.ts";

/** What Mix's files say, as absolute paths where the model has relative ones. */
export interface MixReading {
  /** The project nif2nix runs in. */
  readonly own: LoadedProject;
  /** The applications of an umbrella. */
  readonly apps: readonly LoadedProject[];
  /** Path dependencies that have a mix.exs, and for umbrellas among them their applications. */
  readonly local: readonly LoadedProject[];
  readonly lock: Lock;
  readonly lockFile: string | undefined;
  /** Absolute: where `mix deps.get` leaves sources. */
  readonly depsFolder: string;
  /** Git dependencies that could not be asked what they need themselves. */
  readonly unread: readonly GitLockEntry[];
  readonly dependencies: readonly Dependency[];
  readonly config: ProjectConfig;
  /** Folders that the build needs besides the project's own; those outside of the reading limit were reported. */
  readonly folders: readonly string[];
  /** An evaluator for the sources of one of the projects: its Mix.Project.config(), the configuration that was read. */
  evaluatorFor(project: LoadedProject): Evaluator;
}

/**
 * Reads mix.exs, everything local that it leads to, the lock and the configuration.
 * Throws FatalDiagnostic where `context.project` has no mix.exs. Path dependencies outside of `context.limit` are reported.
 */
export function readMix(context: MixContext): MixReading {
  const unread: GitLockEntry[] = [];
  const project = readMixProject(context.project, context.mixEnv, context);
  if (project === undefined) {
    throw new FatalDiagnostic("not-a-mix-project", START, notAProject(context.project, context.fs));
  }
  const umbrella = umbrellaOf(context.project, context.fs);
  if (umbrella !== undefined) {
    context.diagnostics.report("umbrella-child", project.mix.place, {
      umbrella: relativePath(context.project, umbrella),
      app: String(knownOr(project.mix.app, null) ?? "it"),
    });
  }
  const apps = umbrellaApps(project, context);
  const { lock, lockFile } = lockOf(project, context);
  const depsFolder = knownOr(project.mix.depsPath, "deps");
  const resolveContext: ResolveContext = {
    ...context,
    lock,
    lockFile: knownOr(project.mix.lockfile, "mix.lock"),
    depsFolder,
    sourcesOf: (entry) => fetchedSources(entry, expandPath(depsFolder, context.project), context.fs),
    unread: (entry) => unread.push(entry),
    rebarDeps: (folder) => rebarDeps(folder, context),
  };
  const resolution = resolve(project, apps, resolveContext);
  checkLocked(resolution.all, lockFile !== undefined, resolveContext);
  const declaring = [project, ...apps, ...resolution.local].map(({ mix }) => mix.declaredDeps);
  if (!declaring.some(isUnknown))
    checkRequirements(
      resolution.all,
      declaring.flatMap((declared) => knownOr(declared, [])),
      resolveContext,
    );
  const config = configOf(project, context);
  const paths = [...resolution.all.values()].filter(({ path, need }) => path !== undefined && need !== "no");
  for (const { app, path, want } of paths) {
    if (path === undefined || want === undefined || isInside(context.limit, path) || !context.fs.isDirectory(path))
      continue;
    context.diagnostics.report("path-dependency-outside", want.place, { app, path });
  }
  return {
    own: project,
    apps,
    local: resolution.local,
    lock,
    lockFile,
    depsFolder: expandPath(depsFolder, context.project),
    unread,
    dependencies: dependencies(resolution, resolveContext),
    config,
    folders: [
      ...apps.map(({ folder }) => folder),
      ...paths.flatMap(({ path }) => path ?? []),
      ...config.files.map(parentPath),
    ],
    evaluatorFor: (one) => evaluatorFor(one, context, config.configFor),
  };
}

const START = { file: "mix.exs", line: 1, column: 1 };

function lockOf({ mix }: LoadedProject, context: MixContext): { lock: Lock; lockFile: string | undefined } {
  const lockFile = expandPath(knownOr(mix.lockfile, "mix.lock"), context.project);
  const text = context.fs.readText(lockFile);
  if (text === undefined) return { lock: new Map(), lockFile: undefined };
  const file = new SourceFile(relativePath(context.project, lockFile), text);
  return { lock: readLock(file, context.diagnostics), lockFile };
}

/** Mix wants a configuration file only where the project names another one than config/config.exs. */
function configOf(project: LoadedProject, context: MixContext): ProjectConfig {
  const { mix } = project;
  const path = knownOr(mix.configPath, STANDARD_CONFIG);
  const file = expandPath(path, context.project);
  if (path !== STANDARD_CONFIG && !context.fs.exists(file)) {
    context.diagnostics.report("config-missing", mix.place, {
      path,
      advice: "Create the file, or remove what names it",
    });
  }
  // Nothing is configured before this.
  return readConfig({ ...context, file, evaluator: evaluatorFor(project, context, () => undefined) });
}

const STANDARD_CONFIG = "config/config.exs";

function rebarDeps(folder: string, { fs }: MixContext): readonly string[] | "unreadable" | undefined {
  if (fs.exists(joinPath(folder, "rebar.config.script"))) return "unreadable";
  const text = fs.readText(joinPath(folder, "rebar.config"));
  return text === undefined ? undefined : (namedInRebarConfig(text, ["deps"]) ?? "unreadable");
}
