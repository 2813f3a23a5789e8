import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Dependency } from "../model/dependency.ts";
import type { DependencyNatives } from "../model/natives.ts";
import type { Project } from "../model/project.ts";
import { packageRecipes } from "../recipes/package-recipes.ts";
import type { ArchiveRecipe, FilesByTarget, Inputs } from "../recipes/recipe.ts";
import type { Settings } from "../settings/settings.ts";
import { lookUp } from "../text/look-up.ts";

/** Archives that a dependency's build would download, for all systems at once. */
export interface Archives {
  /** Named to the build by variables. */
  readonly inputs: readonly Inputs[];
  /** Looked for in the cache of elixir_make; null where there is none. */
  readonly cached: FilesByTarget | null;
}

/**
 * The archives that a dependency needs, its own or those of a package that it is built on. Reports package-needs-hand where
 * the package does not say which there are.
 */
export function archivesOf(
  natives: DependencyNatives,
  project: Project,
  settings: Settings,
  dep: Dependency,
  diagnostics: DiagnosticSink,
): Archives {
  const own = lookUp(settings.packages, dep.app);
  const inputs: Inputs[] = [];
  let cached: FilesByTarget | null = null;
  for (const { archive, detects } of packageRecipes) {
    if (archive === undefined) continue;
    const { taken } = archive;
    const users = "variable" in taken ? natives.requires : [natives.app];
    const provider = detects.apps?.find((app) => users.includes(app));
    if (provider === undefined || ("variable" in taken && given(taken.variable, own))) continue;
    const { variable, default: usual, names } = archive.variant;
    const wish = lookUp(settings.packages, provider)?.env[variable] ?? own?.env[variable] ?? usual;
    const files = filesOf(
      archive,
      lookUp(names ?? {}, wish) ?? wish,
      project.natives.find((each) => each.app === provider),
    );
    if (Object.keys(files).length === 0) {
      const note = `an archive of ${provider} (${variable}=${wish}), and the sources of ${provider} give no address and hash of one`;
      diagnostics.report("package-needs-hand", dep.place, { app: dep.app, note });
    } else if ("variable" in taken) inputs.push({ env: { [taken.variable]: { files } } });
    else cached = files;
  }
  return { inputs, cached };
}

const given = (variable: string, own: Settings["packages"][string] | undefined): boolean =>
  own?.env[variable] !== undefined || own?.downloads[variable] !== undefined;

function filesOf(archive: ArchiveRecipe, variant: string, provider: DependencyNatives | undefined): FilesByTarget {
  return Object.fromEntries(
    (provider?.files ?? []).flatMap(({ name, url, sha256 }) => {
      const found = archive.name.exec(name)?.groups;
      if (found === undefined || (found["variant"] ?? "") !== variant) return [];
      const system = found["os"] === "darwin" ? "apple-darwin" : found["os"];
      return [[`${found["arch"]}-${system}`, { url, sha256 }] as const];
    }),
  );
}
