import { isInside } from "../../model/paths.ts";
import { type CargoContext, placeOfText, shown } from "./cargo-context.ts";
import { declaredCrates, type DeclaredCrate, replacedCrates } from "./declared-crates.ts";
import { type Manifest, manifestIn, readManifest } from "./manifest.ts";
import { findWorkspaceRoot } from "./workspace-root.ts";

/** The local packages that building one crate touches, by path of their manifest. */
export interface LocalPackages {
  /** Compiled for the crate: itself and its path dependencies. */
  readonly built: ReadonlyMap<string, Manifest>;
  /** Not compiled, but cargo reads their manifests and looks for their targets. */
  readonly loaded: ReadonlyMap<string, Manifest>;
  /** Roots of other workspaces that path dependencies inherit fields from: the manifest alone is read. */
  readonly roots: ReadonlyMap<string, Manifest>;
}

/**
 * Follows path dependencies from the crate and from every member of its workspace (cargo resolves them all at once).
 * Development dependencies count for members only, as in cargo, and are not built.
 */
export function localPackages(
  context: CargoContext,
  crate: Manifest,
  root: Manifest | undefined,
  members: ReadonlyMap<string, Manifest>,
  replaced: readonly DeclaredCrate[],
): LocalPackages {
  const built = new Map<string, Manifest>();
  const loaded = new Map<string, Manifest>();
  const roots = new Map<string, Manifest>();
  const own = root ?? crate;

  const follow = (from: Manifest, dependency: DeclaredCrate, into: Map<string, Manifest>): void => {
    if (dependency.path === undefined) return;
    const manifest = readManifest(context, manifestIn(dependency.path));
    if (manifest === undefined) reportAbsent(context, from, dependency);
    else visit(manifest, into);
  };
  const visit = (manifest: Manifest, into: Map<string, Manifest>): void => {
    if (into.has(manifest.path) || built.has(manifest.path)) return;
    into.set(manifest.path, manifest);
    const isMember = manifest === crate || members.has(manifest.path);
    const inheritsFrom = isMember ? root : findWorkspaceRoot(context, manifest)?.manifest;
    if (!isMember && inheritsFrom !== undefined && inherits(manifest)) roots.set(inheritsFrom.path, inheritsFrom);
    for (const dependency of declaredCrates(manifest, inheritsFrom)) {
      if (dependency.kind !== "dev") follow(manifest, dependency, into);
      else if (isMember) follow(manifest, dependency, loaded);
    }
  };

  visit(crate, built);
  for (const dependency of [...replacedCrates(own), ...replaced]) follow(own, dependency, built);
  for (const member of members.values()) visit(member, loaded);
  for (const path of built.keys()) loaded.delete(path);
  return { built, loaded, roots };
}

/** Whether anything in the manifest is taken from its workspace; asked of the text, since every table may hold it. */
function inherits(manifest: Manifest): boolean {
  return /\bworkspace\s*=\s*true\b/.test(manifest.source.text);
}

function reportAbsent(context: CargoContext, from: Manifest, dependency: DeclaredCrate): void {
  const path = dependency.path as string;
  // Present but unreadable: said already when it was read.
  if (context.fs.exists(manifestIn(path))) return;
  const inside =
    isInside(context.limit, path) && isInside(context.fs.realPath(context.limit), context.fs.realPath(path));
  context.diagnostics.report(
    inside ? "crate-path-missing" : "crate-path-outside",
    placeOfText(from.source, dependency.written ?? dependency.name),
    { name: dependency.name, path: shown(context, path), limit: shown(context, context.limit) },
  );
}
