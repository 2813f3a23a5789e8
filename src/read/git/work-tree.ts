import { expandPath, isInside, joinPath, parentPath, relativePath } from "../../model/paths.ts";
import type { ByteFiles } from "../../ports/byte-files.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { repositoryOf } from "../../ports/repository.ts";
import { readGitIndex } from "./git-index.ts";
import { type IgnoreRule, parseIgnoreRules } from "./ignore-rules.ts";

/** A rule that makes git ignore something. */
export interface IgnoredBy {
  /** Absolute path of the file that has the rule. */
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

/** What git knows of a repository's files. A flake sees tracked files only. Paths are absolute. */
export interface WorkTree {
  readonly folder: string;
  isTracked(path: string): boolean;
  /** Whether git tracks anything in a folder. */
  hasTracked(folder: string): boolean;
  /** The rule by which git leaves out what it does not track. */
  ignoredBy(path: string): IgnoredBy | undefined;
  /** Folders of submodules. */
  readonly submodules: readonly string[];
  /** Symbolic links that git tracks. */
  readonly links: readonly string[];
}

/** An index of half a million files. */
const MAX_INDEX = 64 << 20;

/** Told of the work that a file (absolute) made, in steps. */
type Spend = (steps: number, file: string) => void;

/**
 * The repository whose work tree `folder` is; undefined where there is none, or one whose index has a form that is not
 * read here. Git is not needed. Rules of the user's own (core.excludesFile) are not looked at.
 */
export function readWorkTree(
  folder: string,
  fs: ReadFileSystem,
  bytes: Pick<ByteFiles, "read">,
  spend: Spend = () => {},
): WorkTree | undefined {
  const gitFolder = gitFolderOf(folder, fs);
  if (gitFolder === undefined) return undefined;
  const common = expandPath((fs.readText(joinPath(gitFolder, "commondir")) ?? ".").trim(), gitFolder);
  // Without objects it is no repository (git setup.c, is_git_directory).
  if (!fs.isDirectory(joinPath(common, "objects"))) return undefined;
  const sha256 = /^[ \t]*objectformat[ \t]*=[ \t]*sha256[ \t]*\r?$/im.test(
    fs.readText(joinPath(common, "config")) ?? "",
  );
  const indexFile = joinPath(gitFolder, "index");
  const content = bytes.read(indexFile, MAX_INDEX);
  if (content === undefined && fs.exists(indexFile)) return undefined;
  const index =
    content === undefined
      ? { files: new Set<string>(), submodules: [], links: [] }
      : readGitIndex(content, sha256 ? 32 : 20);
  if (index === undefined) return undefined;
  const folders = new Set<string>();
  for (const file of index.files) {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      const above = file.slice(0, end);
      if (folders.has(above)) break;
      folders.add(above);
    }
  }
  const within = (path: string): string => relativePath(folder, path);
  const isTracked = (path: string): boolean => {
    // Of a sparse index a folder stands for all that is in it.
    for (let at = within(path); at !== "." && at !== "/"; at = parentPath(at)) if (index.files.has(at)) return true;
    return false;
  };
  return {
    folder,
    isTracked,
    hasTracked: (path) => (path === folder ? index.files.size > 0 : folders.has(within(path)) || isTracked(path)),
    ignoredBy: ignoring(folder, joinPath(common, "info/exclude"), fs, spend),
    submodules: index.submodules.map((path) => joinPath(folder, path)),
    links: index.links.map((path) => joinPath(folder, path)),
  };
}

/** The repository that holds a folder; undefined as for `readWorkTree`. */
export function workTreeOf(
  folder: string,
  fs: ReadFileSystem,
  bytes: Pick<ByteFiles, "read">,
  spend?: Spend,
): WorkTree | undefined {
  const repository = repositoryOf(folder, fs);
  return repository === undefined ? undefined : readWorkTree(repository, fs, bytes, spend);
}

/** `.git` is a folder, or a file that names one: in other work trees and in submodules. */
function gitFolderOf(folder: string, fs: ReadFileSystem): string | undefined {
  const path = joinPath(folder, ".git");
  if (fs.isDirectory(path)) return path;
  const named = /^gitdir: (.+?)\r?\n?$/.exec(fs.readText(path) ?? "")?.[1];
  const found = named === undefined ? undefined : expandPath(named, folder);
  return found !== undefined && fs.isDirectory(found) ? found : undefined;
}

/** What lies in a folder that is ignored is ignored with it; else the nearest file with a rule that matches decides. */
function ignoring(top: string, exclude: string, fs: ReadFileSystem, spend: Spend): WorkTree["ignoredBy"] {
  const files = new Map<string, readonly IgnoreRule[]>();
  const rulesIn = (file: string): readonly IgnoreRule[] => {
    let rules = files.get(file);
    if (rules === undefined) files.set(file, (rules = parseIgnoreRules(fs.readText(file) ?? "")));
    return rules;
  };
  const decided = new Map<string, IgnoredBy | undefined>();
  const decide = (path: string, isFolder: boolean): IgnoredBy | undefined => {
    for (let at = parentPath(path); isInside(top, at); at = parentPath(at)) {
      const found = match(joinPath(at, ".gitignore"), at, path, isFolder);
      if (found !== undefined) return found === "kept" ? undefined : found;
      if (at === top) break;
    }
    const found = match(exclude, top, path, isFolder);
    return found === "kept" ? undefined : found;
  };
  const match = (file: string, base: string, path: string, isFolder: boolean): IgnoredBy | "kept" | undefined => {
    const relative = relativePath(base, path);
    spend(rulesIn(file).length, file);
    const rule = rulesIn(file).findLast((one) => (isFolder || !one.foldersOnly) && one.matches(relative));
    if (rule === undefined) return undefined;
    return rule.negated ? "kept" : { file, line: rule.line, rule: rule.text };
  };
  // What something lies in is a folder, be it there or not.
  const ignoredBy = (path: string, isFolder: boolean): IgnoredBy | undefined => {
    if (path === top || !isInside(top, path)) return undefined;
    if (!decided.has(path)) decided.set(path, ignoredBy(parentPath(path), true) ?? decide(path, isFolder));
    return decided.get(path);
  };
  return (path) => ignoredBy(path, fs.isDirectory(path));
}
