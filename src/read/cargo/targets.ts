import { joinPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { type Manifest, packageName } from "./manifest.ts";
import { string, strings, table, tables, type TomlTable } from "./toml.ts";

/** The library target of a package. */
export interface LibraryTarget {
  /** The name in the file: lib<name>.so. */
  readonly name: string;
  readonly crateTypes: readonly string[];
  /** Absolute path of its first source file. */
  readonly path: string;
}

/** The library of a package: `[lib]`, or src/lib.rs where there is one. Undefined for a package without. */
export function libraryTarget(fs: ReadFileSystem, manifest: Manifest): LibraryTarget | undefined {
  const lib = table(manifest.toml["lib"]);
  const path = joinPath(manifest.folder, string(lib?.["path"]) ?? "src/lib.rs");
  if (lib === undefined && (manifest.package?.["autolib"] === false || !fs.exists(path))) return undefined;
  return {
    name: string(lib?.["name"]) ?? (packageName(manifest) ?? "").replaceAll("-", "_"),
    crateTypes: crateTypes(manifest),
    path,
  };
}

/** What the library of a package is compiled to, where it has one. */
export function crateTypes({ toml }: Manifest): readonly string[] {
  const lib = table(toml["lib"]);
  const macro = lib?.["proc-macro"] === true || lib?.["proc_macro"] === true;
  return macro ? ["proc-macro"] : (strings(lib?.["crate-type"] ?? lib?.["crate_type"]) ?? ["lib"]);
}

/** The build script of a package, absolute; undefined where it has none. */
export function buildScript(fs: ReadFileSystem, manifest: Manifest): string | undefined {
  const build = manifest.package?.["build"];
  if (build === false) return undefined;
  const path = joinPath(manifest.folder, string(build) ?? "build.rs");
  return fs.exists(path) ? path : undefined;
}

/** Where cargo looks for the targets of each kind when a manifest gives no path. */
const folders = { bin: "src/bin", example: "examples", test: "tests", bench: "benches" } as const;
const kinds = Object.keys(folders) as readonly (keyof typeof folders)[];

/**
 * The files without which cargo refuses to load a manifest although nothing of it is built: the first files of its
 * targets (examples, tests and benchmarks that are only found by their place where there are no others), and the build
 * script that `links` asks for.
 */
export function entryFiles(fs: ReadFileSystem, manifest: Manifest): readonly string[] {
  const script = buildScript(fs, manifest);
  const present = (files: readonly (string | undefined)[]): readonly string[] =>
    files.filter((file): file is string => file !== undefined && fs.exists(file));
  const found = (kind: keyof typeof folders): readonly string[] =>
    targetsIn(fs, joinPath(manifest.folder, folders[kind]));

  const named = kinds.flatMap((kind) =>
    tables(manifest.toml[kind]).flatMap((target) => candidates(manifest.folder, folders[kind], target)),
  );
  const main = joinPath(manifest.folder, "src/main.rs");
  const targets = present([libraryTarget(fs, manifest)?.path, main, ...named, ...found("bin")]);
  const enough = targets.length > 0 ? targets : present(kinds.flatMap(found));
  return [...new Set([...enough, ...(script === undefined ? [] : [script])])];
}

function candidates(crateFolder: string, folder: string, target: TomlTable): readonly string[] {
  const path = string(target["path"]);
  if (path !== undefined) return [joinPath(crateFolder, path)];
  const name = string(target["name"]) ?? "";
  return [joinPath(crateFolder, folder, `${name}.rs`), joinPath(crateFolder, folder, name, "main.rs")];
}

function targetsIn(fs: ReadFileSystem, folder: string): readonly string[] {
  return fs
    .list(folder)
    .filter((entry) => entry.directory || entry.name.endsWith(".rs"))
    .map((entry) => joinPath(folder, entry.name, entry.directory ? "main.rs" : "."));
}
