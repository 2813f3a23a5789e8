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
  const found = (names: readonly string[], key: string): Setting => {
    const name = names.find((each) => env[each] !== undefined);
    if (name !== undefined) return { from: name, value: env[name] };
    return { from: `${key} of hex.config`, value: textOf(config.get(key)) };
  };
  const setting = (names: readonly string[], key: string): string | undefined => found(names, key).value;
  const settings = {
    trusted: found(["HEX_TRUSTED_MIRROR_URL", "HEX_TRUSTED_MIRROR"], "trusted_mirror_url"),
    mirror: found(["HEX_MIRROR_URL", "HEX_MIRROR"], "mirror_url"),
    reposKey: found(["HEX_REPOS_KEY"], "repos_key"),
    apiKey: found(["HEX_API_KEY"], "api_key"),
    timeout: found(["HEX_HTTP_TIMEOUT"], "http_timeout"),
    concurrency: found(["HEX_HTTP_CONCURRENCY"], "http_concurrency"),
    httpProxy: found(["http_proxy", "HTTP_PROXY"], "http_proxy"),
    httpsProxy: found(["https_proxy", "HTTPS_PROXY"], "https_proxy"),
  };
  const trusted = settings.trusted.value;
  const mirror = trusted ?? settings.mirror.value;
  const fault = faultOf(settings);
  return {
    ...(fault === undefined ? {} : { fault }),
    cacheHome: homeOf(env, home, "XDG_CACHE_HOME", ".cache"),
    offline: /^(?:1|true)$/i.test(setting(["HEX_OFFLINE"], "offline") ?? ""),
    concurrency: positive(settings.concurrency.value) ?? 8,
    timeout: (positive(settings.timeout.value) ?? 15) * 1000,
    mirror: mirror ? { url: withoutSlash(mirror), trusted: trusted !== undefined } : undefined,
    reposKey: settings.reposKey.value || undefined,
    apiKey: settings.apiKey.value || undefined,
    repositories: readRepositories(config.get("$repos")),
    route: {
      httpProxy: settings.httpProxy.value || undefined,
      httpsProxy: settings.httpsProxy.value || undefined,
      httpProxyFrom: settings.httpProxy.from,
      httpsProxyFrom: settings.httpsProxy.from,
      noProxy: (setting(["no_proxy", "NO_PROXY"], "no_proxy") ?? "").split(",").map((host) => host.trim()),
      caCertificatesPath: setting(["HEX_CACERTS_PATH"], "cacerts_path") || undefined,
    },
  };
}

/** A value, and what sets it: a variable, or a key of hex.config. */
interface Setting {
  readonly from: string;
  readonly value: string | undefined;
}

/** Whether a value can stand in a header of HTTP: a key with a line end cannot, as `$(cat file)` does not leave it but a file does. */
export const isSendable = (value: string): boolean => /^[\t\x20-\x7e]*$/.test(value);

/** Values that no request can be made of, or that Hex could not read. */
function faultOf({
  reposKey,
  apiKey,
  trusted,
  mirror,
  timeout,
  concurrency,
}: Readonly<Record<"reposKey" | "apiKey" | "trusted" | "mirror" | "timeout" | "concurrency", Setting>>):
  | string
  | undefined {
  for (const { from, value } of [reposKey, apiKey]) {
    if (!isSendable(value ?? "")) return `${from} holds a character that cannot be sent, such as a line end`;
  }
  const used = trusted.value === undefined ? mirror : trusted;
  if (used.value && !/^https?:\/\/./.test(URL.canParse(used.value) ? used.value : ""))
    return `${used.from} is not an http or https address`;
  if (timeout.value && positive(timeout.value) === undefined) return `${timeout.from} is not a number of seconds`;
  if (concurrency.value && positive(concurrency.value) === undefined) return `${concurrency.from} is not a number`;
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

/** As Hex does, by the digits that it begins with; undefined where there are none, or nothing but zeros. */
function positive(text: string | undefined): number | undefined {
  const number = Number(/^\+?(\d{1,15})/.exec(text ?? "")?.[1]);
  return number > 0 ? number : undefined;
}
