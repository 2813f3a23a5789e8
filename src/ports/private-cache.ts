import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { bytesBelow } from "./bytes-below.ts";
import { userCache } from "./user-folders.ts";

/** What is kept in our folder of the user's cache, each in a folder of its own. */
export const cacheKinds = ["code", "trees", "tarballs", "git"] as const;
export type CacheKind = (typeof cacheKinds)[number];

export type CacheFolder =
  | { readonly folder: string }
  /** One clause, for a person. */
  | { readonly unusable: string };

/**
 * Our folder in the user's cache, where what lies in it can only be our own: code in it is run, and git takes commands from the
 * repositories in it. A checkout may bring such a folder along, with the right names and dates, so that none is used which
 * somebody may have got together with a project: below it, in a git work tree, or in one folder of the user's with it.
 * Nothing is made, and nothing here throws.
 * @param projects absolute folders that are worked on.
 */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  projects: readonly string[],
): CacheFolder {
  const wanted = userCache(env);
  if (wanted === undefined) return { unusable: "there is no home to keep it in" };
  const uid = process.geteuid?.();
  if (uid === undefined) return { unusable: "whose a file is cannot be asked on this system" };
  try {
    const folder = resolved(wanted);
    if (ancestors(folder).some((each) => exists(`${each}/.git`))) return { unusable: "it lies in a git work tree" };
    for (const project of projects.map(resolved)) {
      const shared = ancestors(project).find((each) => inside(folder, each));
      if (shared === project) return { unusable: "it lies in the project" };
      if (shared !== undefined && maySayWhatLiesIn(shared, uid))
        return { unusable: `it lies in ${shared}, as the project does` };
    }
    return isPrivate(folder, uid) ?? { folder };
  } catch (error) {
    return { unusable: `it cannot be looked at (${(error as NodeJS.ErrnoException).code})` };
  }
}

/**
 * A folder in the cache for one kind of things, made where it is not there. Undefined where the cache is not to be trusted or
 * cannot be written: what would be kept there is then made anew.
 */
export function privateCache(
  env: Readonly<Record<string, string | undefined>>,
  kind: CacheKind,
  projects: readonly string[],
): string | undefined {
  const found = cacheFolder(env, projects);
  if ("unusable" in found) return undefined;
  const path = join(found.folder, kind);
  try {
    makeFolder(path);
    const uid = process.geteuid?.() ?? -1;
    for (const each of [found.folder, path]) {
      if (isPrivate(each, uid) !== undefined) return undefined;
      // Ours and nobody else could have written to it, so that what is in it is ours, too.
      if ((statSync(each).mode & 0o077) !== 0) chmodSync(each, 0o700);
    }
    return path;
  } catch {
    return undefined;
  }
}

/** Calls with the folder where repositories are kept; with one for this time alone where there is none to be trusted. */
export async function withGitCache<T>(
  env: Readonly<Record<string, string | undefined>>,
  project: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const kept = privateCache(env, "git", [project]);
  if (kept !== undefined) return use(kept).finally(() => trimCache(kept, "git"));
  const folder = mkdtempSync(join(tmpdir(), "nif2nix-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With those above it. Not by Node's `recursive`, which never ends where a folder takes no others, as in /proc (Node 20). */
function makeFolder(path: string): void {
  if (exists(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another run was first.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** Why others may have written into a folder; undefined where they cannot, or where it is not there. */
function isPrivate(folder: string, uid: number): CacheFolder | undefined {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isDirectory()) return { unusable: `${folder} is no folder` };
  if (found.uid !== uid) return { unusable: `${folder} belongs to somebody else` };
  return (found.mode & 0o022) === 0 ? undefined : { unusable: `others can write to ${folder}` };
}

/**
 * Whether whoever made the project may have put what they like into a folder above it: one that is the user's own, and not
 * the home of all that they have, nor above it. A folder for everybody (the sticky bit, as /tmp has it) says nothing.
 */
function maySayWhatLiesIn(folder: string, uid: number): boolean {
  const { uid: owner, mode } = statSync(folder);
  return owner === uid && (mode & 0o1000) === 0 && !inside(resolved(userInfo().homedir), folder);
}

/** Absolute, links resolved as far as it is there. */
function resolved(path: string): string {
  try {
    // Asked first: most of what a command line names is no file, and to throw takes ten times as long.
    if (exists(path)) return realpathSync.native(path);
  } catch {
    // A link that leads nowhere, or what may not be looked at.
  }
  const above = dirname(path);
  return above === path ? path : join(resolved(above), path.slice(above.length));
}

/** A folder and those above it, the root last. */
function ancestors(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...ancestors(above)];
}

const inside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** What a kind of things takes in the cache. */
export interface CacheSize {
  readonly kind: CacheKind;
  readonly bytes: number;
  readonly entries: number;
}

/** Bytes that each kind may take; of more, what was not used for longest goes. */
const limits: Readonly<Record<CacheKind, number>> = {
  code: 48 << 20,
  trees: 48 << 20,
  tarballs: 256 << 20,
  git: 512 << 20,
};

/** @param folder the cache's, as `cacheFolder` gives it. */
export function cacheSizes(folder: string): readonly CacheSize[] {
  return cacheKinds.map((kind) => {
    const found = entriesOf(join(folder, kind));
    return { kind, bytes: found.reduce((sum, { bytes }) => sum + bytes, 0), entries: found.length };
  });
}

/** Removes everything that is kept, in the folders of the kinds and nowhere else. Links are removed, not followed. */
export function clearCache(folder: string): void {
  for (const kind of cacheKinds) rmSync(join(folder, kind), { recursive: true, force: true });
}

/** Removes the oldest of a kind until the rest is within its limit. Asked for where something was added; never throws. */
export function trimCache(folder: string, kind: CacheKind, limit = limits[kind]): void {
  try {
    let left = 0;
    for (const { path, bytes } of entriesOf(folder).sort((a, b) => b.used - a.used)) {
      left += bytes;
      if (left > limit) rmSync(path, { recursive: true, force: true });
    }
  } catch {
    // Another run trims it as well, or it cannot be written: there is another time.
  }
}

interface Kept {
  readonly path: string;
  readonly bytes: number;
  readonly used: number;
}

/** Each entry of a folder with all that is in it; Node's own cache of code has a folder for each version. */
function entriesOf(folder: string): Kept[] {
  const names = exists(folder) ? readdirSync(folder) : [];
  return names.flatMap((name) => {
    const path = join(folder, name);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return [];
    // Looking into a folder, as here, counts as an access of it.
    const used = found.isFile() ? Math.max(found.mtimeMs, found.atimeMs) : found.mtimeMs;
    return [{ path, bytes: bytesBelow(path), used }];
  });
}
