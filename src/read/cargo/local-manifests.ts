import { joinPath } from "../../model/paths.ts";
import type { CargoContext } from "./cargo-context.ts";
import { cargoConfigFiles } from "./config-files.ts";
import { declaredCrates, type DeclaredCrate, replacedCrates } from "./declared-crates.ts";
import { nameAndVersion } from "./inherited.ts";
import { type Manifest, type PackageManifest, manifestIn, packageName, readManifest } from "./manifest.ts";
import { findWorkspaceRoot } from "./workspace-root.ts";

/** What a crate's folder says of how it is built. */
export interface LocalCrates {
  readonly own: PackageManifest;
  /** The manifest beside the lock. */
  readonly root: Manifest;
  /** Its own and those of the folders that it depends on, by "name version". */
  readonly byName: ReadonlyMap<string, PackageManifest>;
  /** Absolute: folders that cargo's configuration takes packages from. */
  readonly vendored: readonly string[];
}

/** Undefined where there is no package to be read. */
export function localManifests(context: CargoContext, path: string): LocalCrates | undefined {
  const manifest = readManifest(context, path);
  if (manifest === undefined || packageName(manifest) === undefined) return undefined;
  const root = findWorkspaceRoot(context, manifest)?.manifest;
  const config = cargoConfigFiles(context, manifest.folder);
  const byName = new Map<string, PackageManifest>();
  const seen = new Set<string>();
  const left: Manifest[] = [manifest];
  const queue = (crates: readonly DeclaredCrate[]): void => {
    for (const crate of crates) {
      const found = crate.path === undefined ? undefined : readManifest(context, manifestIn(crate.path));
      if (found !== undefined) left.push(found);
    }
  };
  queue([...replacedCrates(root ?? manifest), ...config.replaced]);
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    if (seen.has(next.path)) continue;
    seen.add(next.path);
    const found = { manifest: next, root: findWorkspaceRoot(context, next)?.manifest };
    const key = nameAndVersion(found);
    if (!byName.has(key)) byName.set(key, found);
    queue(declaredCrates(next, found.root));
  }
  return {
    own: { manifest, root },
    root: root ?? manifest,
    byName,
    vendored: config.files.filter((file) => context.fs.isDirectory(file)).map((file) => joinPath(file)),
  };
}
