import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Evaluator, ModuleInfo } from "../../elixir/eval/api.ts";
import { atom, map, str } from "../../elixir/eval/values/make.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { Beside, Dependency } from "../../model/dependency.ts";
import { isInside, joinPath, parentPath, relativePath } from "../../model/paths.ts";
import { type Place, SourceFile } from "../../model/source.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { type PackageSource, packageFolder } from "./package-sources.ts";

/** Text without one of these does not leave the package's folder by a path. */
const LEAVES = /"(?:[^"\n]*\/)?\.\.[/"]|\bMix\.Project\.deps_paths?\b/;

/** Whether the code of a text may read what lies beside its package. */
export const mayReadBeside = (text: string): boolean => LEAVES.test(text);

export interface BesideOptions {
  /** Absolute: places are shown from here. */
  readonly project: string;
  /** Absolute. */
  readonly depsFolder: string;
  readonly dependencies: readonly Dependency[];
  readonly sources: readonly PackageSource[];
  readonly fs: ReadFileSystem;
  /** An evaluator in a package's folder. */
  newEvaluator(folder: string, fs: ReadFileSystem): Evaluator;
  readonly diagnostics: DiagnosticSink;
}

/**
 * What dependencies read outside of their own folders while they are compiled: other dependencies in deps/, and other folders of their own
 * repositories. Known by evaluating the bodies of their modules: what these look for, and paths that their attributes hold. What else is
 * there and read is reported (read-beside).
 */
export function readBeside(options: BesideOptions): readonly Beside[] {
  const byFolder = new Map<string, PackageSource[]>();
  for (const source of options.sources.filter(({ text }) => mayReadBeside(text))) {
    const known = byFolder.get(source.folder);
    if (known === undefined) byFolder.set(source.folder, [source]);
    else known.push(source);
  }
  const found = new Map<string, Beside>();
  for (const files of byFolder.values()) {
    for (const each of besideOne(files, found, options)) found.set(`${each.app} ${each.name}`, each);
  }
  return [...found.values()];
}

function* besideOne(
  files: readonly PackageSource[],
  found: ReadonlyMap<string, Beside>,
  options: BesideOptions,
): Generator<Beside> {
  const { depsFolder, dependencies, fs, project, diagnostics } = options;
  const [{ app, folder }] = files as readonly [PackageSource];
  const dep = dependencies.find((each) => each.app === app);
  if (dep === undefined) return;
  const looked = new Set<string>();
  const evaluator = options.newEvaluator(folder, recording(fs, looked));
  evaluator.provide("Elixir.Mix.Project", "deps_path", 0, () => str(depsFolder));
  evaluator.provide("Elixir.Mix.Project", "deps_paths", 0, () =>
    map(dependencies.map((each) => [atom(each.app), str(packageFolder(each, depsFolder))])),
  );
  const said = new Set<string>();
  for (const { path: file, text } of files) {
    looked.clear();
    const modules = evaluator.evalFile(file)?.modules ?? [];
    for (const path of [...looked, ...modules.flatMap((module) => pathsOf(module, text))]) {
      // The package's own files, and the way from the root to them.
      if (isInside(folder, path) || isInside(path, folder)) continue;
      const beside = besideOf(dep, { folder, path }, found, options);
      if (beside !== undefined) {
        yield beside;
        continue;
      }
      const name = isInside(depsFolder, path) ? firstBelow(depsFolder, path) : relativePath(project, path);
      if (said.has(name) || !fs.exists(path)) continue;
      said.add(name);
      const place = placeOf(new SourceFile(relativePath(project, file), text), relativePath(folder, path));
      diagnostics.report("read-beside", place, { app, path: relativePath(project, path), name });
    }
  }
}

/** What can be laid there: a dependency that is not built on this one, or what its own repository has beside it. */
function besideOf(
  { app, source }: Dependency,
  { folder, path }: { readonly folder: string; readonly path: string },
  found: ReadonlyMap<string, Beside>,
  { depsFolder, dependencies }: BesideOptions,
): Beside | undefined {
  const own = joinPath(depsFolder, app);
  if (source.kind === "git" && isInside(own, path)) {
    const around = parentPath(folder);
    // Steps further up leave the folder in which Nix unpacks.
    if (!isInside(around, path)) return undefined;
    const name = firstBelow(around, path);
    return { app, name, path: relativePath(own, joinPath(around, name)) };
  }
  if (!isInside(depsFolder, path) || parentPath(folder) !== depsFolder) return undefined;
  const name = firstBelow(depsFolder, path);
  const sibling = dependencies.find((each) => each.app === name);
  const isBuilt = sibling !== undefined && sibling.inProd !== false && sibling.source.kind !== "path";
  return isBuilt && !needs(sibling, app, dependencies, found) ? { app, name, path: null } : undefined;
}

/** Whether a dependency is built on another one, or on its sources. */
function needs(
  dep: Dependency,
  app: string,
  dependencies: readonly Dependency[],
  found: ReadonlyMap<string, Beside>,
): boolean {
  const byName = new Map(dependencies.map((each) => [each.app, each.requires]));
  const reached = new Set([dep.app]);
  for (const each of reached) {
    const laid = [...found.values()].flatMap(({ app: reader, name, path }) =>
      reader === each && path === null ? [name] : [],
    );
    for (const required of [...(byName.get(each) ?? []), ...laid]) reached.add(required);
  }
  return reached.has(app);
}

const firstBelow = (folder: string, path: string): string => relativePath(folder, path).split("/")[0] as string;

/** Paths that attributes of a module hold, alone or in lists. */
function pathsOf(module: ModuleInfo, text: string): readonly string[] {
  const names = new Set([...text.matchAll(/@([a-z_]\w*)/g)].map(([, name]) => name as string));
  return [...names].flatMap((name) => stringsIn(module.attribute(name))).filter((value) => value.startsWith("/"));
}

function stringsIn(value: Value | undefined): readonly string[] {
  if (value?.t === "str") return [joinPath(value.v)];
  return value?.t === "list" ? value.items.flatMap((item) => (item.t === "str" ? [joinPath(item.v)] : [])) : [];
}

/** Where a path is named, as far as a part of it is; else where the text first leaves the package. */
function placeOf(source: SourceFile, path: string): Place {
  const parts = path.split("/").filter((part) => part !== "..");
  const named = parts
    .toReversed()
    .map((part) => source.text.indexOf(part))
    .find((at) => at >= 0);
  return source.place(named ?? Math.max(0, source.text.search(LEAVES)));
}

/** A file system that notes what is looked for. */
function recording(fs: ReadFileSystem, looked: Set<string>): ReadFileSystem {
  const noted = <T>(path: string, answer: T): T => {
    looked.add(path);
    return answer;
  };
  return {
    ...fs,
    readText: (path) => noted(path, fs.readText(path)),
    exists: (path) => noted(path, fs.exists(path)),
    isDirectory: (path) => noted(path, fs.isDirectory(path)),
    list: (path) => noted(path, fs.list(path)),
  };
}
