import { isInside, joinPath } from "../../model/paths.ts";
import { type CargoContext, placeOfText, shown } from "./cargo-context.ts";
import { declaredCrates } from "./declared-crates.ts";
import { expandFolders } from "./glob.ts";
import { type Manifest, manifestIn, readManifest } from "./manifest.ts";
import { strings } from "./toml.ts";
import { findWorkspaceRoot, isExcluded } from "./workspace-root.ts";

/**
 * All members of a workspace by the path of their manifest: those that `members` names, the root itself, and every
 * path dependency of a member that lies below the root. After cargo's `find_members` and `find_path_deps`.
 * A named member without manifest is reported: cargo refuses to load such a workspace.
 */
export function workspaceMembers(context: CargoContext, root: Manifest): ReadonlyMap<string, Manifest> {
  const known = context.members.get(root.path);
  if (known !== undefined) return known;
  const members = new Map<string, Manifest>();
  context.members.set(root.path, members);
  const add = (path: string, isDependency: boolean): boolean => {
    if (members.has(path) || isExcluded(root, path)) return true;
    const manifest = readManifest(context, path);
    if (manifest === undefined) return false;
    if (isDependency && !isInside(root.folder, path) && findWorkspaceRoot(context, manifest)?.manifest !== root)
      return true;
    members.set(path, manifest);
    if (manifest.package === undefined) return true;
    for (const { path: folder } of declaredCrates(manifest, root))
      if (folder !== undefined) add(manifestIn(folder), true);
    return true;
  };
  for (const pattern of strings(root.workspace?.["members"]) ?? []) {
    for (const folder of expandFolders(context.fs, root.folder, pattern)) {
      if (add(manifestIn(folder), false)) continue;
      context.diagnostics.report("workspace-member-missing", placeOfText(root.source, pattern), {
        member: shown(context, joinPath(folder)),
      });
    }
  }
  add(root.path, false);
  return members;
}
