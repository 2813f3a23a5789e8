import { joinPath } from "../../../model/paths.ts";
import { cmakeLibraries, cmakeNothing, cmakePrograms } from "../../../recipes/cmake-packages.ts";
import { linkedLibraries } from "../../../recipes/linked-libraries.ts";
import type { SourceTree } from "../../sources/source-tree.ts";

/** What a CMakeLists.txt needs of a build. */
export interface CmakeNeeds {
  /** Programs by their names. */
  readonly programs: readonly string[];
  /** As pkg-config knows them. */
  readonly libraries: readonly string[];
  /** As linkers know them. */
  readonly linked: readonly string[];
  /** What it fetches, or looks for without anybody knowing where that is: one clause each, for a person. */
  readonly others: readonly string[];
}

/** Commands of CMake's modules FetchContent and ExternalProject, and `file(DOWNLOAD)`, that fetch what they name. */
const fetching = /\b(?:FetchContent_Declare|ExternalProject_Add|CPMAddPackage)\s*\(([^)]*)\)/gi;

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
  const found = { programs: new Set<string>(), libraries: new Set<string>(), linked: new Set<string>() };
  const others = new Set<string>();
  const folders = [joinPath(folder, named)];
  for (const each of folders) {
    const path = joinPath(each, "CMakeLists.txt");
    const text = path.startsWith("../") ? undefined : tree.fs.readText(joinPath(tree.folder, path));
    if (text === undefined) continue;
    const uncommented = text.replaceAll(/(^|\s)#.*/gm, "$1");
    // Behind the last one nothing that begins ends, and every beginning would be followed to there.
    const plain = uncommented.slice(0, uncommented.lastIndexOf(")") + 1);
    for (const url of addresses(plain)) others.add(`fetches ${url} by ${path}`);
    for (const name of lookFor(plain, found)) others.add(`looks for ${name} by find_package of ${path}`);
    for (const [, added = ""] of plain.matchAll(/\badd_subdirectory\s*\(\s*"?([\w./-]+)/gi)) {
      const next = joinPath(each, added);
      if (folders.length < most && !folders.includes(next)) folders.push(next);
    }
  }
  const [programs = [], libraries = [], linked = []] = Object.values(found).map((names) => [...names]);
  return { programs, libraries, linked, others: [...others] };
}

const isSource = (tree: SourceTree, folder: string): boolean =>
  !folder.startsWith("../") && tree.fs.exists(joinPath(tree.folder, folder, "CMakeLists.txt"));

function addresses(text: string): readonly string[] {
  const declared = [...text.matchAll(fetching)].flatMap(
    ([, inside = ""]) => /\b(?:GIT_REPOSITORY|URL)\s+"?([^\s"]+)/i.exec(inside)?.[1] ?? [],
  );
  return [
    ...declared,
    ...[...text.matchAll(/\bfile\s*\(\s*DOWNLOAD\s+"?([^\s")]+)/gi)].map(([, url]) => url as string),
  ];
}

interface Found {
  readonly programs: Set<string>;
  readonly libraries: Set<string>;
  readonly linked: Set<string>;
}

/**
 * Adds what is known of what is looked for, and gives the names of what is not: packages without which it stops, outside of any
 * condition, and that no folder of its own is named for.
 */
function lookFor(text: string, found: Found): readonly string[] {
  const unknown: string[] = [];
  let conditions = 0;
  for (const [, call = "", inside = ""] of text.matchAll(
    /\b(if|endif|find_package|find_library|pkg_check_modules|pkg_search_module)\s*\(([^)]*)\)/gi,
  )) {
    const [first = "", ...rest] = inside.match(/[^\s"]+/g) ?? [];
    switch (call.toLowerCase()) {
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
      default:
        found.programs.add("pkg-config");
        for (const word of rest) if (isModule(word)) found.libraries.add(word.replace(/[<>=].*$/, ""));
    }
  }
  return unknown;
}

/** Whether it is known what the package is. */
function findPackage(name: string, found: Found): boolean {
  const linked = Object.hasOwn(cmakeLibraries, name) ? cmakeLibraries[name] : undefined;
  const program = Object.hasOwn(cmakePrograms, name) ? cmakePrograms[name] : undefined;
  if (linked !== undefined) found.linked.add(linked);
  if (program !== undefined) found.programs.add(program);
  return linked !== undefined || program !== undefined || cmakeNothing.has(name);
}

/** A module of pkg-config's among the options of CMake's FindPkgConfig, which are in capitals, and versions. */
const isModule = (word: string): boolean => /^[A-Za-z][\w.+-]*(?:[<>=]+[\w.]+)?$/.test(word) && !/^[A-Z_]+$/.test(word);
