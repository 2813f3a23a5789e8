import { pairsOf, textOf, type ErlangTerm } from "../../erlang/term.ts";
import { readErlangTerms } from "../../erlang/text-format.ts";
import { Malformed } from "../../model/malformed.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { NetworkRoute } from "../../ports/network.ts";

/** Environment variables as the process got them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How Hex is set up on this machine: where its tarballs lie, and where to get others from. */
export interface HexSettings {
  /** Folder with packages/<repo>/<name>-<version>.tar. */
  readonly cacheHome: string;
  readonly offline: boolean;
  readonly concurrency: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** A mirror of hex.pm that credentials are not sent to, or one that they are sent to. */
  readonly mirror: { readonly url: string; readonly trusted: boolean } | undefined;
  /** HEX_REPOS_KEY, or repos_key in hex.config: for hex.pm and its organisations. */
  readonly reposKey: string | undefined;
  /** HEX_API_KEY, or api_key in hex.config. */
  readonly apiKey: string | undefined;
  /** Repositories and organisations that `mix hex.repo` and `mix hex.organization` have set up, by name. */
  readonly repositories: ReadonlyMap<string, ConfiguredRepository>;
  readonly route: NetworkRoute;
  /** What is wrong with a setting that a download would use, the variable named and its value not: one clause. */
  readonly fault?: string;
}

export interface ConfiguredRepository {
  readonly url: string | undefined;
  readonly authKey: string | undefined;
}

/**
 * Hex's settings from the environment and its hex.config, the environment first, as Hex itself reads them
 * (hex lib/hex/state.ex and lib/hex/config.ex). HEX_UNSAFE_HTTPS and its like are not honoured. A hex.config that cannot be read counts as empty.
 */
export function readHexSettings(env: Environment, home: string, fs: ReadFileSystem): HexSettings {
  const config = readConfig(`${homeOf(env, home, "XDG_CONFIG_HOME", ".config")}/hex.config`, fs);
  const setting = (names: readonly string[], key: string): string | undefined =>
    names.map((name) => env[name]).find((value) => value !== undefined) ?? textOf(config.get(key));
  const trusted = setting(["HEX_TRUSTED_MIRROR_URL", "HEX_TRUSTED_MIRROR"], "trusted_mirror_url");
  const mirror = trusted ?? setting(["HEX_MIRROR_URL", "HEX_MIRROR"], "mirror_url");
  const fault = faultOf(env);
  return {
    ...(fault === undefined ? {} : { fault }),
    cacheHome: homeOf(env, home, "XDG_CACHE_HOME", ".cache"),
    offline: /^(?:1|true)$/i.test(setting(["HEX_OFFLINE"], "offline") ?? ""),
    concurrency: positive(setting(["HEX_HTTP_CONCURRENCY"], "http_concurrency"), 8),
    timeout: positive(setting(["HEX_HTTP_TIMEOUT"], "http_timeout"), 15) * 1000,
    mirror: mirror ? { url: withoutSlash(mirror), trusted: trusted !== undefined } : undefined,
    reposKey: setting(["HEX_REPOS_KEY"], "repos_key") || undefined,
    apiKey: setting(["HEX_API_KEY"], "api_key") || undefined,
    repositories: readRepositories(config.get("$repos")),
    route: {
      httpProxy: setting(["http_proxy", "HTTP_PROXY"], "http_proxy") || undefined,
      httpsProxy: setting(["https_proxy", "HTTPS_PROXY"], "https_proxy") || undefined,
      noProxy: (setting(["no_proxy", "NO_PROXY"], "no_proxy") ?? "").split(",").map((host) => host.trim()),
      caCertificatesPath: setting(["HEX_CACERTS_PATH"], "cacerts_path") || undefined,
    },
  };
}

/** Values that no request can be made of: a key with a line end, as `$(cat file)` does not leave it but a file does. */
function faultOf(env: Environment): string | undefined {
  for (const name of ["HEX_REPOS_KEY", "HEX_API_KEY"]) {
    if (/[^\t\x20-\x7e]/.test(env[name] ?? ""))
      return `${name} holds a character that cannot be sent, such as a line end`;
  }
  for (const name of ["HEX_TRUSTED_MIRROR_URL", "HEX_TRUSTED_MIRROR", "HEX_MIRROR_URL", "HEX_MIRROR"]) {
    const value = env[name];
    if (value && !/^https?:\/\/./.test(URL.canParse(value) ? value : ""))
      return `${name} is not an http or https address`;
  }
  return undefined;
}

/** HEX_HOME, else with MIX_XDG a folder of the XDG base directories, else ~/.hex. */
function homeOf(env: Environment, home: string, xdgVariable: string, xdgDefault: string): string {
  if (env["HEX_HOME"] !== undefined) return env["HEX_HOME"];
  if (env["MIX_XDG"] !== "1" && env["MIX_XDG"] !== "true") return `${home}/.hex`;
  return `${env[xdgVariable] || `${home}/${xdgDefault}`}/hex`;
}

function readConfig(path: string, fs: ReadFileSystem): Map<string, ErlangTerm> {
  try {
    return pairsOf({ kind: "list", items: readErlangTerms(fs.readText(path) ?? "") });
  } catch (error) {
    if (error instanceof Malformed) return new Map();
    throw error;
  }
}

function readRepositories(term: ErlangTerm | undefined): Map<string, ConfiguredRepository> {
  return new Map(
    [...pairsOf(term)].map(([name, fields]) => {
      const url = textOf(pairsOf(fields).get("url"));
      const authKey = textOf(pairsOf(fields).get("auth_key"));
      return [name, { url: url === undefined ? undefined : withoutSlash(url), authKey }];
    }),
  );
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}

function positive(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}
