import type { NodeSource } from "../../../model/assets.ts";
import { type GitAddress, readGitAddress, urlOf } from "../../../model/git-address.ts";

/** Hosts whose repositories npm fetches without a key, whatever the lock's address says (hosted-git-info). */
const hosts = ["github.com", "gitlab.com", "bitbucket.org"];

/**
 * A git repository at a revision, of the forms that locks have: `git+ssh://git@host/a/b.git#REV`, `git://…#REV`,
 * `https://codeload.github.com/a/b/tar.gz/REV`, `github:a/b#REV`. Undefined for anything else, and without a whole revision: a branch
 * is not locked.
 */
export function gitSource(address: string): (NodeSource & { kind: "git" }) | undefined {
  const archive = /^https:\/\/codeload\.github\.com\/([^/]+\/[^/]+)\/(?:legacy\.)?tar\.gz\/([0-9a-f]{40})$/.exec(
    address,
  );
  if (archive !== null) return git(`https://github.com/${archive[1]}`, archive[2] as string);
  const short = /^(?:github:)?([A-Za-z0-9-]+\/[\w.-]+)#([0-9a-f]{40})$/.exec(address);
  if (short !== null) return git(`https://github.com/${short[1]}`, short[2] as string);
  const long = /^(?:git\+)?((?:ssh|https?|git):\/\/[^#\s]+)#(?:commit=)?([0-9a-f]{40})$/.exec(address);
  if (long === null) return undefined;
  const [, url, rev] = long as unknown as [string, string, string];
  const read = readGitAddress(url);
  if (!isWritable(url) || "problem" in read) return undefined;
  // A tarball may end in a fragment too, yarn's is its hash.
  if (/^https?:/.test(url) && !address.startsWith("git+") && !url.endsWith(".git")) return undefined;
  return git(urlOf(withoutKey(read)), rev);
}

const git = (url: string, rev: string): NodeSource & { kind: "git" } => ({ kind: "git", url, rev });

/**
 * https for repositories of the well-known hosts: builds have no key for ssh, and github speaks git:// no more. Over https without
 * name and password: what is written down here is for everybody to read.
 */
function withoutKey(address: GitAddress): GitAddress {
  const { scheme, user, host, port } = address;
  const known = hosts.includes(host) && port === null && (user === null || user === "git");
  if (scheme === "https" || scheme === "http") return { ...address, user: null };
  return known ? { ...address, scheme: "https", user: null } : address;
}

/** An address that a tarball can be fetched from, without the fragment; undefined for others. */
export function tarballUrl(address: unknown): string | undefined {
  if (typeof address !== "string" || !isWritable(address) || !/^https?:\/\/[^\s#]+(?:#\S*)?$/.test(address))
    return undefined;
  const url = address.split("#", 1)[0] as string;
  return url.replace(/^(https?:\/\/)[^/?#]*@/, "$1"); // no name and password, as above
}

/** Nix has no text with NUL or half of a surrogate pair; other control characters are in no address. */
// oxlint-disable-next-line no-control-regex
const isWritable = (address: string): boolean => !/[\u0000-\u001f\u007f]|\p{Surrogate}/u.test(address);
