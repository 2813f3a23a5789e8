import { children } from "../../elixir/eval/nodes.ts";
import type { Node } from "../../elixir/parse/tree.ts";
import { joinPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** A folder in which code has cargo build programs. */
export interface CargoCall {
  /** Absolute. */
  readonly folder: string;
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
}

/**
 * Where the task of a compiler calls `System.cmd("cargo", ["build", ...])`: in the folders with a Cargo.toml that strings of its code name,
 * whatever they are joined to; in the Mix project's own where it names none. Empty where that is not known.
 * @param project absolute: the folder of mix.exs, in which tasks run.
 */
export function cargoCalls(tree: Node, project: string, fs: Pick<ReadFileSystem, "exists">): readonly CargoCall[] {
  const strings: string[] = [];
  const built: (readonly string[])[] = [];
  const walk = (node: Node): void => {
    const text = textOf(node);
    if (text !== undefined) strings.push(text);
    if (node.kind === "remote" && node.name === "cmd" && textOf(node.args[0]) === "cargo")
      built.push(wordsOf(node.args[1]));
    children(node).forEach(walk);
  };
  walk(tree);
  if (!built.some((words) => words.includes("build") || words.includes("install") || words.length === 0)) return [];
  const folders = new Set(
    strings.flatMap((text) => {
      const path = text.replace(/(?:^|\/)Cargo\.toml$/, "");
      const named = /^[\w.+@-]+(?:\/[\w.+@-]+)*$/.test(path) && !path.split("/").includes("..");
      return named && fs.exists(joinPath(project, path, "Cargo.toml")) ? [joinPath(project, path)] : [];
    }),
  );
  if (folders.size === 0 && fs.exists(joinPath(project, "Cargo.toml"))) folders.add(project);
  const words = built.flat();
  const features = words.flatMap((word, index) => {
    const given = word === "--features" || word === "-F" ? words[index + 1] : /^--features=(.*)$/.exec(word)?.[1];
    return given?.split(/[\s,]+/).filter((name) => name !== "") ?? [];
  });
  const defaultFeatures = !words.includes("--no-default-features");
  return [...folders].map((folder) => ({ folder, features: [...new Set(features)], defaultFeatures }));
}

/** Strings of a list, as far as they are literal; a sigil of words holds several. */
function wordsOf(node: Node | undefined): readonly string[] {
  if (node === undefined) return [];
  const text = textOf(node);
  if (text === undefined) return children(node).flatMap(wordsOf);
  return node.kind === "sigil" ? text.split(/\s+/) : [text];
}

function textOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "sigil" && /^[sSwW]$/.test(node.name))
    return typeof node.parts[0] === "string" ? node.parts[0] : undefined;
  if (node.kind !== "string" || node.parts.length !== 1) return undefined;
  return typeof node.parts[0] === "string" ? node.parts[0] : undefined;
}
