import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import type { GitLockEntry, HexLockEntry, LockEntry } from "../../../src/model/lock.ts";
import type { Network } from "../../../src/ports/network.ts";
import { nodeByteFiles } from "../../../src/ports/node-byte-files.ts";
import { nodeFileSystem } from "../../../src/ports/node-file-system.ts";
import { nodeNetwork } from "../../../src/ports/node-network.ts";
import { readHexSettings, type Environment } from "../../../src/read/sources/hex-settings.ts";
import { locateSources, type LocatedSource, type SourceProgress } from "../../../src/read/sources/sources.ts";
import { makePackage, type MadePackage } from "./hex-package.ts";
import { serve } from "./server.ts";

let root: string;
let diagnostics: Diagnostics;
let progress: SourceProgress[];
const pauses: number[] = [];

beforeEach(() => {
  root = mkdtempSync(`${tmpdir()}/nif2nix-sources-`);
  diagnostics = new Diagnostics();
  progress = [];
  pauses.length = 0;
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(`${root}/${path}`), { recursive: true });
  writeFileSync(`${root}/${path}`, content);
}

async function locate(
  wanted: readonly LockEntry[],
  env: Environment = {},
  offline = false,
): Promise<ReadonlyMap<string, LocatedSource>> {
  const hex = readHexSettings(env, root, nodeFileSystem);
  const real = nodeNetwork(hex.route);
  const network: Network = {
    get: (request) => real.get(request),
    wait: (milliseconds) => Promise.resolve(void pauses.push(milliseconds)),
  };
  return locateSources(wanted, {
    fs: nodeFileSystem,
    bytes: nodeByteFiles,
    network: offline ? undefined : network,
    hex,
    depsPath: `${root}/deps`,
    cachePath: `${root}/.cache/nif2nix/tarballs`,
    diagnostics,
    onProgress: (step) => progress.push(step),
  });
}

function reports(): string[] {
  return diagnostics.list.map(
    ({ code, place, args }) => `${code} ${place.line}:${place.column} ${JSON.stringify(args)}`,
  );
}

/** The manifest of Hex before 2019: text. The binary one is tested where it is read. */
function manifestOf(entry: HexLockEntry): string {
  return `${entry.package},${entry.version},${entry.innerChecksum},${entry.repo}\nmix\n`;
}

function answering(...packages: readonly MadePackage[]): Parameters<typeof serve>[0] {
  return (request, response) => {
    const found = packages.find(({ entry }) =>
      request.url?.endsWith(`/tarballs/${entry.package}-${entry.version}.tar`),
    );
    if (found === undefined) response.writeHead(404).end();
    else response.end(found.tarball);
  };
}

describe("deps/ comes first", () => {
  test("where its .hex file matches the lock", async () => {
    const { entry } = makePackage("one");
    put("deps/one/.hex", manifestOf(entry));
    put(
      "deps/one/hex_metadata.config",
      '{<<"name">>,<<"one">>}.\n{<<"version">>,<<"1.0.0">>}.\n{<<"app">>,<<"one">>}.\n',
    );
    const found = (await locate([entry], {}, true)).get("one");
    expect(found).toMatchObject({ kind: "folder", path: `${root}/deps/one`, metadata: { app: "one" } });
    expect(reports()).toEqual([]);
  });

  test.each<[string, Partial<HexLockEntry>]>([
    ["another version", { version: "1.0.1" }],
    ["another package", { package: "two" }],
    ["another repository", { repo: "hexpm:org" }],
    ["another checksum", { innerChecksum: "0".repeat(64) }],
    ["a lock without checksum", { innerChecksum: null }],
  ])("not with %s", async (_why, changes) => {
    const { entry } = makePackage("one");
    put("deps/one/.hex", manifestOf(entry));
    expect((await locate([{ ...entry, ...changes }], {}, true)).get("one")).toMatchObject({ kind: "missing" });
  });

  test.each(["", "\u0083", "one", ",,,", "\n\n\n", "a,b\nc\nd"])("not with the manifest %j", async (manifest) => {
    const { entry } = makePackage("one");
    put("deps/one/.hex", Buffer.from(manifest, "latin1"));
    expect((await locate([entry], {}, true)).get("one")).toMatchObject({ kind: "missing" });
  });
});

describe("git checkouts", () => {
  const rev = "0123456789abcdef0123456789abcdef01234567";
  const entry = (options: GitLockEntry["options"]): GitLockEntry => ({
    kind: "git",
    app: "g",
    url: "https://git.example.org/g.git",
    rev,
    options,
    place: { file: "mix.lock", line: 3, column: 3 },
  });

  test("are taken at the locked revision, in the folder that Mix uses", async () => {
    put("deps/g/.git/HEAD", `${rev}\n`);
    put("deps/g/apps/one/mix.exs", "");
    const path = async (options: GitLockEntry["options"]): Promise<unknown> =>
      (await locate([entry(options)])).get("g");
    expect(await path({})).toMatchObject({ kind: "folder", path: `${root}/deps/g` });
    expect(await path({ subdir: "apps/one" })).toMatchObject({ kind: "folder", path: `${root}/deps/g/apps/one` });
    expect(await path({ sparse: "apps/one" })).toMatchObject({ kind: "folder", path: `${root}/deps/g/apps/one` });
    expect(await path({ subdir: "apps/two" })).toMatchObject({ kind: "missing" });
  });

  test("are missing at another revision or where there is none", async () => {
    expect((await locate([entry({})])).get("g")).toMatchObject({ kind: "missing" });
    put("deps/g/.git/HEAD", "f".repeat(40));
    expect((await locate([entry({})])).get("g")).toMatchObject({
      kind: "missing",
      reason: "its checkout stands at ffffffffffff in the deps folder; mix deps.get makes one",
    });
    expect(reports().every((report) => report.startsWith("source-missing 3:3"))).toBe(true);
  });
});

describe("Hex's cache comes second", () => {
  test.each([
    ["~/.hex", {}, ".hex/packages/hexpm/one-1.0.0.tar"],
    ["HEX_HOME", { HEX_HOME: "ROOT/elsewhere" }, "elsewhere/packages/hexpm/one-1.0.0.tar"],
    ["XDG", { MIX_XDG: "1", XDG_CACHE_HOME: "ROOT/xdg" }, "xdg/hex/packages/hexpm/one-1.0.0.tar"],
    ["XDG's default", { MIX_XDG: "true" }, ".cache/hex/packages/hexpm/one-1.0.0.tar"],
  ])("in %s", async (_name, env, path) => {
    const { tarball, entry } = makePackage("one", { "mix.exs": "x", "lib/a/b.ex": "y" });
    put(path, tarball);
    const settled = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, value.replace("ROOT", root)]));
    const found = (await locate([entry], settled, true)).get("one");
    if (found?.kind !== "archive") throw new Error(JSON.stringify(found));
    expect(found.from).toBe("hex-cache");
    expect(found.files.readText(`${found.path}/lib/a/b.ex`)).toBe("y");
    expect(found.metadata.buildTools).toEqual(["mix"]);
  });

  test("a tarball that is not the locked one is passed over", async () => {
    const { tarball, entry } = makePackage("one");
    const other = makePackage("one", { "mix.exs": "other" });
    put(".hex/packages/hexpm/one-1.0.0.tar", other.tarball);
    const server = await serve(answering({ tarball, entry }));
    const found = (await locate([entry], { HEX_MIRROR: server.url })).get("one");
    expect(found).toMatchObject({ kind: "archive", from: "download" });
    expect(reports()).toEqual([]);
  });

  test("repositories have their own folders", async () => {
    const { tarball, entry } = makePackage("one", undefined, { entry: { repo: "hexpm:org" } });
    put(".hex/packages/hexpm:org/one-1.0.0.tar", tarball);
    expect((await locate([entry], {}, true)).get("one")).toMatchObject({ kind: "archive", from: "hex-cache" });
  });
});

describe("downloads come last", () => {
  test("are verified, kept, and used the next time without the network", async () => {
    const one = makePackage("one");
    const two = makePackage("two");
    const server = await serve(answering(one, two));
    const first = await locate([one.entry, two.entry], { HEX_MIRROR_URL: `${server.url}/` });
    expect([...first.values()].map((source) => source.kind === "archive" && source.from)).toEqual([
      "download",
      "download",
    ]);
    expect(server.requests.toSorted()).toEqual(["GET /tarballs/one-1.0.0.tar", "GET /tarballs/two-1.0.0.tar"]);
    expect(readdirSync(`${root}/.cache/nif2nix/tarballs`).toSorted()).toEqual(
      [one, two].map(({ entry }) => `${entry.outerChecksum}.tar`).toSorted(),
    );
    const second = await locate([one.entry, two.entry], {}, true);
    expect([...second.values()].map((source) => source.kind === "archive" && source.from)).toEqual([
      "own-cache",
      "own-cache",
    ]);
    expect(reports()).toEqual([]);
  });

  test("what was kept and has changed since is fetched again", async () => {
    const one = makePackage("one");
    const server = await serve(answering(one));
    await locate([one.entry], { HEX_MIRROR: server.url });
    const kept = `${root}/.cache/nif2nix/tarballs/${one.entry.outerChecksum}.tar`;
    writeFileSync(kept, Buffer.concat([readFileSync(kept), Buffer.from("x")]));
    expect((await locate([one.entry], { HEX_MIRROR: server.url })).get("one")).toMatchObject({ from: "download" });
  });

  test("a lock of before 2019 has only the inner checksum, which is enough", async () => {
    const one = makePackage("one", undefined, { entry: { outerChecksum: null } });
    const server = await serve(answering(one));
    const wrong = { ...one.entry, innerChecksum: "0".repeat(64) };
    expect((await locate([one.entry], { HEX_MIRROR: server.url })).get("one")).toMatchObject({ from: "download" });
    expect((await locate([one.entry], {}, true)).get("one")).toMatchObject({ from: "own-cache" });
    expect((await locate([wrong], { HEX_MIRROR: server.url })).get("one")).toMatchObject({ kind: "missing" });
  });

  test("a lock without checksums fetches nothing", async () => {
    const one = makePackage("one", undefined, { entry: { outerChecksum: null, innerChecksum: null } });
    const server = await serve(answering(one));
    expect((await locate([one.entry], { HEX_MIRROR: server.url })).get("one")).toMatchObject({ kind: "missing" });
    expect(server.requests).toEqual([]);
  });

  test("something else than the locked package is an error, is not used and not kept", async () => {
    const one = makePackage("one");
    const other = makePackage("one", { "mix.exs": "other" });
    const server = await serve(answering(other));
    expect((await locate([one.entry], { HEX_MIRROR: server.url })).get("one")).toMatchObject({ kind: "missing" });
    const [first, second] = reports();
    expect(first).toMatch(/^source-checksum 2:3 .*"host":"127\.0\.0\.1:\d+"/);
    expect(second).toMatch(/^source-missing 2:3 /);
    expect(() => readdirSync(`${root}/.cache`)).toThrow("ENOENT");
  });

  test.each([
    ["offline is asked for", {}, true],
    ["HEX_OFFLINE is set", { HEX_OFFLINE: "1" }, false],
  ])("none where %s", async (_why, env, offline) => {
    const one = makePackage("one");
    const server = await serve(answering(one));
    expect((await locate([one.entry], { HEX_MIRROR: server.url, ...env }, offline)).get("one")).toEqual({
      kind: "missing",
      reason: "it is not on this machine, and downloads are not allowed",
    });
    expect(server.requests).toEqual([]);
  });

  test("faults that may pass are tried again, with growing pauses", async () => {
    const one = makePackage("one");
    let count = 0;
    const server = await serve((request, response) => {
      count++;
      if (count === 1) response.writeHead(503).end();
      else if (count === 2) request.socket.destroy();
      else response.end(one.tarball);
    });
    expect((await locate([one.entry], { HEX_MIRROR: server.url })).get("one")).toMatchObject({ from: "download" });
    expect(pauses).toEqual([250, 1000]);
  });

  test.each([
    [500, 3],
    [429, 3],
    [404, 1],
    [403, 1],
  ])("%d is given up after %d attempts", async (status, attempts) => {
    const server = await serve((_request, response) => void response.writeHead(status).end());
    const found = (await locate([makePackage("one").entry], { HEX_MIRROR: server.url })).get("one");
    expect(found?.kind === "missing" && found.reason).toContain(`the repository answered ${status}`);
    expect(server.requests).toHaveLength(attempts);
  });

  test("at most HEX_HTTP_CONCURRENCY at once, all of them, with progress", async () => {
    const packages = Array.from({ length: 9 }, (_, index) => makePackage(`p${index}`));
    let open = 0;
    let most = 0;
    const server = await serve((request, response) => {
      most = Math.max(most, ++open);
      setTimeout(() => {
        open--;
        answering(...packages)(request, response);
      }, 20);
    });
    const wanted = packages.map(({ entry }) => entry);
    const found = await locate(wanted, { HEX_MIRROR: server.url, HEX_HTTP_CONCURRENCY: "3" });
    expect([...found.keys()]).toEqual(wanted.map(({ app }) => app));
    expect([...found.values()].every((source) => source.kind === "archive")).toBe(true);
    expect(most).toBe(3);
    expect(progress.filter(({ step }) => step === "start")).toHaveLength(9);
    expect(progress.filter(({ step }) => step === "done").map(({ finished, total }) => `${finished}/${total}`)).toEqual(
      Array.from({ length: 9 }, (_, index) => `${index + 1}/9`),
    );
  });

  test("a cache that cannot be written is no obstacle", async () => {
    const one = makePackage("one");
    put(".cache", "a file where the folder should be");
    const server = await serve(answering(one));
    expect((await locate([one.entry], { HEX_MIRROR: server.url })).get("one")).toMatchObject({ from: "download" });
  });
});

describe("credentials", () => {
  const one = makePackage("one", undefined, { entry: { repo: "hexpm:org" } });

  test("go to a trusted mirror, below /repos/ for an organisation", async () => {
    const server = await serve(answering(one));
    const env = { HEX_TRUSTED_MIRROR: server.url, HEX_REPOS_KEY: "key" };
    expect((await locate([one.entry], env)).get("one")).toMatchObject({ from: "download" });
    expect(server.requests).toEqual(["GET /repos/org/tarballs/one-1.0.0.tar [key]"]);
  });

  test("not to a mirror that is not trusted", async () => {
    const server = await serve(answering(one));
    await locate([one.entry], { HEX_MIRROR: server.url, HEX_REPOS_KEY: "key", HEX_API_KEY: "api" });
    expect(server.requests).toEqual(["GET /repos/org/tarballs/one-1.0.0.tar"]);
  });

  test("not to another host by a redirect, but further on the same one", async () => {
    const other = await serve(answering(one));
    const server = await serve((request, response) => {
      const location = request.url?.startsWith("/repos") === true ? "/second" : `${other.url}/tarballs/one-1.0.0.tar`;
      response.writeHead(302, { location }).end();
    });
    const env = { HEX_TRUSTED_MIRROR: server.url, HEX_REPOS_KEY: "key" };
    expect((await locate([one.entry], env)).get("one")).toMatchObject({ from: "download" });
    expect(server.requests).toEqual(["GET /repos/org/tarballs/one-1.0.0.tar [key]", "GET /second [key]"]);
    expect(other.requests).toEqual(["GET /tarballs/one-1.0.0.tar"]);
  });

  test("redirects end", async () => {
    const server = await serve((_request, response) => void response.writeHead(301, { location: "/again" }).end());
    const found = (await locate([one.entry], { HEX_MIRROR: server.url })).get("one");
    expect(found).toEqual({ kind: "missing", reason: "more than 3 redirects" });
    expect(server.requests).toHaveLength(4);
  });

  test.each(["file:///etc/passwd", "ftp://127.0.0.1/x", "http://[", "javascript:1"])(
    "no redirect to %s",
    async (location) => {
      const server = await serve((_request, response) => void response.writeHead(302, { location }).end());
      const found = (await locate([one.entry], { HEX_MIRROR: server.url })).get("one");
      expect(found?.kind === "missing" && found.reason).toMatch(/^a redirect to /);
    },
  );
});

test("a self-hosted repository is found in hex.config, and an unknown one is not guessed", async () => {
  const one = makePackage("one", undefined, { entry: { repo: "ours" } });
  const server = await serve(answering(one));
  put(".hex/hex.config", `{'$repos',#{<<"ours">> => #{url => <<"${server.url}/hex">>,auth_key => <<"secret">>}}}.\n`);
  expect((await locate([one.entry])).get("one")).toMatchObject({ from: "download" });
  expect(server.requests).toEqual(["GET /hex/tarballs/one-1.0.0.tar [secret]"]);
  const unknown = { ...makePackage("two").entry, repo: "theirs" };
  expect((await locate([unknown])).get("two")).toEqual({
    kind: "missing",
    reason: "the repository theirs is not set up here; mix hex.repo add does that",
  });
});

test("nothing wanted, nothing done", async () => {
  expect((await locate([])).size).toBe(0);
  expect([reports(), progress]).toEqual([[], []]);
});
