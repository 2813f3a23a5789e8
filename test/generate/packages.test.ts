import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Generation, generate } from "../../src/index.ts";
import { temporaryFolder } from "../cli/support/project.ts";
import { type MadePackage, makePackage, sha256 } from "../read/sources/hex-package.ts";
import { serve } from "../read/sources/server.ts";

const mixExs = (app: string, deps = ""): string => `defmodule ${app}.MixProject do
  use Mix.Project
  def project, do: [app: :${app.toLowerCase()}, version: "1.0.0", deps: [${deps}]]
end
`;
const letters = makePackage("letters", { "mix.exs": mixExs("Letters"), "data/latin.txt": "A", "lib/letters.ex": "" });
const reading = 'defmodule Reader do\n  @text File.read!(Path.expand("../../letters/data/latin.txt", __DIR__))\nend\n';
const reader = makePackage("reader", { "mix.exs": mixExs("Reader"), "lib/reader.ex": reading });
const plain = makePackage("plain", { "mix.exs": mixExs("Plain"), "lib/plain.ex": "defmodule Plain do\nend\n" });
const all = [letters, plain, reader];

const line = ({ entry }: MadePackage): string =>
  `  "${entry.app}": {:hex, :${entry.app}, "1.0.0", "${entry.innerChecksum}", [:mix], [], "hexpm", "${entry.outerChecksum}"},\n`;

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function projectWith(packages: readonly MadePackage[]): string {
  const folder = temporaryFolder();
  write(folder, {
    ".git/HEAD": "ref: refs/heads/main\n",
    "mix.exs": mixExs("App", packages.map(({ entry }) => `{:${entry.app}, "~> 1.0"}`).join(", ")),
    "mix.lock": `%{\n${packages.map(line).join("")}}\n`,
    "lib/app.ex": "defmodule App do\nend\n",
  });
  return folder;
}

/** A machine with a home and a cache of its own, and the registry of all packages. */
async function machine(packages: readonly MadePackage[] = all) {
  const tarballs = new Map(packages.map(({ entry, tarball }) => [`/tarballs/${entry.package}-1.0.0.tar`, tarball]));
  const server = await serve((request, response) => {
    const tarball = tarballs.get(request.url ?? "");
    if (tarball === undefined) response.writeHead(404).end();
    else response.end(tarball);
  });
  const home = temporaryFolder();
  const env = { HOME: home, HEX_HOME: home, XDG_CACHE_HOME: temporaryFolder(), HEX_MIRROR: server.url };
  return { run: (project: string, offline = false) => generate({ project, offline, env }), server, env };
}

const beside = ({ plan }: Generation): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    plan.deps.flatMap((dep) => (dep.beside.length === 0 ? [] : [[dep.app, dep.beside.map(({ name }) => name)]])),
  );
const codes = ({ diagnostics }: Generation): readonly string[] =>
  diagnostics.map(({ code }) => code).filter((code) => code !== "no-nif-found");

function unpack(
  project: string,
  { entry }: MadePackage,
  files: Readonly<Record<string, string>>,
  inner = entry.innerChecksum,
): void {
  write(join(project, "deps", entry.app), { ".hex": `${entry.package},1.0.0,${inner},hexpm\nmix\n`, ...files });
}

describe("what packages of Hex read beside them", () => {
  test("is known without deps/; each is fetched once, and of most it is kept that they read nothing", async () => {
    const { run, server } = await machine();
    const project = projectWith(all);
    const first = await run(project);
    expect(beside(first)).toEqual({ reader: ["letters"] });
    expect(server.requests.toSorted()).toEqual(
      ["letters", "plain", "reader"].map((name) => `GET /tarballs/${name}-1.0.0.tar`),
    );
    const second = await run(project, true);
    expect(second.files).toEqual(first.files);
    expect(codes(second)).toEqual([]);
    expect(server.requests.length).toBe(3);
  });

  test("is what the locked package reads, whatever lies in deps/", async () => {
    const { run } = await machine();
    const project = projectWith(all);
    unpack(project, plain, { "mix.exs": mixExs("Plain"), "lib/plain.ex": reading }, sha256("another"));
    unpack(project, reader, { "mix.exs": mixExs("Reader"), "lib/reader.ex": "" }, sha256("another"));
    expect(beside(await run(project))).toEqual({ reader: ["letters"] });
    // As it is locked it counts, and nothing is asked for.
    unpack(project, reader, { "mix.exs": mixExs("Reader"), "lib/reader.ex": "" });
    expect(beside(await run(project))).toEqual({});
  });

  test("is an error where it was known and is not any more", async () => {
    const { run, env } = await machine();
    const project = projectWith(all);
    for (const { path, text } of (await run(project)).files) write(project, { [path]: text });
    rmSync(env.XDG_CACHE_HOME, { recursive: true });
    const later = await run(project, true);
    expect(later.files).toEqual([]);
    expect(later.diagnostics.flatMap(({ code, args }) => (code === "source-missing" ? [args["app"]] : []))).toEqual([
      "reader",
    ]);
  });

  test("is said not to be known where files lie in deps/ for others to read", async () => {
    const { run } = await machine();
    const project = projectWith(all);
    write(project, {
      "mix.exs": mixExs(
        "App",
        '{:plain, "~> 1.0"}, {:reader, "~> 1.0"}, {:letters, "~> 1.0", app: false, compile: false}',
      ),
    });
    const offline = await run(project, true);
    expect(
      offline.diagnostics.flatMap(({ code, args }) => (code === "packages-not-read" ? [args["names"]] : [])),
    ).toEqual(["plain, reader"]);
    expect(offline.files.length).toBeGreaterThan(0);
    expect(codes(await run(project))).toEqual([]);
  });

  test("is not asked of a registry that has not answered for three", async () => {
    const many = Array.from({ length: 8 }, (_, index) => makePackage(`many${index}`));
    const { run, server } = await machine([]);
    expect(codes(await run(projectWith(many)))).toEqual([]);
    expect(new Set(server.requests).size).toBe(3);
  });
});
