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

/** An address of a git repository, taken apart as git does (git's connect.c). */
export interface GitAddress {
  /** In small letters; `ssh` for `user@host:path`, null for a folder of this machine that is named by its path. */
  readonly scheme: string | null;
  /** With the password, where one is written; null where nobody is named. */
  readonly user: string | null;
  /** "" for a path. */
  readonly host: string;
  readonly port: string | null;
  /** As written: with the slash before it, except in `host:path`. */
  readonly path: string;
}

/** Why an address must not reach git: a clause after "the URL". */
export interface GitAddressProblem {
  readonly problem: string;
}

/**
 * Reads a URL, an scp-like address (`git@host:path`) or a path; a problem where git would take it for something else:
 * `ext::sh -c ...` runs a command by design, `-u...` is a switch, and `ssh://-oProxyCommand=...` was CVE-2017-1000117.
 */
export function readGitAddress(text: string): GitAddress | GitAddressProblem {
  if (text === "") return { problem: "is empty" };
  if (text.length > 2048) return { problem: "is too long" };
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\x00-\x1f\x7f]/.test(text)) return { problem: "holds control characters" };
  if (text.startsWith("-")) return { problem: "would be a switch to git" };
  if (/^[A-Za-z0-9][A-Za-z0-9+.-]*::/.test(text)) return { problem: "names a helper program of git" };
  const address = takenApart(text);
  if (address.scheme !== null && !transports.has(address.scheme))
    return { problem: "has a transport that git does not know" };
  if (address.host.startsWith("-")) return { problem: "has a host that would be a switch to ssh" };
  return address;
}

/** Whether an address has a transport (`file://` too: it says that it is meant); false for a bare path, and for what git must not be given. */
export function isRemote(text: string): boolean {
  const address = readGitAddress(text);
  return !("problem" in address) && address.scheme !== null;
}

/** The address as a URL: Nix knows `ssh://git@host/path` and not `git@host:path`. URLs and paths stay as they are written. */
export function gitUrl(text: string): string {
  const address = readGitAddress(text);
  if ("problem" in address || address.scheme === null || text.includes("://")) return text;
  return urlOf(address);
}

/** A URL with the parts of `address`, which is none of a path. */
export function urlOf({ scheme, user, host, port, path }: GitAddress): string {
  const place = `${user === null ? "" : `${user}@`}${host}${port === null ? "" : `:${port}`}`;
  return `${scheme}://${place}${/^(?:[/?#]|$)/.test(path) ? path : `/${path}`}`;
}

/** `scheme://user@host:port/path`; some tools write `host:path` there, too. */
const url =
  /^(?<scheme>[^/:]+):\/\/(?:(?<user>[^/?#]*)@)?(?<host>\[[^\]/?#]*\]|[^:/?#]*)(?::(?<port>\d*)(?=[/?#]|$)|:)?(?<path>.*)$/s;

/** `user@host:path`, with no slash before the colon: what has one is a path. */
const scp = /^(?:(?<user>[^/:]*)@)?(?<host>\[[^\]/]*\]|[^/:]*):(?<path>.*)$/s;

function takenApart(text: string): GitAddress {
  const parts = (url.exec(text) ?? scp.exec(text))?.groups;
  if (parts === undefined) return { scheme: null, user: null, host: "", port: null, path: text };
  const { scheme = "ssh", user = null, host = "", port = null, path = "" } = parts;
  return { scheme: scheme.toLowerCase(), user, host, port: port === "" ? null : port, path };
}
