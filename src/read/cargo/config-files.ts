import { foldersAbove, isInside, joinPath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import { type CargoContext, shown } from "./cargo-context.ts";
import { type DeclaredCrate, pathCrate, replacements } from "./declared-crates.ts";
import type { CargoConfig } from "./nightly.ts";
import { readToml, string, strings, table } from "./toml.ts";

/** What lies beside and above a crate and changes how cargo builds it. */
export interface CargoConfigFiles {
  /** Nearest first. */
  readonly configs: readonly CargoConfig[];
  /** Absolute: the folders that they name, and themselves. */
  readonly files: readonly string[];
  /** Path crates that a config's `[patch]` or `paths` brings. */
  readonly replaced: readonly DeclaredCrate[];
}

/** Cargo reads `.cargo/config` (which wins) or `.cargo/config.toml` in the folder it runs in and in every folder above. */
export function cargoConfigFiles(context: CargoContext, folder: string): CargoConfigFiles {
  const configs: CargoConfig[] = [];
  const folders: string[] = [];
  const replaced: DeclaredCrate[] = [];
  for (const above of foldersAbove(folder, context.limit)) {
    const path = [".cargo/config", ".cargo/config.toml"]
      .map((name) => joinPath(above, name))
      .find((each) => context.fs.exists(each) && !context.fs.isDirectory(each));
    if (path === undefined) continue;
    const toml = readConfig(context, path);
    configs.push({ path, toml });
    replaced.push(...replacements(toml, above));
    for (const named of strings(toml["paths"]) ?? []) {
      replaced.push(pathCrate(named, joinPath(above, named)));
    }
    for (const source of Object.values(table(toml["source"]) ?? {})) {
      const vendored = string(table(source)?.["directory"]) ?? string(table(source)?.["local-registry"]);
      if (vendored !== undefined && context.fs.exists(joinPath(above, vendored)))
        folders.push(joinPath(above, vendored));
    }
  }
  return { configs, files: [...configs.map(({ path }) => path), ...folders], replaced };
}

/** Those that cargo would not see from the workspace's folder; outermost first, as later ones win on its command line. */
export function configsBelow(configs: readonly CargoConfig[], workspace: string): readonly string[] {
  return configs
    .map(({ path }) => path)
    .filter((path) => {
      const folder = joinPath(path, "../..");
      return folder !== workspace && isInside(workspace, folder);
    })
    .reverse();
}

function readConfig(context: CargoContext, path: string): Readonly<Record<string, unknown>> {
  const source = new SourceFile(shown(context, path), context.fs.readText(path) ?? "");
  return readToml(context.toml, source, context.diagnostics) ?? {};
}
