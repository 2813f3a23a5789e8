import type { Dependency } from "../../model/dependency.ts";
import { takenFolder } from "../../model/lock.ts";
import { joinPath } from "../../model/paths.ts";
import { knownOr } from "../../model/unknown.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { CodeSize } from "../sources/source-tree.ts";

/** A file of Elixir in a package, as far as it says anything of what is looked for. */
export interface PackageSource {
  readonly app: string;
  /** Absolute: the package's own folder, and the file. */
  readonly folder: string;
  readonly path: string;
  readonly text: string;
}

export interface PackageSources {
  readonly files: readonly PackageSource[];
  /** Packages of which not every file was looked at. */
  readonly beyond: readonly Dependency[];
}

/** What a large application's packages come to is a third of these; what lies beyond is not looked at. */
export interface ReadingLimits {
  readonly files: number;
  readonly bytes: number;
}
/** What is known of the code of packages: how much it is of those in which nobody looks for anything, or that it cannot be had. */
export type KnownCode = ReadonlyMap<string, CodeSize | "missing">;

const usualLimits: ReadingLimits = { files: 8000, bytes: 24 << 20 };

/**
 * The code in lib/ of packages that the chosen environment compiles, as far as their sources lie in deps/, Mix's tasks aside.
 * @param wanted says of a text whether anybody looks at it.
 * @param known of packages that lie elsewhere or nowhere.
 */
export function packageSources(
  dependencies: readonly Dependency[],
  depsFolder: string,
  fs: ReadFileSystem,
  wanted: (text: string) => boolean,
  { limits = usualLimits, known = new Map() }: { readonly limits?: ReadingLimits; readonly known?: KnownCode } = {},
): PackageSources {
  const files: PackageSource[] = [];
  const beyond: Dependency[] = [];
  const left = { ...limits };
  // One look at deps/ in place of one for each package.
  const present = new Set(fs.list(depsFolder).map(({ name }) => name));
  for (const dep of dependencies) {
    const { app } = dep;
    const code = known.get(app);
    const there = code === undefined ? present.has(app) : code !== "missing";
    if (!there || dep.inProd === false || dep.sourceOnly || dep.source.kind === "path") continue;
    if (knownOr(dep.builder, "mix") !== "mix") continue;
    if (typeof code === "object") {
      // As if it was read again.
      if (left.files <= 0 || left.bytes <= 0) beyond.push(dep);
      left.files -= code.files;
      left.bytes -= code.bytes;
      continue;
    }
    const folder = packageFolder(dep, depsFolder);
    for (const path of elixirIn(joinPath(folder, "lib"), fs, TASKS)) {
      if (left.files <= 0 || left.bytes <= 0) {
        beyond.push(dep);
        break;
      }
      const text = fs.readText(path) ?? "";
      left.files -= 1;
      left.bytes -= text.length;
      if (wanted(text)) files.push({ app, folder, path, text });
    }
  }
  return { files, beyond };
}

/** Where Mix has a dependency, of a repository the folder that is taken (Mix.SCM.Git, `dest`). */
export function packageFolder({ app, source }: Dependency, depsFolder: string): string {
  return joinPath(depsFolder, app, source.kind === "git" ? takenFolder(source) : ".");
}

/** Mix's tasks are no part of what runs. */
const TASKS = "mix";

/**
 * Files of code in a folder; links to folders, which may lead round, are not followed.
 * @param without the name of folders that are left out.
 */
export function* elixirIn(folder: string, fs: ReadFileSystem, without?: string): Generator<string> {
  for (const { name, directory, link } of fs.list(folder)) {
    if (directory && link !== true && name !== without) yield* elixirIn(joinPath(folder, name), fs, without);
    else if (name.endsWith(".ex")) yield joinPath(folder, name);
  }
}

/** How much code a package has in lib/; null where something in it is wanted. */
export function sizeOfPlain(folder: string, fs: ReadFileSystem, wanted: (text: string) => boolean): CodeSize | null {
  let files = 0;
  let bytes = 0;
  for (const path of elixirIn(joinPath(folder, "lib"), fs, TASKS)) {
    const text = fs.readText(path) ?? "";
    if (wanted(text)) return null;
    files += 1;
    bytes += text.length;
  }
  return { files, bytes };
}
