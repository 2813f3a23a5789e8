import { Malformed } from "../../model/malformed.ts";
import { joinPath } from "../../model/paths.ts";
import { type NarFolder, type NarNode, narHash } from "../../nix/nar.ts";
import { GitFault } from "../../ports/git.ts";
import { gunzip } from "../../ports/gunzip.ts";
import { type GitWorld, type MissingCheckout, whereKept } from "./git-source.ts";
import { tarEntries } from "./tar.ts";

/** A commit whose files are to be hashed. */
export interface HashRequest {
  readonly url: string;
  /** The full commit id. */
  readonly rev: string;
  /** What leads to it; null = any ref. */
  readonly ref: string | null;
}

export interface GitHash {
  /** In SRI form. */
  readonly hash: string;
  /** Whether the commit has submodules: then a fetch with them has another hash. */
  readonly submodules: boolean;
}

/**
 * The hash that nixpkgs' fetchgit has for a commit without its submodules (pkgs/build-support/fetchgit, fetchSubmodules = false). Never
 * rejects for what git or the network do.
 */
export async function gitHash(request: HashRequest, world: GitWorld): Promise<GitHash | MissingCheckout> {
  const found = await gitFiles(request, world);
  if ("missing" in found) return found;
  const { files } = found;
  return { hash: narHash(files), submodules: files.entries.has(".gitmodules") };
}

/** The files of a commit without those of its submodules. Never rejects for what git or the network do. */
export async function gitFiles(
  request: HashRequest,
  world: GitWorld,
): Promise<{ readonly files: NarFolder } | MissingCheckout> {
  try {
    return { files: folderOf(await world.git.archive({ ...request, ...whereKept(request.url, world), folder: null })) };
  } catch (error) {
    if (error instanceof GitFault || error instanceof Malformed) return { missing: error.message };
    throw error;
  }
}

/**
 * The hash that nixpkgs' fetchzip has for a tarball (pkgs/build-support/fetchzip): of what is in the one folder at its root.
 * Undefined where it is none that is compressed by gzip.
 */
export async function tarballHash(bytes: Uint8Array): Promise<string | undefined> {
  const tar = gunzip(bytes, unpackedLimit);
  if (tar === undefined) return undefined;
  try {
    const [root, ...more] = folderOf(tar).entries.values();
    return root?.kind === "folder" && more.length === 0 ? narHash(root) : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

/** Bytes after which an archive is given up. */
const unpackedLimit = 1 << 30;

/** fetchgit removes every `.git`, of which a commit has none. */
function folderOf(tar: Uint8Array): NarFolder {
  const root = new Map<string, NarNode>();
  for (const entry of tarEntries(tar)) {
    const parts = entry.path.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = inside(folder, part);
    const node: NarNode =
      "data" in entry
        ? { kind: "file", executable: entry.executable, data: entry.data }
        : { kind: "link", target: entry.target };
    folder.set(parts.at(-1) as string, node);
  }
  return { kind: "folder", entries: root };
}

function inside(folder: Map<string, NarNode>, name: string): Map<string, NarNode> {
  const there = folder.get(name);
  if (there?.kind === "folder") return there.entries as Map<string, NarNode>;
  if (there !== undefined) throw new Malformed(`${joinPath(name)} is both a file and a folder`);
  const entries = new Map<string, NarNode>();
  folder.set(name, { kind: "folder", entries });
  return entries;
}
