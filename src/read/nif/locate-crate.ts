import type { Crate } from "../../model/crate.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import { isUnknown, unknown } from "../../model/unknown.ts";
import type { CargoContext } from "../cargo/cargo-context.ts";
import { readManifest } from "../cargo/manifest.ts";
import { readCrate } from "../cargo/read-crate.ts";
import { initModules, mayDefineNifInit } from "../cargo/rustler-init.ts";
import { libraryTarget } from "../cargo/targets.ts";
import type { NifContext } from "./nif-context.ts";
import { placeOfNif } from "./place.ts";
import { lockedVersion, namesPackage } from "./rustler-versions.ts";

/**
 * The module with its crate's manifest and lock, and the crate itself where it could be read.
 * @param told the folder of the crate, relative to mix.exs, where the settings name one in the place of what the module says.
 */
export function locateCrate(
  context: NifContext,
  cargo: CargoContext,
  said: NifModule,
  told: string | undefined,
): { readonly located: NifModule; readonly crate: Crate | undefined } {
  const nif = told === undefined ? said : { ...said, path: told, crate: told.split("/").at(-1) ?? told };
  if (isUnknown(nif.path)) {
    const files = unknown(nif.path.unknown);
    return { located: { ...nif, manifest: files, cargoLock: files }, crate: undefined };
  }
  const crateDir = joinPath(context.project, nif.project, nif.path);
  const manifest = joinPath(crateDir, "Cargo.toml");
  if (context.skipped?.has(nif.module)) {
    // Named all the same: the crate is no crate that nobody loads.
    const there = cargo.fs.exists(manifest);
    return {
      located: there ? { ...nif, manifest: relativePath(context.project, manifest) } : nif,
      crate: undefined,
    };
  }
  if (!cargo.fs.exists(manifest)) {
    reportAbsent(context, nif, relativePath(context.project, crateDir));
    return { located: nif, crate: undefined };
  }
  const byName = told === undefined && namesPackage(lockedVersion(context.lock, "rustler")) && !isUnknown(nif.crate);
  const crate = readCrate(cargo, {
    crateDir,
    packageName: byName ? (nif.crate as string) : undefined,
    library: nif.lib !== false,
  });
  if (crate === undefined) {
    const beside = joinPath(crateDir, "Cargo.lock");
    return {
      located: {
        ...nif,
        manifest: relativePath(context.project, manifest),
        cargoLock: cargo.fs.exists(beside) ? relativePath(context.project, beside) : null,
      },
      crate,
    };
  }
  if (cargo.foreign !== true) checkInit(context, cargo, nif, crate);
  return { located: { ...nif, manifest: crate.manifest, cargoLock: crate.cargoLock }, crate };
}

function reportAbsent(context: NifContext, nif: NifModule, folder: string): void {
  // With `skip_compilation?: true` somebody else brings the library.
  if (nif.macro === "Rustler" && nif.skipCompilation === true) return reportLibraryAbsent(context, nif);
  const prebuilt = nif.macro === "RustlerPrecompiled" && nif.forceBuild !== true;
  context.diagnostics.report(prebuilt ? "nif-crate-not-here" : "nif-crate-missing", placeOfNif(nif), {
    module: nif.module,
    folder,
  });
}

/** Where the library must be in the project's sources, and is not: no compiler but Mix's own could make it. */
function reportLibraryAbsent(context: NifContext, nif: NifModule): void {
  const home = context.projects.find(({ path }) => path === nif.project);
  const [app, path] = isUnknown(nif.loadFrom) ? [] : (nif.loadFrom ?? [nif.otpApp, `priv/native/lib${nif.crate}`]);
  if (home === undefined || app !== home.app || typeof path !== "string" || isUnknown(nif.crate)) return;
  if (isUnknown(home.compilers) || home.compilers.some((name) => !mixCompilers.has(name))) return;
  // The BEAM adds the ending: .dll on Windows, .so everywhere else.
  if (context.fs.exists(joinPath(context.project, nif.project, `${path}.so`))) return;
  context.diagnostics.report("nif-library-missing", placeOfNif(nif), { module: nif.module, file: `${path}.so` });
}

/** Mix.Tasks.Compile and what older versions of Phoenix and gettext want to be named; none of them makes a library. */
const mixCompilers: ReadonlySet<string> = new Set([
  "app",
  "elixir",
  "erlang",
  "gettext",
  "leex",
  "phoenix",
  "protocols",
  "yecc",
]);

/** A library says for which module it is; loaded by another one it fails, at run time. */
function checkInit(context: NifContext, cargo: CargoContext, nif: NifModule, crate: Crate): void {
  const declared = initModules(cargo, joinPath(context.project, crate.manifest, ".."));
  if (declared.length === 0) {
    const sources = crate.sources.map((path) => joinPath(context.project, path));
    // Binaries need none; of crates inside of dependencies the sources are not searched.
    if (
      nif.lib === false ||
      !hasLibrary(cargo, joinPath(context.project, crate.manifest)) ||
      sources.length === 0 ||
      mayDefineNifInit(cargo, sources)
    )
      return;
    context.diagnostics.report("crate-without-init", placeOfNif(nif), { module: nif.module, crate: crate.packageName });
    return;
  }
  if (declared.includes(nif.module)) return;
  context.diagnostics.report("nif-init-differs", placeOfNif(nif), {
    module: nif.module,
    crate: crate.packageName,
    declared: declared.join(", "),
  });
}

function hasLibrary(cargo: CargoContext, path: string): boolean {
  const manifest = readManifest(cargo, path);
  return manifest !== undefined && libraryTarget(cargo.fs, manifest) !== undefined;
}
