import type { Crate } from "../../model/crate.ts";
import type { MixProject } from "../../model/mix-project.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import { isUnknown, knownOr } from "../../model/unknown.ts";
import { type CargoContext, placeOfText } from "../cargo/cargo-context.ts";
import { declaredCrates } from "../cargo/declared-crates.ts";
import { manifestIn, readManifest } from "../cargo/manifest.ts";
import { initModules } from "../cargo/rustler-init.ts";
import { libraryTarget } from "../cargo/targets.ts";
import { findWorkspaceRoot } from "../cargo/workspace-root.ts";
import type { HandLoader } from "./hand-loaders.ts";
import type { NifContext } from "./nif-context.ts";

export interface UnusedOptions {
  readonly projects: readonly MixProject[];
  readonly nifs: readonly NifModule[];
  readonly used: readonly Crate[];
  /** Modules that load a library themselves; asked for only where a crate is left. */
  readonly loaders: () => readonly HandLoader[];
}

/** Reports crates under native/ that make a dynamic library and are loaded by no module; where one loads it by itself, that. */
export function reportUnusedCrates(
  context: NifContext,
  cargo: CargoContext,
  { projects, nifs, used, loaders }: UnusedOptions,
): void {
  const known = new Set([
    // Those that cargo refuses are no crates, and loaded all the same.
    ...nifs.flatMap(({ manifest }) => knownOr(manifest, null) ?? []),
    ...used.flatMap((crate) => crate.sources.map((path) => joinPath(path, "Cargo.toml"))),
  ]);
  const folders = new Set(projects.map((project) => joinPath(context.project, project.path, "native")));
  for (const native of folders) {
    for (const { name, directory } of cargo.fs.list(native)) {
      const path = manifestIn(joinPath(native, name));
      if (!directory || known.has(relativePath(context.project, path))) continue;
      const manifest = readManifest(cargo, path);
      if (manifest?.package === undefined) continue;
      const library = libraryTarget(cargo.fs, manifest);
      if (!library?.crateTypes.includes("cdylib") && !library?.crateTypes.includes("dylib")) continue;
      const declared = initModules(cargo, manifest.folder);
      const loader = loaderOf(library.name, declared, loaders());
      if (loader !== undefined) {
        reportLoader(context, loader, manifest.folder);
        continue;
      }
      const root = findWorkspaceRoot(cargo, manifest)?.manifest;
      if (!declaredCrates(manifest, root).some((dependency) => dependency.name === "rustler")) continue;
      context.diagnostics.report("nif-crate-unused", placeOfText(manifest.source, "name"), {
        folder: relativePath(context.project, manifest.folder),
        env: context.mixEnv,
        declared: declared.length === 0 ? "" : ` (it is made for ${declared.join(", ")})`,
      });
    }
  }
}

/** The module that loads a library of this name, or that the library says it is for. */
function loaderOf(name: string, declared: readonly string[], loaders: readonly HandLoader[]): HandLoader | undefined {
  return loaders.find(({ module, library }) => {
    const file = isUnknown(library) ? undefined : library[1].split("/").at(-1);
    return declared.includes(module) || file === name || file === `lib${name}`;
  });
}

/** With the lines that have the crate built and put where the module looks. */
function reportLoader({ project, skipped, diagnostics }: NifContext, loader: HandLoader, folder: string): void {
  if (skipped?.has(loader.module)) return;
  const { module, library, place } = loader;
  const crate = relativePath(joinPath(project, loader.project.path), folder);
  const loads = isUnknown(library) ? ', loads = "priv/..." (the library that it loads, without .so)' : "";
  diagnostics.report("nif-loaded-by-hand", place, {
    module,
    folder: relativePath(project, folder),
    library: isUnknown(library) ? "a library" : `${library[1]}.so`,
    settings: `[nif."${module}"] crate = "${crate}"${loads}`,
  });
}
