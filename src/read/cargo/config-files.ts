import { joinPath, parentPath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import { type CargoContext, shown } from "./context.ts";
import { type DeclaredCrate, replacements } from "./dependencies.ts";
import { readToml, string, strings, table } from "./toml.ts";

/** What lies beside and above a crate and changes how cargo builds it. */
export interface CargoConfigFiles {
  /** Absolute: .cargo/config.toml files and the folders they name, nearest first. */
  readonly files: readonly string[];
  /** Path crates that a config's `[patch]` or `paths` brings. */
  readonly replaced: readonly DeclaredCrate[];
  /** Absolute path of the toolchain file that rustup takes. */
  readonly toolchain: string | undefined;
}

/**
 * Cargo reads `.cargo/config` (which wins) or `.cargo/config.toml` in the folder it runs in and in every folder above;
 * rustup takes the nearest `rust-toolchain` (which wins) or `rust-toolchain.toml`.
 */
export function cargoConfigFiles(context: CargoContext, folder: string): CargoConfigFiles {
  const files: string[] = [];
  const replaced: DeclaredCrate[] = [];
  let toolchain: string | undefined;
  for (const above of foldersAbove(folder, context.limitRoot)) {
    const present = (names: readonly string[]): string | undefined =>
      names
        .map((name) => joinPath(above, name))
        .find((path) => context.fs.exists(path) && !context.fs.isDirectory(path));
    toolchain ??= present(["rust-toolchain", "rust-toolchain.toml"]);
    const config = present([".cargo/config", ".cargo/config.toml"]);
    if (config === undefined) continue;
    files.push(config);
    const toml = readConfig(context, config);
    replaced.push(...replacements(toml, above));
    for (const path of strings(toml["paths"]) ?? []) {
      replaced.push({ name: path, kind: "normal", path: joinPath(above, path), written: path });
    }
    for (const source of Object.values(table(toml["source"]) ?? {})) {
      const vendored = string(table(source)?.["directory"]) ?? string(table(source)?.["local-registry"]);
      if (vendored !== undefined && context.fs.exists(joinPath(above, vendored))) files.push(joinPath(above, vendored));
    }
  }
  return { files, replaced, toolchain };
}

function readConfig(context: CargoContext, path: string): Readonly<Record<string, unknown>> {
  const source = new SourceFile(shown(context, path), context.fs.readText(path) ?? "");
  return readToml(context.toml, source, context.diagnostics) ?? {};
}

function foldersAbove(folder: string, limit: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; at !== limit && at !== "/";) folders.push((at = parentPath(at)));
  return folders;
}
