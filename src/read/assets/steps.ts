import type { NodeProgram } from "../../model/assets.ts";
import { joinPath } from "../../model/paths.ts";
import type { MixAlias } from "../../model/project.ts";
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
      const words = step.split(/[\s;&|()'"=]+/).filter((word) => word !== "");
      found.push(words);
      // `do a + b`, `cmd mix a` and the plain name of an alias.
      for (const word of words) if (byName.has(word)) follow(word);
    }
  };
  follow(task);
  return found;
}

/** The programs of JavaScript among the words of shell commands. */
export function programsIn(steps: readonly (readonly string[])[]): readonly NodeProgram[] {
  const commands = steps.filter(([task]) => task === "cmd").flat();
  return [
    ...new Set(commands.flatMap((word) => (Object.hasOwn(programs, word) ? (programs[word] as NodeProgram) : []))),
  ];
}

/** Words that may be folders, relative to the Mix project: `--cd assets`, `--prefix ./assets`. */
export function foldersIn(steps: readonly (readonly string[])[]): readonly string[] {
  const words = steps.flat().filter((word) => !word.startsWith("-") && !word.startsWith("/") && !word.includes(":"));
  return [...new Set(words.map((word) => joinPath(word)))];
}
