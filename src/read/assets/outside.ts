import type { Scope } from "../../diagnostics/scope.ts";
import type { NodeModules } from "../../model/assets.ts";
import { isInside, joinPath, parentPath } from "../../model/paths.ts";
import { isSetting, lockManager } from "./front-ends.ts";

/** What of the repository outside of the project front ends are built from. Paths are relative to the project. */
export interface OutsideReading {
  /** Folders that commands run in, or that they name. */
  readonly folders: readonly string[];
  readonly locks: readonly NodeModules[];
}

/**
 * Files and folders outside of the project that front ends are built from: their folders, the settings beside a lock, folders
 * that node_modules links to, and what their own settings name (`"extends": "../tsconfig.json"`).
 */
export function outsideSources(
  { folders, locks }: OutsideReading,
  { project, limit, fs }: Pick<Scope, "project" | "limit" | "fs">,
): readonly string[] {
  const isOutside = (path: string): boolean => {
    const absolute = joinPath(project, path);
    return !isInside(project, absolute) && isInside(limit, absolute) && fs.exists(absolute);
  };
  const own = folders.filter(isOutside);
  const linked = locks
    .flatMap(({ links, copies }) => [...links, ...copies])
    .flatMap(({ target }) => (target.includes("node_modules/") ? [] : [target]));
  const beside = locks
    .map(({ lockFile }) => parentPath(lockFile))
    .filter(isOutside)
    .flatMap((folder) => settingsIn(joinPath(project, folder)).map((name) => joinPath(folder, name)));
  const built = [...own, ...linked.filter(isOutside)];
  const named = built.flatMap((folder) =>
    settingsIn(joinPath(project, folder))
      .flatMap((name) => pathsIn(fs.readText(joinPath(project, folder, name)) ?? ""))
      .map((path) => joinPath(folder, path))
      // Folders around the project hold everything; those would be named to look for something in them.
      .filter((path) => isOutside(path) && !isInside(joinPath(project, path), project)),
  );
  const all = [...new Set([...built, ...beside, ...named])];
  return all.filter((path) => !all.some((other) => other !== path && isInside(other, path))).toSorted();

  function settingsIn(folder: string): readonly string[] {
    return fs
      .list(folder)
      .flatMap(({ name, directory }) =>
        !directory &&
        (isSetting(name) || lockManager(name) !== undefined || /^\.(?:npmrc|yarnrc(?:\.yml)?)$/.test(name))
          ? [name]
          : [],
      );
  }
}

/** Paths that lead out of a folder, as settings have them in quotes. */
const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(/["'`]((?:\.\.\/)+[\w.@/-]*[\w@-])/g)].map(([, path]) => path as string);
