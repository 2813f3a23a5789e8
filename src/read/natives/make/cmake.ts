import { joinPath } from "../../../model/paths.ts";
import type { SourceTree } from "../../sources/source-tree.ts";

/** Commands of CMake's modules FetchContent and ExternalProject, and `file(DOWNLOAD)`, that fetch what they name. */
const fetching = /\b(?:FetchContent_Declare|ExternalProject_Add|CPMAddPackage)\s*\(([^)]*)\)/gi;

/**
 * What a CMakeLists.txt fetches while it is configured or built: one clause each, for a person.
 * @param words of the command line. @param folder where cmake runs, relative to the package's root.
 */
export function cmakeFetches(tree: SourceTree, folder: string, words: readonly string[]): readonly string[] {
  const after = words.find((_, at) => words[at - 1] === "-S") ?? words.find((word) => /^-S./.test(word))?.slice(2);
  const named = after ?? words.find((word) => !word.startsWith("-") && isSource(tree, joinPath(folder, word))) ?? ".";
  const path = joinPath(folder, named, "CMakeLists.txt");
  const text = path.startsWith("../") ? undefined : tree.fs.readText(joinPath(tree.folder, path));
  if (text === undefined) return [];
  const plain = text.replaceAll(/^[ \t]*#.*$/gm, "");
  const addresses = [...plain.matchAll(fetching)].flatMap(
    ([, inside = ""]) => /\b(?:GIT_REPOSITORY|URL)\s+"?([^\s"]+)/i.exec(inside)?.[1] ?? [],
  );
  const downloads = [...plain.matchAll(/\bfile\s*\(\s*DOWNLOAD\s+"?([^\s")]+)/gi)].map(([, url]) => url as string);
  return [...new Set([...addresses, ...downloads])].map((url) => `fetches ${url} by ${path}`);
}

const isSource = (tree: SourceTree, folder: string): boolean =>
  !folder.startsWith("../") && tree.fs.exists(joinPath(tree.folder, folder, "CMakeLists.txt"));
