import type { Assets, NodePackages } from "../../model/assets.ts";
import { joinPath } from "../../model/paths.ts";
import type { Dependency, MixProject } from "../../model/project.ts";
import { type Known, knownOr, unknown } from "../../model/unknown.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { ProjectConfig } from "../mix/config.ts";

/** The alias that Phoenix's generators write and its deployment guides run. */
const TASK = "assets.deploy";

const TOOLS = ["esbuild", "tailwind", "dart_sass"];

/** Lock files by the package manager that writes them. */
const LOCKS = [
  ["package-lock.json", "npm"],
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
] as const;

/**
 * Web assets of the projects that have an alias for them.
 * @param root absolute: the folder that the projects' paths start at.
 */
export function readAssets(
  projects: readonly MixProject[],
  deps: readonly Dependency[],
  config: ProjectConfig,
  root: string,
  fs: ReadFileSystem,
): readonly Assets[] {
  const tools = TOOLS.filter((tool) => deps.some((dep) => dep.app === tool && dep.inProd !== false));
  return projects
    .filter((project) => knownOr(project.aliases, []).some((alias) => alias.name === TASK))
    .map((project): Assets => ({
      project: project.path,
      task: TASK,
      tools,
      tailwindVersion: tailwindVersion(config),
      packages: nodePackages(joinPath(project.path, "assets"), root, fs),
    }));
}

function tailwindVersion(config: ProjectConfig): Known<string | null> {
  const value = config.configFor("tailwind", "version");
  if (value === undefined) return null;
  return value.t === "str" ? value.v : unknown(value.t === "unknown" ? value.why : "is no string");
}

function nodePackages(folder: string, root: string, fs: ReadFileSystem): NodePackages | null {
  const text = fs.readText(joinPath(root, folder, "package.json"));
  if (text === undefined || !hasDependencies(text)) return null;
  const lock = LOCKS.find(([name]) => fs.exists(joinPath(root, folder, name)));
  return { folder, manager: lock?.[1] ?? null };
}

function hasDependencies(text: string): boolean {
  try {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(text) as Record<string, object | undefined>;
    return Object.keys({ ...dependencies, ...devDependencies }).length > 0;
  } catch {
    // Not for us to judge; npm says what is wrong with it.
    return true;
  }
}
