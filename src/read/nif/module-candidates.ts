import { mentionsUse } from "../../elixir/parse/mentions.ts";
import { hasWord, wordsOf } from "../../text/words.ts";
import type { ElixirFile } from "./elixir-files.ts";

const macros: readonly string[] = ["Rustler", "RustlerPrecompiled"];
const moduleName = /\bdefmodule\s+(?:Elixir\.)?([A-Z][\w.]*)/g;

/** How often macros that use macros are followed; ends also where a round brings nothing new. */
const maxRounds = 8;

/**
 * The files that may define a NIF module: those that mention Rustler, and those that mention a module whose file
 * defines macros and is itself a candidate. A text search: comments and strings count here, evaluation decides.
 */
export function candidates(files: readonly ElixirFile[]): readonly ElixirFile[] {
  const found = new Set(files.filter((file) => mentionsUse(file.text, macros)));
  let fresh = [...found];
  for (let round = 0; round < maxRounds && fresh.length > 0; round++) {
    const names = new Set(fresh.filter((file) => file.text.includes("defmacro")).flatMap(lastNames));
    if (names.size === 0) break;
    fresh = files.filter((file) => !found.has(file) && mentionsOne(file.text, names));
    for (const file of fresh) found.add(file);
  }
  return files.filter((file) => found.has(file));
}

/** Many names are looked for in the words of the text, a few in the text. */
function mentionsOne(text: string, names: ReadonlySet<string>): boolean {
  if (names.size > 8) return [...wordsOf(text)].some((word) => names.has(word));
  return [...names].some((name) => hasWord(text, name));
}

/** Last segments of the names of the modules a file defines: however a module is aliased, that is written somewhere. */
function lastNames(file: ElixirFile): readonly string[] {
  return [...file.text.matchAll(moduleName)].map((match) => (match[1] as string).split(".").at(-1) as string);
}

/** Finds the file that defines a module, by what `defmodule` says; nested modules are found by their outer one. */
export function moduleIndex(files: readonly ElixirFile[]): (module: string) => string | undefined {
  const paths = new Map<string, string>();
  for (const file of files) {
    for (const match of file.text.matchAll(moduleName)) {
      const name = match[1] as string;
      if (!paths.has(name)) paths.set(name, file.path);
    }
  }
  return (module) => {
    const segments = module.replace(/^Elixir\./, "").split(".");
    for (let length = segments.length; length > 0; length--) {
      const path = paths.get(segments.slice(0, length).join("."));
      if (path !== undefined) return path;
    }
    return undefined;
  };
}
