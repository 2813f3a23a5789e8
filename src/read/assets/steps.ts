import type { NodeProgram } from "../../model/assets.ts";
import type { MixAlias } from "../../model/mix-project.ts";
import { isInside, joinPath, relativePath } from "../../model/paths.ts";
import { isUnknown } from "../../model/unknown.ts";

/** Words of a command that start a program of JavaScript, and what has to be there for them. */
const programs: Readonly<Record<string, NodeProgram>> = {
  node: "node",
  npm: "npm",
  npx: "npm",
  pnpm: "pnpm",
  pnpx: "pnpm",
  yarn: "yarn",
  yarnpkg: "yarn",
  bun: "bun",
  bunx: "bun",
};

/** The words of everything that an alias runs, other aliases included, each step a list. What is not known is left out. */
export function wordsOf(task: string, aliases: readonly MixAlias[]): readonly (readonly string[])[] {
  const byName = new Map(aliases.map((alias) => [alias.name, alias]));
  const seen = new Set<string>();
  const found: string[][] = [];
  const follow = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const step of byName.get(name)?.steps ?? []) {
      if (isUnknown(step)) continue;
      const words = shellWords(step);
      found.push(words);
      // `do a + b`, `cmd mix a` and the plain name of an alias.
      for (const word of words) if (byName.has(word)) follow(word);
    }
  };
  follow(task);
  return found;
}

/** The programs of JavaScript among the steps of an alias that are commands of a shell. */
export const programsIn = (steps: readonly (readonly string[])[]): readonly NodeProgram[] =>
  programsAmong(steps.filter(([task]) => task === "cmd").flat());

/** Those among the words of commands. */
export function programsAmong(words: readonly string[]): readonly NodeProgram[] {
  return [...new Set(words.flatMap((word) => (Object.hasOwn(programs, word) ? (programs[word] as NodeProgram) : [])))];
}

/** The words of a shell's command, names of programs among them. */
export const shellWords = (command: string): string[] => command.split(/[\s;&|()'"=]+/).filter((word) => word !== "");

/**
 * Words that may be folders, relative to the Mix project: `--cd assets`, `--prefix ../frontend`.
 * @param mixFolder the Mix project's, absolute: what mix.exs makes of `__DIR__` starts with it or with a folder above.
 * @param limit absolute: the repository's folder.
 */
export function foldersIn(steps: readonly (readonly string[])[], mixFolder: string, limit: string): readonly string[] {
  const words = steps.flat().flatMap((word) => {
    if (word.startsWith("-") || word.includes(":")) return [];
    if (!word.startsWith("/")) return [joinPath(word)];
    return isInside(limit, word) ? [relativePath(mixFolder, word)] : [];
  });
  return [...new Set(words)];
}
