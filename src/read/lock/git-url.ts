/** Transports that git itself knows. Others are programs: `git-remote-<name>` would be run. */
const transports: ReadonlySet<string> = new Set([
  "https",
  "http",
  "ssh",
  "git",
  "git+ssh",
  "ssh+git",
  "git+https",
  "git+http",
  "ftp",
  "ftps",
  "file",
]);

/**
 * Why a URL (or scp-like address, or local path) must not reach git; undefined where it may.
 * `ext::sh -c ...` runs a command by design, `-u...` is a switch, and `ssh://-oProxyCommand=...` was CVE-2017-1000117.
 */
export function urlProblem(url: string): string | undefined {
  if (url === "") return "is empty";
  if (url.length > 2048) return "is too long";
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\x00-\x1f\x7f]/.test(url)) return "holds control characters";
  if (url.startsWith("-")) return "would be a switch to git";
  if (/^[A-Za-z0-9][A-Za-z0-9+.-]*::/.test(url)) return "names a helper program of git";
  const scheme = /^([^/:]+):\/\//.exec(url)?.[1];
  if (scheme !== undefined && !transports.has(scheme.toLowerCase())) return "has a transport that git does not know";
  if (hostOf(url, scheme).startsWith("-")) return "has a host that would be a switch to ssh";
  return undefined;
}

/** `host` of `scheme://user@host:port/path` and of `user@host:path`; empty for a path. */
function hostOf(url: string, scheme: string | undefined): string {
  const rest = scheme === undefined ? url : url.slice(scheme.length + 3);
  const authority = scheme === undefined ? (/^([^/]*?):/.exec(rest)?.[1] ?? "") : (/^[^/?#]*/.exec(rest)?.[0] ?? "");
  return authority.slice(authority.lastIndexOf("@") + 1);
}
