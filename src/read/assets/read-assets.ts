import type { Scope } from "../../diagnostics/scope.ts";
import type { Assets, FrontEnd, NodeModules, NodeProgram, NodeRequest } from "../../model/assets.ts";
import type { Dependency } from "../../model/dependency.ts";
import type { MixProject } from "../../model/mix-project.ts";
import { isInside, joinPath, parentPath, relativePath } from "../../model/paths.ts";
import { type Known, knownOr, unknown } from "../../model/unknown.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { loadToml } from "../cargo/toml.ts";
import type { ProjectConfig } from "../mix/config.ts";
import { frontEnds, frontEndsBeside } from "./front-ends.ts";
import { outsideSources } from "./outside.ts";
import { hasStaticManifest } from "./static-manifest.ts";
import { foldersIn, programsAmong, programsIn, shellWords, wordsOf } from "./steps.ts";

/** The alias that Phoenix's generators write and its deployment guides run. */
const TASK = "assets.deploy";

export interface DeployedProjects {
  readonly projects: readonly MixProject[];
  readonly deps: readonly Dependency[];
  readonly config: ProjectConfig;
  /** What the settings have built: commands of a shell, by the folder in which they run; what lies outside of the limit does not count. */
  readonly built: Readonly<Record<string, readonly string[]>>;
}

export interface WebAssets {
  readonly assets: readonly Assets[];
  readonly frontEnds: readonly FrontEnd[];
  /** Folders of front ends that are built or told of, relative to the project. */
  readonly known: ReadonlySet<string>;
  /** Files and folders outside of the project that these are built from, relative to it. */
  readonly outside: readonly string[];
  /** The Node that these ask for. */
  readonly node: NodeRequest | null;
}

type AssetsScope = Pick<Scope, "project" | "limit" | "fs" | "diagnostics">;

const TOOLS = ["esbuild", "tailwind", "dart_sass"];

/** Mix runs an alias of this name where a release is made; steps of it may build assets, too. */
const RELEASE = "release";
const TOOL_TASKS: ReadonlySet<string> = new Set(["esbuild", "sass", "tailwind"]);

/** What is run where no alias is and the endpoint reads a manifest: Phoenix's own task, which makes it. */
const DIGEST = "phx.digest";

/**
 * Web assets of the projects that have an alias for them, or an endpoint that wants its files digested. Front ends that
 * none of that builds are reported.
 */
export async function readAssets(
  { projects, deps, config, built }: DeployedProjects,
  scope: AssetsScope,
): Promise<WebAssets> {
  const deployed = projects.filter((mixProject) => hasAlias(mixProject, TASK));
  const tools = TOOLS.filter((tool) => deps.some((dep) => dep.app === tool && dep.inProd !== false));
  // An umbrella's own alias calls those of its applications, most often as programs of their own; these are run here.
  const [first, ...apps] = deployed;
  const chosen = first?.umbrella === true && apps.length > 0 ? apps : deployed;
  const releasing = projects.find((mixProject) => mixProject.path === "." && buildsInRelease(mixProject));
  const runs = [
    ...chosen.filter((each) => each !== releasing || !callsInRelease(each, TASK)).map((each) => [each, TASK] as const),
    ...(releasing === undefined ? [] : [[releasing, RELEASE] as const]),
  ];
  const isKnown = (folder: string): boolean => isInside(topOf(scope), joinPath(scope.project, folder));
  const settled = Object.entries(built).filter(([folder]) => isKnown(folder));
  const fronts = settled.map(([folder, commands]) => {
    const folders = wantsPackages(joinPath(scope.project, folder), scope.fs) ? [folder] : [];
    return { folder, commands, folders, programs: programsAmong(commands.flatMap(shellWords)) };
  });
  const handled = new Set(fronts.map(({ folder }) => folder));
  const aliases: AliasReading[] = [];
  for (const [mixProject, task] of runs) {
    const steps = wordsOf(task, knownOr(mixProject.aliases, []));
    const words = foldersIn(steps, joinPath(scope.project, mixProject.path), topOf(scope));
    const folders = packageFolders(mixProject.path, words, scope);
    const programs = programsIn(steps);
    const named = words.map((folder) => joinPath(mixProject.path, folder));
    for (const folder of [...folders, ...(programs.length === 0 ? [] : named)]) handled.add(folder);
    aliases.push({ project: mixProject.path, task, folders, programs, named });
  }
  const locks = await locksFor([...fronts, ...aliases], scope);
  const assets = aliases.map(({ project, task, folders, programs }): Assets => ({
    project,
    task,
    tools,
    versions: Object.fromEntries(tools.map((tool) => [tool, versionOf(tool, config)])),
    programs,
    nodeModules: locks(folders),
  }));
  const outside = [...fronts.map(({ folder }) => folder), ...aliases.flatMap(({ named }) => named)];
  const frontEnds = fronts.map(({ folder, commands, programs, folders }): FrontEnd => ({
    folder,
    commands,
    programs,
    nodeModules: locks(folders),
  }));
  const plain = projects.filter((mixProject) => !deployed.includes(mixProject));
  const known = reportUnbuilt(projects, handled, scope);
  return {
    assets: [...assets, ...digested({ projects: plain, deps, config, built }, scope)],
    frontEnds,
    known,
    outside: outsideSources(
      { folders: outside, locks: locks([...fronts, ...aliases].flatMap((each) => each.folders)) },
      scope,
    ),
    node: await nodeRequest([...fronts, ...aliases.map((each) => ({ ...each, folder: each.project }))], scope),
  };
}

/** Of the first folder that uses Node. */
async function nodeRequest(
  readings: readonly (NodeReading & { readonly folder: string })[],
  { project, limit, fs }: AssetsScope,
): Promise<NodeRequest | null> {
  const using = readings.find(({ folders, programs }) => folders.length + programs.length > 0);
  if (using === undefined) return null;
  const { readNodeRequest } = await import("./node/node-request.ts");
  const top = topOf({ project, limit });
  return readNodeRequest(joinPath(project, using.folders[0] ?? using.folder), { project, top }, fs, loadToml);
}

/** Absolute: the folder outside of which no front end lies. */
const topOf = ({ project, limit }: Pick<Scope, "project" | "limit">): string =>
  isInside(limit, project) ? limit : project;

interface AliasReading extends NodeReading {
  /** Folder of the Mix project. */
  readonly project: string;
  readonly task: string;
  /** Words of its commands that may be folders, relative to this project. */
  readonly named: readonly string[];
}

interface NodeReading {
  /** Folders with a package.json. */
  readonly folders: readonly string[];
  readonly programs: readonly NodeProgram[];
}

/** The locks of all folders, each read once whatever asks for it; of some folders those that are theirs. */
async function locksFor(
  readings: readonly NodeReading[],
  scope: AssetsScope,
): Promise<(folders: readonly string[]) => readonly NodeModules[]> {
  const folders = [...new Set(readings.flatMap((each) => each.folders))];
  const programs = [...new Set(readings.flatMap((each) => each.programs))];
  const locks = await nodeModules(folders, programs, scope);
  const nearest = (folder: string): NodeModules | undefined =>
    locks
      .filter(({ lockFile }) => isInside(parentPath(lockFile), folder))
      .toSorted((a, b) => b.lockFile.split("/").length - a.lockFile.split("/").length)[0];
  return (asked) => [...new Set(asked.flatMap((folder) => nearest(folder) ?? []))];
}

/** Files that the release serves from a manifest: those of the project, and what front ends put beside them. */
function digested(
  { projects, deps, config, built }: DeployedProjects,
  { project, fs }: Pick<Scope, "project" | "fs">,
): readonly Assets[] {
  if (!deps.some(({ app, inProd }) => app === "phoenix" && inProd !== false)) return [];
  return projects.flatMap(({ path, app }) => {
    const wanted = typeof app === "string" && hasStaticManifest(app, config, fs);
    const hasFiles = fs.isDirectory(joinPath(project, path, "priv/static")) || Object.keys(built).length > 0;
    if (!wanted || !hasFiles) return [];
    return [{ project: path, task: DIGEST, tools: [], versions: {}, programs: [], nodeModules: [] }];
  });
}

/** Reports each front end that no alias names; those that are built or told of. */
function reportUnbuilt(
  projects: readonly MixProject[],
  handled: ReadonlySet<string>,
  scope: AssetsScope,
): ReadonlySet<string> {
  const told = new Set(handled);
  const served = projects.flatMap(({ path, umbrella }) => (umbrella ? [] : [path]));
  const found = served.flatMap((path) => frontEnds(path, scope).map((each) => ({ ...each, path })));
  const [path = "."] = served;
  const beside = frontEndsBeside(served, scope).map((each) => ({ ...each, path }));
  for (const { folder, manager, place, path } of [...found, ...beside]) {
    if (told.has(folder)) continue;
    told.add(folder);
    const from = relativePath(path, folder);
    const args = { folder, how: "writes to priv/static", manager, commands: `"${manager} run build"`, from };
    scope.diagnostics.report("front-end-not-built", place, args);
  }
  return told;
}

const hasAlias = (mixProject: MixProject, name: string): boolean =>
  knownOr(mixProject.aliases, []).some((alias) => alias.name === name);

/** Whether the alias `release` runs what web assets are built by. */
function buildsInRelease(mixProject: MixProject): boolean {
  const steps = wordsOf(RELEASE, knownOr(mixProject.aliases, []));
  return steps.some((words) => words.some((word) => TOOL_TASKS.has(word))) || programsIn(steps).length > 0;
}

const callsInRelease = (mixProject: MixProject, task: string): boolean =>
  wordsOf(RELEASE, knownOr(mixProject.aliases, [])).some((words) => words.includes(task));

function versionOf(tool: string, config: ProjectConfig): Known<string | null> {
  const value = config.configFor(tool, "version");
  if (value === undefined) return null;
  return value.t === "str" ? value.v : unknown(value.t === "unknown" ? value.why : "is no string");
}

/**
 * Folders with a package.json that asks for packages: assets/, and those that the alias names; the Mix project's own where these
 * are none, since what lies there besides is most often for editors and checks.
 */
function packageFolders(
  mixFolder: string,
  named: readonly string[],
  scope: Pick<Scope, "project" | "limit" | "fs">,
): readonly string[] {
  const { project, fs } = scope;
  const candidates = ["assets", ...named].map((folder) => joinPath(mixFolder, folder));
  const found = [...new Set(candidates)].filter(
    (folder) =>
      folder !== mixFolder &&
      isInside(topOf(scope), joinPath(project, folder)) &&
      wantsPackages(joinPath(project, folder), fs),
  );
  return found.length === 0 && wantsPackages(joinPath(project, mixFolder), fs) ? [mixFolder] : found;
}

function wantsPackages(folder: string, fs: ReadFileSystem): boolean {
  const text = fs.readText(`${folder}/package.json`);
  if (text === undefined) return false;
  try {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text) as Record<
      string,
      object | undefined
    >;
    return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).length > 0;
  } catch {
    // Not for us to judge; npm says what is wrong with it.
    return true;
  }
}

/** The readers of locks are loaded only where there is something to read. */
async function nodeModules(
  folders: readonly string[],
  called: readonly NodeProgram[],
  scope: AssetsScope,
): Promise<readonly NodeModules[]> {
  if (folders.length === 0) return [];
  const { readNodeModules } = await import("./node/read-node-modules.ts");
  return readNodeModules(folders, called, scope);
}
