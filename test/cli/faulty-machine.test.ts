import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { createTar } from "nanotar";
import { afterEach, expect, test, vi } from "vitest";
import type { Git } from "../../src/ports/git.ts";
import { GitFault } from "../../src/ports/git.ts";
import type { Network, NetworkRequest, NetworkResponse } from "../../src/ports/network.ts";
import { NetworkFault } from "../../src/ports/network.ts";
import { nodeByteFiles } from "../../src/ports/node-byte-files.ts";
import { nodeFileSystem } from "../../src/ports/node-file-system.ts";
import { nodeWriteFileSystem } from "../../src/ports/node-write-file-system.ts";
import { makePackage } from "../read/sources/hex-package.ts";
import { contents, makeProject } from "./support/project.ts";
import { nif2nix } from "./support/run.ts";

// Exit codes tell the truth: at any call of the machine it fails, throws what is no error, answers nonsense, or never
// answers; and no command says 0 unless what it was asked for is done.

type Fault = "fails" | "throws" | "nonsense" | "hangs" | "does nothing";
const faults: readonly Fault[] = ["fails", "throws", "nonsense", "hangs", "does nothing"];

/** Of each command. */
const runs = Number(process.env["NIF2NIX_RUNS"] ?? 40);

/** Which call of this run goes wrong, and how; calls are counted over all ports. */
const machine = { calls: 0, at: 0, fault: "fails" as Fault, struck: "", nonsense: undefined as unknown };

/** Answers of the wrong type: what is of the right one is an answer, and nobody can tell. */
const nonsense = [42, {}, [null], Symbol("nonsense"), () => "nonsense"] as const;

const yesOrNo = /exists|isDirectory|mayWriteIn/;

/** One call of a port: as it is, or gone wrong. */
function struck<R>(name: string, call: () => R): R {
  if (++machine.calls !== machine.at) return call();
  machine.struck = `${machine.fault} in ${name}`;
  switch (machine.fault) {
    case "fails":
      throw name.startsWith("network")
        ? new NetworkFault("it fails", true)
        : name.startsWith("git")
          ? new GitFault("it fails")
          : Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
    case "throws":
      // oxlint-disable-next-line no-throw-literal -- as a library may
      throw machine.nonsense;
    case "nonsense":
      // Where yes or no is asked, anything is one of the two.
      return yesOrNo.test(name) ? call() : (machine.nonsense as R);
    case "hangs":
      return /^(?:network|git)/.test(name) || name === "write sync" ? (new Promise(() => {}) as R) : call();
    case "does nothing":
      return name.startsWith("write ") && !/kind|realPath|list|readText|modified/.test(name)
        ? (undefined as R)
        : call();
  }
}

/** Has every call of a port go through `struck`. */
function wrap(port: object, name: string): void {
  for (const [method, call] of Object.entries(port) as [string, (...args: unknown[]) => unknown][]) {
    Object.assign(port, {
      [method](...args: unknown[]): unknown {
        return struck(`${name} ${method}`, () => call.apply(port, args));
      },
    });
  }
}

wrap(nodeFileSystem, "read");
wrap(nodeByteFiles, "bytes");
wrap(nodeWriteFileSystem, "write");

const rust = makePackage("fast", {
  "mix.exs":
    'defmodule Fast.MixProject do\n  use Mix.Project\n  def project, do: [app: :fast, version: "1.0.0", deps: []]\nend\n',
  "lib/fast.ex": 'defmodule Fast do\n  use Rustler, otp_app: :fast, crate: "fast"\nend\n',
  "native/fast/Cargo.toml":
    '[package]\nname = "fast"\nversion = "0.1.0"\nedition = "2021"\n[lib]\ncrate-type = ["cdylib"]\n',
  "native/fast/Cargo.lock": 'version = 4\n\n[[package]]\nname = "fast"\nversion = "0.1.0"\n',
  "native/fast/src/lib.rs": "",
});
const tool = makePackage("rustler");
const repository = createTar([
  {
    name: "mix.exs",
    data: 'defmodule Vapor.MixProject do\n  use Mix.Project\n  def project, do: [app: :vapor, version: "1.0.0", deps: []]\nend\n',
  },
]);

vi.mock("../../src/ports/node-network.ts", () => ({
  nodeNetwork: (): Network => ({
    get: async (request: NetworkRequest) =>
      struck("network get", (): NetworkResponse => {
        const made = [rust, tool].find(({ entry }) => request.url.endsWith(`/${entry.package}-1.0.0.tar`));
        return { status: made === undefined ? 404 : 200, headers: {}, body: made?.tarball ?? new Uint8Array() };
      }),
    wait: async () => struck("network wait", () => {}),
  }),
}));
vi.mock("../../src/ports/node-git.ts", () => ({
  nodeGit: (): Git => ({ archive: async () => struck("git archive", () => repository) }),
}));

function project(): string {
  const line = ({ entry }: typeof rust, requires: string): string =>
    `  "${entry.app}": {:hex, :${entry.app}, "1.0.0", "${entry.innerChecksum}", [:mix], [${requires}], "hexpm", "${entry.outerChecksum}"},\n`;
  const needs = '{:rustler, ">= 0.0.0", [hex: :rustler, repo: "hexpm", optional: false]}';
  const git = `  "vapor": {:git, "https://git.example.org/vapor.git", "${"c".repeat(40)}", []},\n`;
  return makeProject({
    "mix.exs":
      'defmodule HelloNif.MixProject do\n  use Mix.Project\n  def project, do: [app: :hello_nif, version: "0.1.0", deps: [{:fast, "~> 1.0"}, {:rustler, "~> 1.0"}, {:vapor, git: "https://git.example.org/vapor.git"}]]\nend\n',
    "mix.lock": `%{\n${line(rust, needs)}${line(tool, "")}${git}}\n`,
  });
}

interface Run {
  readonly code: number | "no end";
  readonly stdout: string;
  readonly stderr: string;
  readonly files: Record<string, string>;
}

/** The files of a project; what the next run removes of our own folder, which git ignores, is none of them. */
function filesOf(cwd: string): Record<string, string> {
  const all = Object.entries(contents(cwd));
  return Object.fromEntries(all.filter(([path]) => !/^(?:xdg|\.nif2nix)\//.test(path)));
}

/** One command in a project of its own, in which `before` was run on a healthy machine. */
async function run(argv: readonly string[], before: readonly string[][], at: number, fault: Fault): Promise<Run> {
  const cwd = project();
  const env = { XDG_CACHE_HOME: `${cwd}/xdg`, HEX_HTTP_TIMEOUT: "1" };
  machine.at = 0;
  for (const each of before) expect((await nif2nix(each, { cwd, env })).code).toBe(0);
  Object.assign(machine, { calls: 0, at, fault, struck: "" });
  const idle = new Promise<"no end">((resolve) =>
    setTimeout(() => resolve("no end"), fault === "hangs" ? 1_500 : 50_000),
  );
  const ended = await Promise.race([nif2nix(argv, { cwd, env }), idle]);
  machine.at = 0;
  const files = filesOf(cwd);
  for (const name of readdirSync(cwd)) rmSync(join(cwd, name), { recursive: true });
  return ended === "no end"
    ? { code: "no end", stdout: "", stderr: "", files }
    : {
        ...ended,
        stdout: ended.stdout.replaceAll(cwd, "PROJECT"),
        stderr: ended.stderr.replaceAll(cwd, "PROJECT"),
        files,
      };
}

afterEach(() => void (machine.at = 0));

const commands: readonly (readonly [string, readonly string[], readonly string[][]])[] = [
  ["generate", ["generate"], []],
  ["generate, again", ["generate", "--force"], [["init", "--yes"]]],
  ["init", ["init", "--yes"], []],
  ["check", ["check", "--format", "json"], [["init", "--yes"]]],
  ["scan", ["scan", "--format", "json"], []],
  ["deps", ["deps"], []],
  ["hash", ["hash", "--dry-run"], []],
];

test.each(commands)("%s", { timeout: 110_000 }, async (_name, argv, before) => {
  const healthy = await run(argv, before, 0, "fails");
  const total = machine.calls;
  expect(healthy.code, healthy.stderr).toBe(0);
  const places = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: total }),
      fc.constantFrom(...faults),
      fc.constantFrom(...nonsense, null, undefined),
      async (at, fault, answer) => {
        machine.nonsense = answer;
        const { code, stdout, stderr, files } = await run(argv, before, at, fault);
        places.add(machine.struck);
        const where = `${machine.struck} (call ${at}): ${stderr}`;
        // A process that has nothing left to wait for ends with 70: see program.test.ts.
        if (fault === "hangs" && code === "no end") return;
        expect([0, 1, 2, 70], where).toContain(code);
        if (/^\s+at .*:\d+:\d+\)?$/m.test(stderr)) expect(code, where).toBe(70);
        if (code !== 0) return;
        expect(files, where).toEqual(healthy.files);
        expect(stdout, where).toBe(healthy.stdout);
      },
    ),
    { numRuns: runs, seed: Number(process.env["NIF2NIX_SEED"] ?? 20_261_129) },
  );
  expect(places.size).toBeGreaterThan(3);
});

test("what is held against the healthy run is there", async () => {
  const { files } = await run(["init", "--yes"], [], 0, "fails");
  expect(files["nix/deps.nix"]).toContain("nifs.dependencies.fast.attributes");
  expect(readFileSync(new URL("support/run.ts", import.meta.url), "utf8")).toContain("exit: () => {}");
});
