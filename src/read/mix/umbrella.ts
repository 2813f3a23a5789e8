import { joinPath } from "../../model/paths.ts";
import { isUnknown, knownOr } from "../../model/unknown.ts";
import type { LoadedProject, MixContext } from "./loaded-project.ts";
import { readMixProject } from "./read-mix-project.ts";

/**
 * The applications of an umbrella, by name: the folders of `apps_path` with a mix.exs, or those that `apps:` names
 * (lib/mix/project.ex, apps_paths/1). Empty for other projects.
 */
export function umbrellaApps(umbrella: LoadedProject, context: MixContext): readonly LoadedProject[] {
  const appsPath = umbrella.mix.appsPath;
  if (appsPath === null || isUnknown(appsPath)) return [];
  const parent = joinPath(umbrella.folder, appsPath);
  const listed = knownOr(umbrella.apps, null);
  const names = listed ?? context.fs.list(parent).map(({ name }) => name);
  const apps: LoadedProject[] = [];
  for (const name of [...names].sort()) {
    const folder = joinPath(parent, name);
    const app = readMixProject(folder, umbrella.mixEnv, context, umbrella);
    if (app !== undefined) {
      checkName(app, name, context);
      apps.push(app);
    } else if (context.fs.isDirectory(folder)) {
      const shown = joinPath(umbrella.mix.path, appsPath, name);
      context.diagnostics.report("umbrella-folder-without-mix-exs", umbrella.mix.place, { folder: shown });
    }
  }
  return apps;
}

function checkName({ mix }: LoadedProject, folder: string, context: MixContext): void {
  if (isUnknown(mix.app) || mix.app === folder) return;
  context.diagnostics.report("umbrella-app-name", mix.place, { folder, app: mix.app ?? "nil" });
}
