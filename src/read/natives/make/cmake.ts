import { joinPath } from "../../../model/paths.ts";
import { cmakeLibraries, cmakeNothing, cmakePrograms } from "../../../recipes/cmake-packages.ts";
import { linkedLibraries } from "../../../recipes/linked-libraries.ts";
import { lookUp } from "../../../text/look-up.ts";
import type { SourceTree } from "../../sources/source-tree.ts";
import { type CmakeCommand, cmakeCommands } from "./cmake-commands.ts";

/** What a CMakeLists.txt needs of a build. */
export interface CmakeNeeds {
  /** Programs by their names. */
  readonly programs: Set<string>;
  /** As pkg-config knows them. */
  readonly libraries: Set<string>;
  /** As linkers know them. */
  readonly linked: Set<string>;
  /** What it fetches, or looks for without anybody knowing where that is: one clause each, for a person. */
  readonly others: Set<string>;
}

/** Commands of CMake's modules FetchContent and ExternalProject, and of CPM.cmake, that fetch what they name. */
const fetching: ReadonlySet<string> = new Set(["cpmaddpackage", "externalproject_add", "fetchcontent_declare"]);

/** Where these name it: an address, or the name of a repository on a forge. */
const addressed: ReadonlySet<string> = new Set(["GITHUB_REPOSITORY", "GITLAB_REPOSITORY", "GIT_REPOSITORY", "URL"]);

/** Folders that are added to a project are followed so far. */
const most = 20;

/**
 * What is needed where cmake configures and builds a folder: its CMakeLists.txt and those that it adds. Nothing is run: of conditions
 * both ways count for what is known, and neither for what is not.
 * @param words of the command line. @param folder where cmake runs, relative to the package's root.
 */
export function cmakeNeeds(tree: SourceTree, folder: string, words: readonly string[]): CmakeNeeds {
  const after = words.find((_, at) => words[at - 1] === "-S") ?? words.find((word) => /^-S./.test(word))?.slice(2);
  const named = after ?? words.find((word) => !word.startsWith("-") && isSource(tree, joinPath(folder, word))) ?? ".";
  const found: CmakeNeeds = { programs: new Set(), libraries: new Set(), linked: new Set(), others: new Set() };
  const folders = [joinPath(folder, named)];
  for (const each of folders) {
    const path = joinPath(each, "CMakeLists.txt");
    const text = path.startsWith("../") ? undefined : tree.fs.readText(joinPath(tree.folder, path));
    if (text === undefined) continue;
    const commands = cmakeCommands(text);
    for (const url of addresses(commands)) found.others.add(`fetches ${url} by ${path}`);
    for (const name of lookFor(commands, found)) found.others.add(`looks for ${name} by find_package of ${path}`);
    for (const { name, words: given } of commands) {
      const added = name === "add_subdirectory" ? folderOf(given[0] ?? "", each, joinPath(folder, named)) : undefined;
      if (added !== undefined && folders.length < most && !folders.includes(added)) folders.push(added);
    }
  }
  return found;
}

const isSource = (tree: SourceTree, folder: string): boolean =>
  !folder.startsWith("../") && tree.fs.exists(joinPath(tree.folder, folder, "CMakeLists.txt"));

/** A folder as it is named; undefined where a variable in its name is not known. */
function folderOf(name: string, current: string, top: string): string | undefined {
  const [, from, rest] = /^\$\{(CMAKE_CURRENT|CMAKE|PROJECT)_(?:SOURCE|LIST)_DIR\}(?:\/(.*))?$/s.exec(name) ?? [];
  const [base, path] = from === undefined ? [current, name] : [from === "CMAKE_CURRENT" ? current : top, rest ?? "."];
  return path === "" || path.includes("$") ? undefined : joinPath(base, path);
}

/** What is fetched: not what lies in a folder of the sources. */
function addresses(commands: readonly CmakeCommand[]): readonly string[] {
  return commands.flatMap(({ name, words }) => {
    const [first = ""] = words;
    if (name === "file") return first === "DOWNLOAD" ? words.slice(1, 2) : [];
    if (!fetching.has(name)) return [];
    // `CPMAddPackage("gh:owner/name@1.0.0")`
    if (name === "cpmaddpackage" && /^\w+:/.test(first)) return [first];
    const at = words.findIndex((word) => addressed.has(word));
    const [what, url = ""] = at === -1 ? [] : words.slice(at, at + 2);
    const isHere = ofFolder.test(url) || (what === "URL" && !url.startsWith("$") && !/^[\w+-]+:/.test(url));
    return url === "" || isHere ? [] : [url];
  });
}

/** A path, or one in a folder that CMake has a variable of; another variable may hold an address. */
const ofFolder = /^(?:\$\{\w*_(?:SOURCE|BINARY|LIST)_DIR\}|\.{0,2}\/)/;

/**
 * Adds what is known of what is looked for, and gives the names of what is not: packages without which it stops, outside of any
 * condition, and that no folder of its own is named for.
 */
function lookFor(commands: readonly CmakeCommand[], found: CmakeNeeds): readonly string[] {
  const unknown: string[] = [];
  let conditions = 0;
  for (const { name: call, words } of commands) {
    const [first = "", ...rest] = words;
    switch (call) {
      case "if":
        conditions += 1;
        break;
      case "endif":
        conditions -= 1;
        break;
      case "find_package": {
        const isNeeded = conditions === 0 && rest.includes("REQUIRED");
        const isShown = rest.some((word) => word === "PATHS" || word === "HINTS");
        if (!findPackage(first, found) && isNeeded && !isShown) unknown.push(first);
        break;
      }
      case "find_library": {
        const name = rest.find((word) => Object.hasOwn(linkedLibraries, word));
        if (name !== undefined) found.linked.add(name);
        break;
      }
      case "pkg_check_modules":
      case "pkg_search_module":
        found.programs.add("pkg-config");
        for (const word of rest) if (isModule(word)) found.libraries.add(word.replace(/[<>=].*$/, ""));
    }
  }
  return unknown;
}

/** Whether it is known what the package is. */
function findPackage(name: string, found: CmakeNeeds): boolean {
  const linked = lookUp(cmakeLibraries, name);
  const program = lookUp(cmakePrograms, name);
  if (linked !== undefined) found.linked.add(linked);
  if (program !== undefined) found.programs.add(program);
  return linked !== undefined || program !== undefined || cmakeNothing.has(name);
}

/** A module of pkg-config's among the options of CMake's FindPkgConfig, which are in capitals, and versions. */
const isModule = (word: string): boolean => /^[A-Za-z][\w.+-]*(?:[<>=]+[\w.]+)?$/.test(word) && !/^[A-Z_]+$/.test(word);
