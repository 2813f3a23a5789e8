import { isInside, joinPath, parentPath } from "../../model/paths.ts";
import { type CargoContext, shown } from "./cargo-context.ts";
import { linkTargets } from "./link-targets.ts";
import type { Manifest } from "./manifest.ts";
import { ignoredFolders, namedFiles } from "./outside-files.ts";
import type { LocalPackages } from "./packages.ts";
import { buildScript, entryFiles, libraryTarget } from "./targets.ts";
import { unreadFiles } from "./unread-files.ts";

/** Files and folders that a crate is built from, relative to the project, sorted, none inside another. */
export interface CrateSources {
  readonly sources: readonly string[];
  /** Files that cargo looks for, and of which nothing is built: empty ones do. */
  readonly standIns: readonly string[];
  /** What of `sources` no build reads. */
  readonly unread: readonly string[];
}

/**
 * The least that cargo needs to build the crate.
 * `others` are files that are needed as they are (lock, configuration). A folder stands for all in it but `ignoredFolders`.
 * readme and license-file are not among them: cargo looks at neither when it builds.
 */
export function crateSources(context: CargoContext, packages: LocalPackages, others: readonly string[]): CrateSources {
  const paths = new Set(others);
  const looked = new Set<string>();
  const apart = [...packages.loaded.values()].map((manifest) => manifest.folder);
  for (const manifest of packages.built.values()) {
    const script = buildScript(context.fs, manifest);
    const own = holdsMixProject(context, manifest.folder)
      ? pickedFiles(context, manifest)
      : foldersBut(context, manifest.folder, apart);
    for (const path of [...own, ...namedFiles(context, manifest, own, script)]) paths.add(path);
    if (script !== undefined) paths.add(script);
  }
  for (const manifest of [...packages.loaded.values(), ...packages.roots.values()]) {
    paths.add(manifest.path);
    for (const file of manifest.package === undefined ? [] : entryFiles(context.fs, manifest)) looked.add(file);
  }
  for (const path of paths) for (const target of linkTargets(context, path)) paths.add(target);
  const sources = outermost([...paths].filter((path) => isInside(context.limit, path)));
  const standIns = [...looked].filter(
    (path) => isInside(context.limit, path) && !sources.some((source) => isInside(source, path)),
  );
  const seen = (list: readonly string[]): readonly string[] => list.map((path) => shown(context, path)).sort();
  return {
    sources: seen(sources),
    standIns: seen(standIns),
    unread: seen(unreadFiles(context, [...packages.built.values()], paths)),
  };
}

/** A crate at the top of a Mix project: taking its folder would take the Elixir code too. */
function holdsMixProject(context: CargoContext, folder: string): boolean {
  return isInside(folder, context.project) || context.fs.exists(joinPath(folder, "mix.exs"));
}

function pickedFiles(context: CargoContext, manifest: Manifest): readonly string[] {
  const library = libraryTarget(context.fs, manifest)?.path;
  const folders = [joinPath(manifest.folder, "src"), library === undefined ? manifest.folder : parentPath(library)];
  const besides = folders.includes(manifest.folder)
    ? context.fs.list(manifest.folder).filter((entry) => !entry.directory && entry.name.endsWith(".rs"))
    : [];
  return [
    manifest.path,
    ...folders.filter((folder) => folder !== manifest.folder && context.fs.isDirectory(folder)),
    ...besides.map((entry) => joinPath(manifest.folder, entry.name)),
    ...entryFiles(context.fs, manifest),
  ];
}

/** The folder itself, or its parts where packages that are not built lie in it. */
function foldersBut(context: CargoContext, folder: string, apart: readonly string[]): readonly string[] {
  if (apart.includes(folder)) return [];
  const within = apart.filter((path) => isInside(folder, path));
  if (within.length === 0) return [folder];
  return context.fs.list(folder).flatMap((entry) => {
    if (ignoredFolders.has(entry.name)) return [];
    const path = joinPath(folder, entry.name);
    return entry.directory ? foldersBut(context, path, within) : [path];
  });
}

function outermost(paths: readonly string[]): readonly string[] {
  const kept: string[] = [];
  // A folder sorts before what is in it when `/` sorts first of all.
  for (const path of [...paths].sort((a, b) => (key(a) < key(b) ? -1 : 1))) {
    const last = kept.at(-1);
    if (last === undefined || !isInside(last, path)) kept.push(path);
  }
  return kept;
}

function key(path: string): string {
  return path.replaceAll("/", "\0");
}
