import { describe, expect, test } from "vitest";
import type { ReadFileSystem } from "../../../src/ports/file-system.ts";
import { tarballAddress } from "../../../src/read/sources/hex-repository.ts";
import { readHexSettings, type Environment, type HexSettings } from "../../../src/read/sources/hex-settings.ts";
import { makePackage } from "./hex-package.ts";

const nothing: ReadFileSystem = {
  readText: () => undefined,
  exists: () => false,
  isDirectory: () => false,
  list: () => [],
  realPath: (path) => path,
};

function settings(env: Environment = {}, config?: string, at = "/home/u/.hex/hex.config"): HexSettings {
  return readHexSettings(env, "/home/u", { ...nothing, readText: (path) => (path === at ? config : undefined) });
}

function address(from: HexSettings, repo = "hexpm"): string | undefined {
  const found = tarballAddress(from, { ...makePackage("p").entry, repo });
  return found && `${found.url}${found.authorization === undefined ? "" : ` [${found.authorization}]`}`;
}

describe("folders", () => {
  test.each<[Environment, string, string]>([
    [{}, "/home/u/.hex", "/home/u/.hex"],
    [{ HEX_HOME: "/h" }, "/h", "/h"],
    [{ MIX_XDG: "1" }, "/home/u/.cache/hex", "/home/u/.config/hex"],
    [{ MIX_XDG: "true", XDG_CACHE_HOME: "/c", XDG_CONFIG_HOME: "/f" }, "/c/hex", "/f/hex"],
    [{ MIX_XDG: "0", XDG_CACHE_HOME: "/c" }, "/home/u/.hex", "/home/u/.hex"],
    [{ HEX_HOME: "/h", MIX_XDG: "1" }, "/h", "/h"],
  ])("%j", (env, cache, config) => {
    expect(settings(env, "{offline,true}.", `${config}/hex.config`)).toMatchObject({ cacheHome: cache, offline: true });
  });
});

describe("values", () => {
  test.each<[Environment, string | undefined, Partial<HexSettings>]>([
    [{}, undefined, { offline: false, concurrency: 8, timeout: 15_000, mirror: undefined, reposKey: undefined }],
    [{ HEX_OFFLINE: "1" }, undefined, { offline: true }],
    [{ HEX_OFFLINE: "TRUE" }, undefined, { offline: true }],
    [{ HEX_OFFLINE: "0" }, "{offline,true}.", { offline: false }],
    [{}, '{offline,<<"1">>}.', { offline: true }],
    [{ HEX_HTTP_CONCURRENCY: "2", HEX_HTTP_TIMEOUT: "60" }, undefined, { concurrency: 2, timeout: 60_000 }],
    [{ HEX_HTTP_TIMEOUT: "60000" }, undefined, { timeout: 60_000_000 }],
    [{ HEX_HTTP_TIMEOUT: "30s" }, undefined, { timeout: 30_000 }],
    [{ HEX_HTTP_CONCURRENCY: "", HEX_HTTP_TIMEOUT: "" }, undefined, { concurrency: 8, timeout: 15_000 }],
    [{ HEX_MIRROR: "http://m/" }, undefined, { mirror: { url: "http://m", trusted: false } }],
    [
      { HEX_MIRROR: "http://m", HEX_MIRROR_URL: "http://n" },
      undefined,
      { mirror: { url: "http://n", trusted: false } },
    ],
    [
      { HEX_MIRROR: "http://m", HEX_TRUSTED_MIRROR: "http://t" },
      undefined,
      { mirror: { url: "http://t", trusted: true } },
    ],
    [{}, '{mirror_url,<<"http://c">>}.', { mirror: { url: "http://c", trusted: false } }],
    [{ HEX_REPOS_KEY: "k", HEX_API_KEY: "a" }, '{repos_key,<<"c">>}.', { reposKey: "k", apiKey: "a" }],
    [{}, '{repos_key,<<"c">>}.\n{api_key,<<"d">>}.', { reposKey: "c", apiKey: "d" }],
    [{}, "this is [no config", { offline: false, mirror: undefined }],
  ])("%j %j", (env, config, expected) => expect(settings(env, config)).toMatchObject(expected));

  test.each<[Environment, string]>([
    [{ HEX_REPOS_KEY: "secret\n" }, "HEX_REPOS_KEY"],
    [{ HEX_API_KEY: "sécret" }, "HEX_API_KEY"],
    [{ HEX_MIRROR: "http://[" }, "HEX_MIRROR"],
    [{ HEX_MIRROR_URL: "repo.example.org" }, "HEX_MIRROR_URL"],
    [{ HEX_TRUSTED_MIRROR: "ftp://example.org" }, "HEX_TRUSTED_MIRROR"],
    [{ HEX_REPOS_KEY: "a\u0000b" }, "HEX_REPOS_KEY"],
    [{ HEX_API_KEY: "\u0085" }, "HEX_API_KEY"],
    [{ HEX_HTTP_TIMEOUT: "soon" }, "HEX_HTTP_TIMEOUT"],
    [{ HEX_HTTP_TIMEOUT: "-15" }, "HEX_HTTP_TIMEOUT"],
    [{ HEX_HTTP_CONCURRENCY: "0" }, "HEX_HTTP_CONCURRENCY"],
  ])("what no request can be made of names its variable and not its value: %j", (env, variable) => {
    const { fault } = settings(env);
    expect(fault).toMatch(new RegExp(`^${variable} `));
    for (const value of Object.values(env)) expect(fault).not.toContain(value);
    expect(settings({ HEX_REPOS_KEY: "k", HEX_MIRROR: "https://m.example.org" }).fault).toBeUndefined();
  });

  test("the way out", () => {
    const env = {
      HTTP_PROXY: "http://p:1",
      https_proxy: "http://s:2",
      HTTPS_PROXY: "x",
      NO_PROXY: "a, .b",
      HEX_CACERTS_PATH: "/ca",
    };
    expect(settings(env).route).toEqual({
      httpProxy: "http://p:1",
      httpsProxy: "http://s:2",
      httpProxyFrom: "HTTP_PROXY",
      httpsProxyFrom: "https_proxy",
      noProxy: ["a", ".b"],
      caCertificatesPath: "/ca",
    });
  });
});

describe("addresses", () => {
  const repos =
    '{\'$repos\',#{<<"ours">> => #{url => <<"https://hex.example.org/">>,auth_key => <<"own">>,public_key => <<"-">>},' +
    '<<"hexpm:org">> => #{auth_key => <<"orgkey">>},<<"hexpm:else">> => #{url => <<"https://else.example.org">>},' +
    '<<"odd">> => #{url => <<"file:///etc">>}}}.';
  test.each<[Environment, string | undefined, string, string | undefined]>([
    [{}, undefined, "hexpm", "https://repo.hex.pm/tarballs/p-1.0.0.tar"],
    [{ HEX_REPOS_KEY: "k" }, undefined, "hexpm", "https://repo.hex.pm/tarballs/p-1.0.0.tar [k]"],
    [{ HEX_API_KEY: "a" }, undefined, "hexpm", "https://repo.hex.pm/tarballs/p-1.0.0.tar"],
    [{ HEX_MIRROR: "https://m", HEX_REPOS_KEY: "k" }, undefined, "hexpm", "https://m/tarballs/p-1.0.0.tar"],
    [{ HEX_TRUSTED_MIRROR: "https://m", HEX_REPOS_KEY: "k" }, undefined, "hexpm", "https://m/tarballs/p-1.0.0.tar [k]"],
    [{}, undefined, "hexpm:acme", "https://repo.hex.pm/repos/acme/tarballs/p-1.0.0.tar"],
    [{ HEX_API_KEY: "a" }, undefined, "hexpm:acme", "https://repo.hex.pm/repos/acme/tarballs/p-1.0.0.tar [a]"],
    [
      { HEX_API_KEY: "a", HEX_REPOS_KEY: "k" },
      undefined,
      "hexpm:acme",
      "https://repo.hex.pm/repos/acme/tarballs/p-1.0.0.tar [k]",
    ],
    [{ HEX_API_KEY: "a" }, repos, "hexpm:org", "https://repo.hex.pm/repos/org/tarballs/p-1.0.0.tar [orgkey]"],
    [{ HEX_MIRROR: "https://m" }, repos, "hexpm:org", "https://m/repos/org/tarballs/p-1.0.0.tar"],
    [{}, repos, "hexpm:else", "https://else.example.org/tarballs/p-1.0.0.tar"],
    [
      { HEX_MIRROR: "https://m", HEX_REPOS_KEY: "k" },
      repos,
      "ours",
      "https://hex.example.org/tarballs/p-1.0.0.tar [own]",
    ],
    [{}, repos, "ours:team", "https://hex.example.org/repos/team/tarballs/p-1.0.0.tar [own]"],
    [{}, repos, "theirs", undefined],
    [{}, repos, "theirs:team", undefined],
    [{}, repos, "odd", undefined],
    [{ HEX_MIRROR: "ftp://m" }, repos, "hexpm", undefined],
  ])("%j %#: %s", (env, config, repo, expected) => expect(address(settings(env, config), repo)).toBe(expected));
});
