import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { NodeLink, NodeModules } from "../model/assets.ts";
import { commonFolder, joinPath, relativePath } from "../model/paths.ts";
import type { Project } from "../model/project.ts";
import { knownOr } from "../model/unknown.ts";
import type { Settings } from "../settings/settings.ts";
import { planNodeRelease } from "./plan-node-release.ts";
import type { NodeModulesPlan, NodePlan } from "./web-assets.ts";

const managers = ["pnpm", "yarn", "bun"] as const;

/** What the assets of all web applications need of Node; null where they do without. */
export function planNode(
  project: Project,
  { build }: Pick<Settings, "build">,
  diagnostics: DiagnosticSink,
): NodePlan | null {
  const built = [...project.assets, ...project.frontEnds];
  const locks = [...new Map(built.flatMap((each) => each.nodeModules).map((each) => [each.lockFile, each])).values()];
  const called = new Set([...built.flatMap((each) => each.programs), ...locks.map((lock) => lock.manager)]);
  if (called.size === 0) return null;
  for (const lock of locks) reportScripts(lock, diagnostics);
  return {
    package: planNodeRelease(project.node, build.node, diagnostics),
    managers: managers.filter((manager) => called.has(manager)),
    modules: locks.map((lock) => planModules(lock, project.folder, knownOr(project.mix.depsPath, "deps"))),
  };
}

/** Once for each lock, and only where a script may matter: for packages of the system that they are for, npm runs none. */
function reportScripts({ withScripts, place }: NodeModules, diagnostics: DiagnosticSink): void {
  if (withScripts.length === 0) return;
  const more = withScripts.length > 5 ? ` and ${withScripts.length - 5} more` : "";
  diagnostics.report("node-scripts-not-run", place, { names: withScripts.slice(0, 5).join(", ") + more });
}

function planModules(modules: NodeModules, folder: string, depsPath: string): NodeModulesPlan {
  const linked = [...modules.links, ...modules.copies].flatMap(({ path, target }) => [path, target]);
  const read = [...modules.packages.flatMap((each) => each.paths), ...linked];
  const base = read.some((path) => path.startsWith("..")) ? commonFolder([".", ...read]) : ".";
  const fromBase = (path: string): string =>
    base === "." ? path : relativePath(joinPath(folder, base), joinPath(folder, path));
  const moved = ({ path, target }: NodeLink): NodeLink => ({ path: fromBase(path), target: fromBase(target) });
  const links = modules.links.map(moved);
  const copies = modules.copies.map(moved);
  const deps = fromBase(depsPath);
  const packages = modules.packages.map((each) => ({ ...each, paths: each.paths.map(fromBase) }));
  const placed = [...packages.flatMap((each) => each.paths), ...[...links, ...copies].map((each) => each.path)];
  const dependencies = [...placed, ...links.map((link) => link.target)].flatMap((path) =>
    path.startsWith(`${deps}/`)
      ? path
          .split("/")
          .slice(0, deps.split("/").length + 1)
          .join("/")
      : [],
  );
  return {
    base,
    folders: [...new Set(placed.map(outermost))].sort(),
    dependencies: [...new Set(dependencies)].sort(),
    packages: packages.map(({ paths, source, systems, optional, patch }) => ({
      paths,
      source: source.kind === "file" ? { ...source, path: joinPath("..", source.path) } : source,
      systems,
      optional,
      patchFromNix: patch === null ? null : joinPath("..", patch),
    })),
    links,
    copies,
  };
}

/** `assets/node_modules` of `assets/node_modules/a/node_modules/b` */
const outermost = (path: string): string => path.slice(0, `/${path}`.indexOf("/node_modules/") + "node_modules".length);
