import type { DiagnosticSink } from "../model/diagnostic.ts";
import type { DependencyNatives } from "../model/natives.ts";
import type { Dependency, Project } from "../model/project.ts";
import { packageRecipes } from "../recipes/package-recipes.ts";
import type { ArchiveRecipe, FilesByTarget, Inputs } from "../recipes/recipe.ts";
import type { Settings } from "../settings/settings.ts";

/**
 * Archives that a dependency needs because of a package that it is built on, for all systems at once, as variables of its
 * build. Reports package-needs-hand where the package does not say which there are.
 */
export function archivesOf(
  natives: DependencyNatives,
  project: Project,
  settings: Settings,
  dep: Dependency,
  diagnostics: DiagnosticSink,
): readonly Inputs[] {
  return packageRecipes.flatMap(({ archive, detects }): readonly Inputs[] => {
    const provider = detects.apps?.find((app) => natives.requires.includes(app));
    if (archive === undefined || provider === undefined) return [];
    const own = settings.packages[dep.app];
    if (own?.env[archive.variable] !== undefined || own?.downloads[archive.variable] !== undefined) return [];
    const { variable } = archive.variant;
    const variant = settings.packages[provider]?.env[variable] ?? own?.env[variable] ?? archive.variant.default;
    const files = filesOf(archive, variant, project.natives.find((each) => each.app === provider)?.files ?? []);
    if (Object.keys(files).length === 0) {
      const note = `an archive of ${provider} (${variable}=${variant}), and the sources of ${provider} name none; give [package.${dep.app}.downloads] ${archive.variable} = { url, hash } in nif2nix.toml`;
      diagnostics.report("package-needs-hand", dep.place, { app: dep.app, note });
      return [];
    }
    return [{ env: { [archive.variable]: { files } } }];
  });
}

function filesOf(archive: ArchiveRecipe, variant: string, files: DependencyNatives["files"]): FilesByTarget {
  return Object.fromEntries(
    files.flatMap(({ name, url, sha256 }) => {
      const found = archive.name.exec(name)?.groups;
      if (found === undefined || found["variant"] !== variant) return [];
      const system = found["os"] === "darwin" ? "apple-darwin" : found["os"];
      return [[`${found["arch"]}-${system}`, { url, sha256 }] as const];
    }),
  );
}
