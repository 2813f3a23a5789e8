import { isRemote } from "../../model/git-address.ts";
import { type GitLockEntry, takenFolder } from "../../model/lock.ts";
import { Malformed } from "../../model/malformed.ts";
import { GitFault, type Git } from "../../ports/git.ts";
import { lazyCrypto } from "../../ports/lazy-builtins.ts";
import { archiveAt, type Archive } from "./archive.ts";
import { readTar } from "./tar.ts";

/** What looking into git dependencies needs of the machine. */
export interface GitWorld {
  readonly git: Git;
  /** Absolute: the folder where repositories are kept. Nobody else may have written to it: git runs what their settings say. */
  readonly cachePath: string;
  readonly mayFetch: boolean;
}

export interface MissingCheckout {
  /** One clause, for a person. */
  readonly missing: string;
}

/**
 * The files of a locked git dependency as its checkout in deps/ would have them (without links and submodules), to be read as if
 * they lay at `path`; fetched once and kept by address. Never rejects for what git or the network do.
 * @param path absolute.
 */
export async function gitSource(
  entry: GitLockEntry,
  path: string,
  world: GitWorld,
): Promise<Archive | MissingCheckout> {
  const { url, rev, options } = entry;
  if (!isRemote(url)) return { missing: "its address is a folder of one machine" };
  const folder = takenFolder(options);
  try {
    const tar = await world.git.archive({
      url,
      rev,
      ref: refOf(options),
      // Of an umbrella's child the build needs more than its own folder; a sparse checkout has nothing else.
      folder: options.sparse === undefined ? null : folder,
      ...whereKept(url, world),
    });
    return archiveAt(path, readTar(tar));
  } catch (error) {
    if (error instanceof GitFault || error instanceof Malformed) return { missing: error.message };
    throw error;
  }
}

/** One repository an address: what one lock has fetched serves every other. */
export function whereKept(url: string, { cachePath, mayFetch }: GitWorld): { cache: string; mayFetch: boolean } {
  const name = lazyCrypto().createHash("sha256").update(url).digest("hex").slice(0, 32);
  return { cache: `${cachePath}/${name}`, mayFetch };
}

export function refOf({ tag, branch, ref }: GitLockEntry["options"]): string | null {
  if (tag !== undefined) return `refs/tags/${tag}`;
  if (branch !== undefined) return `refs/heads/${branch}`;
  return ref === undefined ? "HEAD" : null;
}
