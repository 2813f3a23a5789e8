import type { Checkout } from "../../../model/make.ts";
import { joinPath } from "../../../model/paths.ts";
import { shellCommands } from "./commands.ts";
import type { MakeRule } from "./makefile.ts";
import { isUnknownText } from "./variables.ts";

export interface Cloned {
  readonly checkouts: readonly Checkout[];
  /** Clones that cannot be put in place beforehand: one clause each. */
  readonly others: readonly string[];
}

/**
 * The repositories that a rule clones. One whose commit is named in full, and that make leaves out once its folder is there,
 * can be put in place before the build.
 */
export function clonesOf(rule: MakeRule): Cloned {
  const checkouts: Checkout[] = [];
  const others: string[] = [];
  let folder = ".";
  const commands = rule.commands.flatMap((line) => {
    folder = "."; // each line is a shell of its own
    return shellCommands(line).map((command) => {
      if (command[0] === "cd" && command[1] !== undefined) folder = joinPath(folder, command[1]);
      return { command, folder };
    });
  });
  const rev = commands.flatMap(({ command }) => (command[0] === "git" ? revisionIn(command) : []))[0];
  for (const { command, folder: from } of commands) {
    const clone = command[0] === "git" ? cloneArguments(command) : undefined;
    if (clone === undefined) continue;
    const path = joinPath(from, clone.folder);
    const guarded = rule.targets.some((target) => isBelow(path, target)) || rule.commands.some(asksForFolder);
    if (rev !== undefined && guarded && isPlace(path) && isAddress(clone.url)) {
      checkouts.push({ url: clone.url, rev, path });
    } else others.push(`clones ${isUnknownText(clone.url) ? "a git repository" : clone.url}`);
  }
  return { checkouts, others };
}

/** Options of `git clone` that are followed by a value. */
const withValue = /^(?:-b|-c|-j|-o|-u|--(?:branch|config|depth|filter|jobs|origin|reference|template|upload-pack))$/;

function cloneArguments(command: readonly string[]): { readonly url: string; readonly folder: string } | undefined {
  const at = command.indexOf("clone");
  if (at === -1) return undefined;
  const plain: string[] = [];
  for (let index = at + 1; index < command.length; index++) {
    const word = command[index] as string;
    if (withValue.test(word)) index++;
    else if (!word.startsWith("-")) plain.push(word);
  }
  const [url, folder] = plain;
  if (url === undefined) return undefined;
  const named = /([^/:]+?)(?:\.git)?\/*$/.exec(url)?.[1] ?? "";
  return { url, folder: (folder ?? named) || "." };
}

function revisionIn(command: readonly string[]): readonly string[] {
  const moves = ["checkout", "fetch", "reset", "switch"].some((word) => command.includes(word));
  return moves ? command.filter((word) => /^[0-9a-f]{40}$/.test(word)) : [];
}

const isBelow = (folder: string, target: string): boolean => {
  const path = joinPath(target);
  return path === folder || path.startsWith(`${folder}/`);
};

/** `[ -d folder ] || git clone ...` */
const asksForFolder = (line: string): boolean => /(?:\[|test)\s+(?:!\s+)?-[de]\s/.test(line);

/** Inside of the dependency's folder, and nothing that a shell could read otherwise. */
const isPlace = (path: string): boolean =>
  /^[\w.+-]+(?:\/[\w.+-]+)*$/.test(path) && path !== "." && !path.split("/").includes("..");

const isAddress = (url: string): boolean => /^(?:https?|git|ssh|file):\/\/[\w.:@/~+%-]+$/.test(url);
