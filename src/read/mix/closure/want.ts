import type { LockRequirement } from "../../../model/lock.ts";
import type { DeclaredDep } from "../../../model/mix-project.ts";
import { joinPath } from "../../../model/paths.ts";
import type { Place } from "../../../model/source.ts";
import { isUnknown, knownOr } from "../../../model/unknown.ts";
import type { LoadedProject } from "../loaded-project.ts";

/** Somebody's wish for a dependency. */
export interface Want {
  readonly app: string;
  readonly place: Place;
  /** Who wants it: an application, or "mix.exs". */
  readonly parent: string;
  /** Absolute: the folder of the mix.exs that says so; its `path:` starts there. */
  readonly folder: string;
  /** As mix.exs declares it; undefined where the lock entry of a Hex package lists it, and for children of an umbrella. */
  readonly declared: DeclaredDep | undefined;
  /** What it can be instead of `declared`, by a condition that is not known; that one included. */
  readonly alternatives?: readonly Want[];
  /** A child of an umbrella, already read. */
  readonly child: LoadedProject | undefined;
  /** The wish of the project itself: it decides over those of dependencies, and optional ones count. */
  readonly topLevel: boolean;
  /** False where it depends on something that is not known. */
  readonly certain: boolean;
  readonly optional: boolean;
}

/** What a project wants: its dependencies and, for an umbrella, its children. */
export function wantsOf(
  project: LoadedProject,
  children: readonly LoadedProject[],
  parent: string,
  topLevel: boolean,
): readonly Want[] {
  const { certain, possible } = project.deps;
  return [
    ...certain.map((dep) => declaredWant(dep, project, parent, topLevel, true)),
    ...possible.map((dep) => declaredWant(dep, project, parent, topLevel, false)),
    ...children.map((child) => childWant(child, project, parent, topLevel)),
  ];
}

function declaredWant(
  dep: DeclaredDep,
  project: LoadedProject,
  parent: string,
  topLevel: boolean,
  certain: boolean,
): Want {
  const alternatives = project.deps.alternatives
    .get(dep)
    ?.map((one) => (one === dep ? { ...dep } : one))
    .map((one) => declaredWant(one, project, parent, topLevel, certain));
  return {
    app: dep.app,
    place: dep.place,
    parent,
    folder: project.folder,
    declared: dep,
    ...(alternatives && { alternatives }),
    child: undefined,
    topLevel,
    certain: certain && !isUnknown(dep.only) && !isUnknown(dep.targets) && (topLevel || !isUnknown(dep.optional)),
    optional: knownOr(dep.optional, false),
  };
}

function childWant(child: LoadedProject, umbrella: LoadedProject, parent: string, topLevel: boolean): Want {
  const app = knownOr(child.mix.app, null) ?? (child.folder.split("/").at(-1) as string);
  const { place } = child.mix;
  const { folder } = umbrella;
  return { app, place, parent, folder, declared: undefined, child, topLevel, certain: true, optional: false };
}

/** What the lock entry of a Hex package lists. */
export function lockedWant(requirement: LockRequirement, parent: string, place: Place): Want {
  const { app, optional } = requirement;
  const nowhere = { folder: "/", declared: undefined, child: undefined };
  return { app, place, parent, topLevel: false, certain: true, optional, ...nowhere };
}

/** Where the sources of a path dependency or an umbrella's child are, absolute; undefined for everything else. */
export function pathOf(want: Want): string | undefined {
  if (want.child !== undefined) return want.child.folder;
  const { declared } = want;
  if (declared === undefined || knownOr(declared.git, null) !== null) return undefined;
  const path = knownOr(declared.path, null);
  if (path !== null) return path.startsWith("/") ? joinPath(path) : joinPath(want.folder, path);
  return knownOr(declared.inUmbrella, false) ? joinPath(want.folder, "..", want.app) : undefined;
}

/** `app: false, compile: false`: the sources are placed, and that is all. */
export function isSourceOnly(declared: DeclaredDep): boolean {
  return declared.appOption === false && declared.compile === false;
}

/** Whether `only:` excludes an environment; what is not known does not. */
export function excludes(declared: DeclaredDep | undefined, mixEnv: string): boolean {
  const only = knownOr(declared?.only ?? null, null);
  return only !== null && !only.includes(mixEnv);
}

/** The environment in which the mix.exs of a path or Git dependency is read: "prod" unless something says otherwise. */
export function mixEnvOf(want: Want, mixEnv: string): string {
  if (want.child !== undefined) return want.child.mixEnv;
  const own = knownOr(want.declared?.env ?? null, null);
  if (own !== null) return own;
  const inUmbrella = want.declared !== undefined && knownOr(want.declared.inUmbrella, false);
  return inUmbrella && knownOr(want.declared?.path ?? null, null) === null ? mixEnv : "prod";
}
