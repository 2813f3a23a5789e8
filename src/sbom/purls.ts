import { PackageURL } from "packageurl-js";
import { readGitAddress } from "../model/git-address.ts";

/** A package URL; undefined where the values make none. */
function purl(
  type: string,
  namespace: string | undefined,
  name: string,
  version: string | undefined,
  qualifiers: Readonly<Record<string, string>> = {},
): string | undefined {
  try {
    return new PackageURL(type, namespace, name, version, { ...qualifiers }, undefined).toString();
  } catch {
    return undefined;
  }
}

/** @param repository address of one that is not hex.pm. */
export function hexPurl(name: string, version: string, repository: string | null): string | undefined {
  return purl("hex", undefined, name, version, repository === null ? {} : { repository_url: repository });
}

/** A commit: by the forge where package URLs know it, otherwise by its address. */
export function gitPurl(name: string, url: string, rev: string): string | undefined {
  const address = readGitAddress(url);
  const forge = "host" in address ? forges[address.host.toLowerCase()] : undefined;
  const [, owner, repository] = /^\/?([^/]+)\/([^/]+?)(?:\.git)?\/?$/.exec("path" in address ? address.path : "") ?? [];
  if (forge !== undefined && owner !== undefined && repository !== undefined)
    return purl(forge, owner, repository, rev);
  return purl("generic", undefined, name, rev, { vcs_url: `git+${url}@${rev}` });
}

const forges: Readonly<Record<string, string>> = { "github.com": "github", "bitbucket.org": "bitbucket" };

/** Of crates.io. */
export const cargoPurl = (name: string, version: string): string | undefined => purl("cargo", undefined, name, version);

/** @param url where a registry other than npm's has it. */
export function npmPurl(name: string, version: string, url: string | undefined): string | undefined {
  const [, scope, own = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  const elsewhere = url === undefined || /^https:\/\/registry\.(?:npmjs\.org|yarnpkg\.com)\//.test(url);
  return purl("npm", scope, own, version, elsewhere ? {} : { download_url: url });
}

/** A file that somebody publishes. */
export function filePurl(
  name: string,
  version: string | undefined,
  url: string,
  sha256: string | undefined,
): string | undefined {
  const checksum = sha256 === undefined ? {} : { checksum: `sha256:${sha256}` };
  return purl("generic", undefined, name, version, { download_url: url, ...checksum });
}
