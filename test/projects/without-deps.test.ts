import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Generation, generate } from "../../src/index.ts";
import { SourceFile } from "../../src/model/source.ts";
import { readLock } from "../../src/read/lock/read-lock.ts";
import { contents, temporaryFolder } from "../cli/support/project.ts";
import { makePackage } from "../read/sources/hex-package.ts";
import { serve } from "../read/sources/server.ts";
import { commit, gitServer } from "../support/git-server.ts";
import { checkOut, goldenProjects } from "./support.ts";

/** Golden projects with sources in deps/. */
const names = readdirSync(goldenProjects, { withFileTypes: true }).flatMap(({ name }) =>
  existsSync(join(goldenProjects, name, "project/deps")) ? [name] : [],
);

/** A project whose lock names the very sources that lie in its deps/, and where they can be had besides. */
interface Published {
  readonly project: string;
  readonly mixEnv?: string;
  /** Packages of Hex by the path of their tarball. */
  readonly tarballs: ReadonlyMap<string, Uint8Array>;
}

/**
 * Publishes what lies in deps/. Each checksum, commit and address of the lock becomes that of what is published, wherever the project names it.
 * @param repositories the folder that the server of git at `gitUrl` serves.
 */
function publish(name: string, repositories: string, gitUrl: string): Published {
  const { project, mixEnv } = checkOut(name);
  const lock = readLock(new SourceFile("mix.lock", readFileSync(join(project, "mix.lock"), "utf8")), {
    report: () => {},
  });
  const tarballs = new Map<string, Uint8Array>();
  const renamed: [string, string][] = [];
  for (const entry of lock.values()) {
    const folder = join(project, "deps", entry.app);
    if (!existsSync(folder)) continue;
    const files = Object.fromEntries(
      Object.entries(contents(folder)).filter(([path]) => path !== ".hex" && !path.startsWith(".git/")),
    );
    if (entry.kind === "git") {
      renamed.push([entry.rev, commit(join(repositories, entry.app), files)], [entry.url, `${gitUrl}/${entry.app}`]);
      continue;
    }
    const about = [
      `{<<"name">>,<<"${entry.package}">>}.`,
      `{<<"version">>,<<"${entry.version}">>}.`,
      `{<<"build_tools">>,[${entry.managers.map((manager) => `<<"${manager}">>`).join(",")}]}.`,
    ];
    const made = makePackage(entry.package, files, { metadata: `${about.join("\n")}\n` });
    renamed.push([entry.innerChecksum ?? "", made.entry.innerChecksum ?? ""]);
    renamed.push([entry.outerChecksum ?? "", made.entry.outerChecksum ?? ""]);
    const repository = entry.repo === "hexpm" ? "" : `/repos/${entry.repo.replace(/^hexpm:/, "")}`;
    tarballs.set(`${repository}/tarballs/${entry.package}-${entry.version}.tar`, made.tarball);
  }
  for (const [path, text] of Object.entries(contents(project))) {
    if (!/(?:^|\/)(?:mix\.exs|mix\.lock|\.hex|\.git\/HEAD)$/.test(path)) continue;
    const changed = renamed.reduce((all, [from, to]) => (from === "" ? all : all.replaceAll(from, to)), text);
    writeFileSync(join(project, path), changed);
  }
  return { project, ...(mixEnv !== undefined && { mixEnv }), tarballs };
}

async function generated(
  { project, mixEnv }: Published,
  offline: boolean,
  env: Readonly<Record<string, string>> = {},
): Promise<Generation> {
  const home = temporaryFolder();
  // Not beside the project: a cache that may have come along with it is not trusted.
  const cache = temporaryFolder();
  const own = { PATH: process.env["PATH"], HOME: home, HEX_HOME: home, XDG_CACHE_HOME: cache, ...env };
  return generate({ project, offline, env: own, ...(mixEnv !== undefined && { mixEnv }) });
}

const filesOf = ({ files }: Generation): Readonly<Record<string, string>> =>
  Object.fromEntries(files.map(({ path, text }) => [path, text]));

/** Offline the code of packages that are nowhere is not looked through, which is said. */
const said = ({ diagnostics }: Generation) =>
  diagnostics
    .filter(({ code }) => code !== "packages-not-read")
    .map(({ code, place, args }) => [code, place.file, args]);

describe("with and without deps/ the files are the same, byte for byte", () => {
  test("there are such projects", () => {
    expect(names.length).toBeGreaterThan(5);
  });

  test.each(names)("%s", async (name) => {
    const repositories = temporaryFolder();
    const git = await gitServer(repositories);
    onTestFinished(() => git.stop());
    const published = publish(name, repositories, git.url);
    const { tarballs, project } = published;
    const server = await serve((request, response) => {
      const tarball = tarballs.get(request.url ?? "");
      if (tarball === undefined) response.writeHead(404).end();
      else response.end(tarball);
    });
    const before = await generated(published, true);
    expect(Object.keys(filesOf(before)), JSON.stringify(before.diagnostics)).toContain("nix/deps.nix");
    rmSync(join(project, "deps"), { recursive: true });
    const without = await generated(published, false, { HEX_MIRROR: server.url, HEX_API_KEY: "key" });
    expect(filesOf(without)).toEqual(filesOf(before));
    expect(said(without)).toEqual(said(before));
  });
});
