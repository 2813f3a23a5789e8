import { isInside, joinPath, parentPath } from "../../model/paths.ts";
import type { CargoContext } from "./cargo-context.ts";
import { type Manifest, manifestIn, readManifest } from "./manifest.ts";
import { string, strings } from "./toml.ts";

/** Cargo's answer to which workspace a manifest belongs to. */
export interface WorkspaceRoot {
  readonly manifest: Manifest;
  /** The manifest whose `package.workspace` names the root, where it is another than the one asked for. */
  readonly pointer: Manifest | undefined;
}

/**
 * The workspace root of a manifest (itself where it has `[workspace]`), undefined for a package on its own.
 * `package.workspace` decides; else the nearest folder above whose manifest is a root that does not exclude this one, or
 * points to a root. After cargo's `find_root` and `find_workspace_root` (src/cargo/core/workspace.rs).
 */
export function findWorkspaceRoot(context: CargoContext, manifest: Manifest): WorkspaceRoot | undefined {
  const own = rootNamedBy(context, manifest, manifest);
  if (own !== undefined) return { manifest: own, pointer: undefined };
  let folder = manifest.folder;
  while (folder !== context.limit && folder !== "/") {
    folder = parentPath(folder);
    const above = context.fs.exists(manifestIn(folder)) ? readManifest(context, manifestIn(folder)) : undefined;
    if (above === undefined) continue;
    const root = rootNamedBy(context, above, manifest);
    if (root !== undefined) return { manifest: root, pointer: root === above ? undefined : above };
  }
  return undefined;
}

function rootNamedBy(context: CargoContext, named: Manifest, asking: Manifest): Manifest | undefined {
  if (named.workspace !== undefined) {
    return named !== asking && isExcluded(named, asking.path) ? undefined : named;
  }
  const pointer = string(named.package?.["workspace"]);
  return pointer === undefined ? undefined : readManifest(context, manifestIn(joinPath(named.folder, pointer)));
}

/** Whether a workspace root excludes a manifest: an `exclude` prefix, unless a `members` entry names it as well (globs do not count). */
export function isExcluded(root: Manifest, manifestPath: string): boolean {
  const names = (key: string): boolean =>
    (strings(root.workspace?.[key]) ?? []).some((entry) => isInside(joinPath(root.folder, entry), manifestPath));
  return names("exclude") && !names("members");
}
