import { readGitAddress } from "../../../model/git-address.ts";
import type { Checkout } from "../../../model/make.ts";
import { expandPath, joinPath } from "../../../model/paths.ts";
import { shellCommands } from "./commands.ts";
import type { MakeRule } from "./makefile.ts";
import { isUnknownText } from "./variables.ts";

export interface Cloned {
  readonly checkouts: readonly Checkout[];
  /** Clones that cannot be put in place beforehand: one clause each. */
  readonly others: readonly string[];
}

/** A repository that a rule makes: by `git clone`, or by `git init` and a fetch. */
interface Repository {
  readonly path: string;
  url?: string;
  rev?: string;
  submodules?: true;
}

/**
 * The repositories that a rule clones. One whose commit is named in full, and that make leaves out once its folder is there,
 * can be put in place before the build.
 * @param base the folder that the rule's commands start in, relative to the dependency's root.
 */
export function clonesOf(rule: MakeRule, base = "."): Cloned {
  const { repositories, strays } = followed(rule, base);
  const checkouts: Checkout[] = [];
  const others = strays.map((folder) => `updates the git submodules of ${folder === "." ? "its own" : folder}`);
  const [only] = repositories;
  // With one repository a commit is its own, wherever it is named.
  if (repositories.length === 1 && only !== undefined && only.rev === undefined) {
    const [rev] = gitCommands(rule, base).flatMap(({ command }) => revisionIn(command));
    if (rev !== undefined) only.rev = rev;
  }
  for (const { path, url, rev, submodules } of repositories) {
    if (url === undefined) continue;
    const guarded =
      rule.targets.some((target) => isMadeWith(path, expandPath(target, base))) || rule.commands.some(asksForFolder);
    if (rev !== undefined && guarded && isPlace(path) && isAddress(url)) {
      checkouts.push({ url, rev, path, ...(submodules && { submodules }) });
    } else others.push(`clones ${isUnknownText(url) ? "a git repository" : url}`);
  }
  return { checkouts, others };
}

/** What the rule's git commands come to; `strays` are folders whose submodules are fetched and that no command made. */
function followed(
  rule: MakeRule,
  base: string,
): { readonly repositories: readonly Repository[]; readonly strays: readonly string[] } {
  const repositories = new Map<string, Repository>();
  const strays: string[] = [];
  const at = (path: string): Repository => {
    const known = repositories.get(path);
    if (known !== undefined) return known;
    const made: Repository = { path };
    repositories.set(path, made);
    return made;
  };
  /** The repository that a command in a folder means: its own or the nearest above. */
  const around = (folder: string): Repository | undefined =>
    [...repositories.values()]
      .filter(({ path }) => path === folder || folder.startsWith(`${path}/`))
      .sort((a, b) => b.path.length - a.path.length)[0];
  for (const { command, folder } of gitCommands(rule, base)) {
    const { verb, plain, options } = gitWords(command);
    if (verb === "clone" && plain[0] !== undefined) {
      const made = at(expandPath(plain[1] ?? nameIn(plain[0]), folder));
      made.url = plain[0];
      if (options.some((option) => /^--recurs(?:ive|e-submodules)\b/.test(option))) made.submodules = true;
    } else if (verb === "init") at(expandPath(plain[0] ?? ".", folder));
    else if (verb === "remote" && /^(?:add|set-url)$/.test(plain[0] ?? "")) {
      const url = plain[2];
      if (url !== undefined) (around(folder) ?? at(folder)).url = url;
    } else if (verb === "submodule" && plain[0] !== "add") {
      const own = around(folder);
      if (own !== undefined) own.submodules = true;
      else if (plain[0] === "update") strays.push(folder);
    } else {
      const own =
        around(folder) ?? (verb === "fetch" || verb === "pull" ? fetchedWithout(plain, folder, at) : undefined);
      if (own === undefined) continue;
      if ((verb === "fetch" || verb === "pull") && isAddress(plain[0] ?? "")) own.url = plain[0] as string;
      const [rev] = revisionIn(command);
      if (rev !== undefined) own.rev = rev;
    }
  }
  return { repositories: [...repositories.values()], strays };
}

/** `git fetch URL COMMIT` in a folder that an earlier rule made a repository of. */
function fetchedWithout(
  [address]: readonly string[],
  folder: string,
  at: (path: string) => Repository,
): Repository | undefined {
  return address !== undefined && isAddress(address) ? at(folder) : undefined;
}

interface GitCommand {
  readonly command: readonly string[];
  /** Where it runs, relative to the dependency's root. */
  readonly folder: string;
}

function gitCommands(rule: MakeRule, base: string): readonly GitCommand[] {
  return rule.commands.flatMap((line) => {
    let folder = base; // each line is a shell of its own
    return shellCommands(line).flatMap((command): GitCommand[] => {
      if ((command[0] === "cd" || command[0] === "pushd") && command[1] !== undefined)
        folder = expandPath(command[1], folder);
      if (command[0]?.split("/").at(-1) !== "git") return [];
      const moved = command.indexOf("-C");
      const other = moved === -1 ? undefined : command[moved + 1];
      return [{ command, folder: other === undefined ? folder : expandPath(other, folder) }];
    });
  });
}

/** Options of git and its commands that are followed by a value. */
const withValue =
  /^(?:-[bBcCjou]|--(?:branch|config|depth|filter|git-dir|initial-branch|jobs|origin|reference|template|upload-pack|work-tree))$/;

/** The command of git, its options, and what else there is. */
function gitWords(command: readonly string[]): {
  readonly verb: string | undefined;
  readonly plain: readonly string[];
  readonly options: readonly string[];
} {
  const plain: string[] = [];
  const options: string[] = [];
  for (let index = 1; index < command.length; index++) {
    const word = command[index] as string;
    if (word.startsWith("-")) options.push(word);
    else plain.push(word);
    if (withValue.test(word)) index++;
  }
  const [verb, ...rest] = plain;
  return { verb, plain: rest, options };
}

const nameIn = (url: string): string => /([^/:]+?)(?:\.git)?\/*$/.exec(url)?.[1] ?? ".";

function revisionIn(command: readonly string[]): readonly string[] {
  const moves = ["checkout", "fetch", "pull", "reset", "switch"].some((word) => command.includes(word));
  return moves ? command.filter((word) => /^[0-9a-f]{40}$/.test(word)) : [];
}

/** Whether make asks for the folder, or for a file that is there once the folder is: what git keeps for itself is not. */
function isMadeWith(folder: string, target: string): boolean {
  const path = joinPath(target);
  return path === folder || (path.startsWith(`${folder}/`) && !/(?:^|\/)\.git(?:\/|$)/.test(path.slice(folder.length)));
}

/** `[ -d folder ] || git clone ...`; a folder of git's own is not there, so to ask for that one does not help. */
function asksForFolder(line: string): boolean {
  const folder = /(?:\[|test)\s+(?:!\s+)?-[de]\s+(\S+)/.exec(line)?.[1];
  return folder !== undefined && !/(?:^|\/)\.git\b/.test(folder);
}

/** Inside of the dependency's folder, and nothing that a shell could read otherwise. */
const isPlace = (path: string): boolean =>
  /^[\w.+-]+(?:\/[\w.+-]+)*$/.test(path) && path !== "." && !path.split("/").includes("..");

/** A URL for git, of characters that a shell takes as they are. */
const isAddress = (url: string): boolean => /^\w[\w+]*:\/\/[\w.:@/~+%-]+$/.test(url) && "host" in readGitAddress(url);
