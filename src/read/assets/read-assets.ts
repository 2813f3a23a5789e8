import type { Scope } from "../../diagnostics/scope.ts";
import type { Assets, NodeModules, NodeProgram } from "../../model/assets.ts";
import { isInside, joinPath } from "../../model/paths.ts";
import type { Dependency, MixProject } from "../../model/project.ts";
import { type Known, knownOr, unknown } from "../../model/unknown.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { ProjectConfig } from "../mix/config.ts";
import { foldersIn, programsIn, wordsOf } from "./steps.ts";

/** The alias that Phoenix's generators write and its deployment guides run. */
const TASK = "assets.deploy";

export interface DeployedProjects {
  readonly projects: readonly MixProject[];
  readonly deps: readonly Dependency[];
  readonly config: ProjectConfig;
}

const TOOLS = ["esbuild", "tailwind", "dart_sass"];

/**
 * Web assets of the projects that have an alias for them.
 */
export async function readAssets(
  { projects, deps, config }: DeployedProjects,
  scope: Pick<Scope, "project" | "fs" | "diagnostics">,
): Promise<readonly Assets[]> {
  const deployed = projects.filter((mixProject) => hasAlias(mixProject, TASK));
  if (deployed.length === 0) return [];
  const tools = TOOLS.filter((tool) => deps.some((dep) => dep.app === tool && dep.inProd !== false));
  // An umbrella's own alias calls those of its applications, most often as programs of their own; these are run here.
  const [first, ...apps] = deployed;
  const chosen = first?.umbrella === true && apps.length > 0 ? apps : deployed;
  const read = new Map<string, readonly NodeModules[]>();
  const assets: Assets[] = [];
  for (const mixProject of chosen) {
    const steps = wordsOf(TASK, knownOr(mixProject.aliases, []));
    const folders = packageFolders(mixProject.path, foldersIn(steps), scope);
    const programs = programsIn(steps);
    const known = folders.join("\n");
    if (!read.has(known)) read.set(known, await nodeModules(folders, programs, scope));
    assets.push({
      project: mixProject.path,
      task: TASK,
      tools,
      tailwindVersion: tailwindVersion(config),
      programs,
      nodeModules: read.get(known) ?? [],
    });
  }
  return assets;
}

const hasAlias = (mixProject: MixProject, name: string): boolean =>
  knownOr(mixProject.aliases, []).some((alias) => alias.name === name);

function tailwindVersion(config: ProjectConfig): Known<string | null> {
  const value = config.configFor("tailwind", "version");
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
  { project, fs }: Pick<Scope, "project" | "fs">,
): readonly string[] {
  const candidates = ["assets", ...named].map((folder) => joinPath(mixFolder, folder));
  const found = [...new Set(candidates)].filter(
    (folder) => folder !== mixFolder && isInside(".", folder) && wantsPackages(joinPath(project, folder), fs),
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
  scope: Pick<Scope, "project" | "fs" | "diagnostics">,
): Promise<readonly NodeModules[]> {
  if (folders.length === 0) return [];
  const { readNodeModules } = await import("./node/read-node-modules.ts");
  return readNodeModules(folders, called, scope);
}
