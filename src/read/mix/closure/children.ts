import type { HexLockEntry, LockEntry } from "../../../model/lock.ts";
import { isInside, relativePath } from "../../../model/paths.ts";
import type { LoadedProject } from "../loaded-project.ts";
import { readMixProject } from "../read-mix-project.ts";
import { umbrellaApps } from "../umbrella.ts";
import { decided } from "./alternatives.ts";
import type { ResolveContext } from "./resolve-context.ts";
import { mixEnvOf, excludes, isSourceOnly, lockedWant, type Want, wantsOf } from "./want.ts";

/** What a dependency wants itself. */
export interface Children {
  readonly wants: readonly Want[];
  /** False where it may want others, too. */
  readonly known: boolean;
}

const NONE: Children = { wants: [], known: true };

/** Reads what dependencies want: from the lock, from their mix.exs or rebar.config. Each folder is read once. */
export function childrenReader(
  context: ResolveContext,
  found: (project: LoadedProject) => void,
): (want: Want, entry: LockEntry | undefined, path: string | undefined) => Children {
  const loaded = new Map<string, LoadedProject | undefined>();
  const load = (folder: string, mixEnv: string): LoadedProject | undefined => {
    const key = `${mixEnv}\0${folder}`;
    if (!loaded.has(key)) loaded.set(key, readMixProject(folder, mixEnv, context));
    return loaded.get(key);
  };

  const fromSources = (want: Want, folder: string, local: boolean): Children => {
    const mixEnv = mixEnvOf(want, context.mixEnv);
    const project = want.child ?? load(folder, mixEnv);
    if (project === undefined) return rebarChildren(want, context.rebarDeps(folder));
    const apps = umbrellaApps(project, context);
    if (local) for (const one of want.child === undefined ? [project, ...apps] : apps) found(one);
    const wants = decided(wantsOf(project, apps, want.app, false), context);
    // The children of an umbrella keep theirs: all environments are looked at together.
    const kept = want.child === undefined ? wants.filter(({ declared }) => !excludes(declared, mixEnv)) : wants;
    return { wants: kept, known: project.deps.complete };
  };

  return (want, entry, path) => {
    if (path !== undefined) return pathChildren(want, path, context, fromSources);
    if (entry === undefined) return NONE;
    if (entry.kind === "hex") return hexChildren(entry, context);
    // Such a repository holds icons or the like; Mix would ask a mix.exs in it, but nobody compiles it.
    if (want.declared !== undefined && isSourceOnly(want.declared)) return NONE;
    const folder = context.sourcesOf(entry);
    if (folder !== undefined) return fromSources(want, folder, false);
    context.unread(entry);
    const args = { app: want.app, folder: `${context.depsFolder}/${want.app}` };
    context.diagnostics.report("git-dependency-unread", want.place, args);
    return { wants: [], known: false };
  };
}

function pathChildren(
  want: Want,
  path: string,
  context: ResolveContext,
  fromSources: (want: Want, folder: string, local: boolean) => Children,
): Children {
  if (context.fs.isDirectory(path)) return fromSources(want, path, true);
  // Where it is only possible, what else it can be is taken.
  if (!want.certain) return NONE;
  // One outside of the repository is most often somebody's own machine: it is shown as it is written.
  const shown = isInside(context.limit, path) ? relativePath(context.project, path) : path;
  context.diagnostics.report("path-dependency-missing", want.place, { app: want.app, path: shown });
  return NONE;
}

/** What the lock says by itself. */
export function lockedChildren(entry: LockEntry): Children {
  if (entry.kind === "git") return { wants: [], known: false };
  const wants = entry.requires.map((requirement) => lockedWant(requirement, entry.app, entry.place));
  // Tuples of up to four elements list neither managers nor requirements (Hex before 0.9).
  return { wants, known: wants.length > 0 || entry.managers.length > 0 || entry.outerChecksum !== null };
}

function hexChildren(entry: HexLockEntry, context: ResolveContext): Children {
  const children = lockedChildren(entry);
  if (!children.known) context.diagnostics.report("old-lock-entry", entry.place, { app: entry.app });
  return children;
}

/** A dependency without mix.exs: for rebar3 its rebar.config says; what make builds wants nothing that Mix knows of. */
function rebarChildren(want: Want, rebar: ReturnType<ResolveContext["rebarDeps"]>): Children {
  if (rebar === "unreadable") return { wants: [], known: false };
  const wants = (rebar ?? []).map((app) =>
    lockedWant({ app, requirement: null, package: app, repo: "hexpm", optional: false }, want.app, want.place),
  );
  return { wants, known: true };
}
