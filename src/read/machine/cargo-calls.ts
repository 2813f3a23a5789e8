import { children } from "../../elixir/eval/nodes.ts";
import type { Node } from "../../elixir/parse/tree.ts";
import { expandPath, joinPath, parentPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** A folder in which code has cargo build programs. */
export interface CargoCall {
  /** Absolute. */
  readonly folder: string;
  readonly features: readonly string[];
  readonly defaultFeatures: boolean;
  /** `--package`; the one of the folder's Cargo.toml where it is left out. */
  readonly packageName?: string | undefined;
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
  if (!built.some((words) => words.some((word) => BUILDS.test(word)) || words.length === 0)) return [];
  const folders = new Set(
    strings.flatMap((text) => {
      const path = text.replace(/(?:^|\/)Cargo\.toml$/, "");
      const named = /^[\w.+@-]+(?:\/[\w.+@-]+)*$/.test(path) && !path.split("/").includes("..");
      return named && fs.exists(joinPath(project, path, "Cargo.toml")) ? [joinPath(project, path)] : [];
    }),
  );
  if (folders.size === 0 && fs.exists(joinPath(project, "Cargo.toml"))) folders.add(project);
  return [...folders].map((folder) => ({ folder, ...chosenBy(built.flat()) }));
}

/** Commands of cargo whose results are taken. */
const BUILDS = /^(?:b|build|install|rustc)$/;

/**
 * What `cargo WORDS` builds in a folder (absolute): undefined where that is not known, or no crate of the project; "nothing" where it builds
 * nothing and does without what cargo would fetch.
 */
export function cargoCommand(
  words: readonly string[],
  folder: string,
  fs: Pick<ReadFileSystem, "exists">,
): CargoCall | "nothing" | undefined {
  const command = words.find((word) => !/^[-+]/.test(word));
  if (command === "clean" || command === "fetch" || words.some((word) => /^(?:-V|--version)$/.test(word)))
    return "nothing";
  if (command === undefined || !BUILDS.test(command)) return undefined;
  const manifest = valuesOf(words, ["--manifest-path"])[0];
  const place = manifest === undefined ? valuesOf(words, ["-C", "--path"])[0] : parentPath(manifest);
  if (command === "install" && place === undefined) return undefined;
  const crate = place === undefined ? folder : expandPath(place, folder);
  return fs.exists(joinPath(crate, "Cargo.toml")) ? { folder: crate, ...chosenBy(words) } : undefined;
}

/** What the options of a command choose of a crate. */
function chosenBy(words: readonly string[]): Omit<CargoCall, "folder"> {
  const features = valuesOf(words, ["--features", "-F"]).flatMap((text) =>
    text.split(/[\s,]+/).filter((name) => name !== ""),
  );
  const [packageName] = valuesOf(words, ["--package", "-p"]);
  return {
    features: [...new Set(features)],
    defaultFeatures: !words.includes("--no-default-features"),
    ...(packageName === undefined ? {} : { packageName }),
  };
}

/** `--name value` and `--name=value`. */
const valuesOf = (words: readonly string[], names: readonly string[]): readonly string[] =>
  words.flatMap((word, at) => {
    if (names.includes(words[at - 1] ?? "")) return [word];
    const name = names.find((each) => word.startsWith(`${each}=`));
    return name === undefined ? [] : [word.slice(name.length + 1)];
  });

/** Strings of a list, as far as they are literal; a sigil of words holds several. */
export function wordsOf(node: Node | undefined): readonly string[] {
  if (node === undefined) return [];
  const text = textOf(node);
  if (text === undefined) return children(node).flatMap(wordsOf);
  return node.kind === "sigil" ? text.split(/\s+/) : [text];
}

/** A literal text. */
export function textOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "sigil" && /^[sSwW]$/.test(node.name))
    return typeof node.parts[0] === "string" ? node.parts[0] : undefined;
  if (node.kind !== "string" || node.parts.length !== 1) return undefined;
  return typeof node.parts[0] === "string" ? node.parts[0] : undefined;
}
