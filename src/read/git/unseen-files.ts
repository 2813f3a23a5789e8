import { isInside, joinPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { IgnoredBy, WorkTree } from "./work-tree.ts";

/** A file or folder that a build reads, and which of the files in a folder. */
export interface Wanted {
  /** Absolute. */
  readonly path: string;
  /** Of a folder: the names that count; all where it is left out. */
  readonly names?: RegExp;
  /** Whether it is missed where git ignores it, too. What is made by tools lies beside sources, and git ignores it for good. */
  readonly evenIgnored: boolean;
}

/** What a flake leaves out of a repository although it is there. Absolute paths. */
export interface Unseen {
  /** Neither tracked nor ignored. */
  readonly unknown: readonly string[];
  readonly ignored: readonly { readonly path: string; readonly by: IgnoredBy }[];
  /** Folders of submodules that hold something wanted, or lie in it. */
  readonly submodules: readonly string[];
}

/** Enough for any project; a folder with more than that is data that nobody adds by name. */
const MAX_FILES = 20_000;

/** Never part of a source. */
const LEFT_OUT: ReadonlySet<string> = new Set(["target", ".git", "node_modules", "_build", "deps", ".elixir_ls"]);

/**
 * Of what a build reads that which a flake does not give it: Nix copies the tracked files of a repository, and of
 * submodules nothing unless asked (Nix manual, "nix flake", path-like syntax).
 */
export function unseenFiles(wanted: readonly Wanted[], tree: WorkTree, fs: ReadFileSystem): Unseen {
  const unknown = new Set<string>();
  const ignored = new Map<string, IgnoredBy>();
  const submodules = new Set<string>();
  let left = MAX_FILES;
  const look = ({ path, names, evenIgnored }: Wanted, isFolder: boolean): void => {
    if (!isInside(tree.folder, path) || left-- <= 0) return;
    const submodule = tree.submodules.find((one) => isInside(one, path));
    if (submodule !== undefined) {
      submodules.add(submodule);
      return;
    }
    if (isFolder && tree.isTracked(path)) return;
    const by = tree.isTracked(path) || tree.hasTracked(path) ? undefined : tree.ignoredBy(path);
    if (by !== undefined) {
      if (evenIgnored) ignored.set(path, by);
    } else if (isFolder) {
      for (const { name, directory: leadsToFolder, link } of fs.list(path)) {
        if (name.startsWith(".") || LEFT_OUT.has(name)) continue;
        // To git a link is a file, wherever it leads: it may be to all of the machine.
        const directory = leadsToFolder && link !== true;
        if (directory || names === undefined || names.test(name)) {
          look({ path: joinPath(path, name), evenIgnored, ...(names && { names }) }, directory);
        }
      }
    } else if (!tree.isTracked(path)) unknown.add(path);
  };
  const top = fs.realPath(tree.folder);
  const isFolder = (path: string): boolean => fs.isDirectory(path) && isInside(top, fs.realPath(path));
  for (const one of wanted) if (fs.exists(one.path)) look(one, isFolder(one.path));
  return {
    unknown: [...unknown].sort(),
    ignored: [...ignored].map(([path, by]) => ({ path, by })),
    submodules: [...submodules].sort(),
  };
}

/** The fewest names that `git add` takes for these files: a folder where git knows nothing of it yet. */
export function additions(unknown: readonly string[], tree: WorkTree, top: string): readonly string[] {
  const named = new Set<string>();
  for (const path of unknown) {
    let at = path;
    for (let above = joinPath(at, ".."); above !== top && isInside(top, above); above = joinPath(above, "..")) {
      if (!tree.hasTracked(above)) at = above;
    }
    named.add(!tree.hasTracked(top) && isInside(top, path) ? top : at);
  }
  return [...named].sort();
}
