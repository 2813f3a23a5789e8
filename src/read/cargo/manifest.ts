import { joinPath, parentPath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import { type CargoContext, shown } from "./cargo-context.ts";
import { readToml, string, table, type TomlTable } from "./toml.ts";

/** A Cargo.toml as written; inheritance is resolved by those who ask. */
export interface Manifest {
  /** Absolute path of Cargo.toml. */
  readonly path: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  readonly source: SourceFile;
  readonly toml: TomlTable;
  /** `[package]`; undefined for a virtual manifest. */
  readonly package: TomlTable | undefined;
  /** `[workspace]`; undefined where the manifest is no workspace root. */
  readonly workspace: TomlTable | undefined;
}

/** A package's manifest, with that of its workspace where it inherits from one. */
export interface PackageManifest {
  readonly manifest: Manifest;
  readonly root: Manifest | undefined;
}

/** Reads Cargo.toml of a folder, once. Undefined where there is none (nothing said) or where it is not TOML (said). */
export function readManifest(context: CargoContext, path: string): Manifest | undefined {
  if (context.manifests.has(path)) return context.manifests.get(path);
  const manifest = parseManifest(context, path);
  context.manifests.set(path, manifest);
  return manifest;
}

function parseManifest(context: CargoContext, path: string): Manifest | undefined {
  const text = context.fs.readText(path);
  if (text === undefined) return undefined;
  const source = new SourceFile(shown(context, path), text);
  const toml = readToml(context.toml, source, context.diagnostics);
  return toml === undefined ? undefined : manifestOf(path, source, toml);
}

/** @param path absolute. */
export function manifestOf(path: string, source: SourceFile, toml: TomlTable): Manifest {
  return {
    path,
    folder: parentPath(path),
    source,
    toml,
    // `[project]` is the name of `[package]` before Rust 1.0; cargo still reads it.
    package: table(toml["package"]) ?? table(toml["project"]),
    workspace: table(toml["workspace"]),
  };
}

export function manifestIn(folder: string): string {
  return joinPath(folder, "Cargo.toml");
}

export function packageName(manifest: Manifest): string | undefined {
  return string(manifest.package?.["name"]);
}
