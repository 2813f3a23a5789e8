import { joinPath, relativePath } from "../../model/paths.ts";
import type { Crate, MixProject, NifModule } from "../../model/project.ts";
import { knownOr } from "../../model/unknown.ts";
import { type CargoContext, placeOfText } from "../cargo/cargo-context.ts";
import { declaredCrates } from "../cargo/declared-crates.ts";
import { manifestIn, readManifest } from "../cargo/manifest.ts";
import { initModules } from "../cargo/rustler-init.ts";
import { libraryTarget } from "../cargo/targets.ts";
import { findWorkspaceRoot } from "../cargo/workspace-root.ts";
import type { NifContext } from "./nif-context.ts";

/** Reports crates under native/ that depend on rustler, make a dynamic library, and are loaded by no module. */
export function reportUnusedCrates(
  context: NifContext,
  cargo: CargoContext,
  projects: readonly MixProject[],
  nifs: readonly NifModule[],
  used: readonly Crate[],
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
      const types = libraryTarget(cargo.fs, manifest)?.crateTypes ?? [];
      if (!types.includes("cdylib") && !types.includes("dylib")) continue;
      const root = findWorkspaceRoot(cargo, manifest)?.manifest;
      if (!declaredCrates(manifest, root).some((dependency) => dependency.name === "rustler")) continue;
      const declared = initModules(cargo, manifest.folder);
      context.diagnostics.report("nif-crate-unused", placeOfText(manifest.source, "name"), {
        folder: relativePath(context.project, manifest.folder),
        env: context.mixEnv,
        declared: declared.length === 0 ? "" : ` (it is made for ${declared.join(", ")})`,
      });
    }
  }
}
