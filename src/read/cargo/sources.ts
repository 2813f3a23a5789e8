import { isInside, joinPath, parentPath, relativePath } from "../../model/paths.ts";
import { type CargoContext, shown } from "./cargo-context.ts";
import type { Manifest } from "./manifest.ts";
import { ignoredFolders, namedFiles } from "./outside-files.ts";
import type { LocalPackages } from "./packages.ts";
import { buildScript, entryFiles, libraryTarget } from "./targets.ts";

/**
 * The least that cargo needs to build the crate: relative to the project, sorted, none inside another.
 * `others` are files that are needed as they are (lock, configuration). A folder stands for all in it but `ignoredFolders`.
 * readme and license-file are not among them: cargo looks at neither when it builds.
 */
export function crateSources(
  context: CargoContext,
  packages: LocalPackages,
  others: readonly string[],
): readonly string[] {
  const paths = new Set(others);
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
    for (const file of manifest.package === undefined ? [] : entryFiles(context.fs, manifest)) paths.add(file);
  }
  for (const path of paths) for (const target of linkTargets(context, path)) paths.add(target);
  return outermost([...paths].filter((path) => isInside(context.limit, path)))
    .map((path) => shown(context, path))
    .sort();
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

/** Where symbolic links at, above or below a path lead, as paths below the limit. */
function linkTargets(context: CargoContext, path: string): readonly string[] {
  const realRoot = context.fs.realPath(context.limit);
  const found: string[] = [];
  const look = (at: string, expected: string): void => {
    const real = context.fs.realPath(at);
    if (real === expected) within(at, real);
    else if (isInside(realRoot, real)) found.push(joinPath(context.limit, relativePath(realRoot, real)));
  };
  const within = (folder: string, real: string): void => {
    for (const { name, directory, link } of context.fs.list(folder)) {
      if (ignoredFolders.has(name)) continue;
      if (link !== false) look(joinPath(folder, name), joinPath(real, name));
      else if (directory) within(joinPath(folder, name), joinPath(real, name));
    }
  };
  look(path, joinPath(realRoot, relativePath(context.limit, path)));
  return found;
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
