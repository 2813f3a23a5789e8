import { type ChildProcess, spawn } from "node:child_process";
import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { afterAll, expect, test } from "vitest";
import { inTurn } from "../../src/apply/in-turn.ts";
import { STAGING } from "../../src/apply/staging.ts";
import { nodeWritePorts } from "../../src/ports/node-write-file-system.ts";
import { transpiled } from "./process/transpiled.ts";
import { generated, inProject, owned, snapshot, write } from "./tree.ts";

const writer = transpiled(fileURLToPath(new URL("process/writer.ts", import.meta.url)));
afterAll(writer.remove);

const names = ["nix/deps.nix", "nix/nifs.nix", "nix/lib/mix.nix", "nix/lib/crane.nix"];
const [old, wanted] = ["old", "new"].map((word) => [
  owned("flake.nix", "{ }\n"),
  ...names.map((path) => generated(path, `${`# ${word}\n`.repeat(500)}`)),
  generated(`nix/locks/${word}/Cargo.lock`, "\n"),
]);
const sets = [JSON.stringify(old), JSON.stringify(wanted)];

const started = (project: string, times: number, ...those: readonly string[]): ChildProcess =>
  spawn(process.execPath, [writer.script, project, String(times), ...those], { stdio: ["ignore", "pipe", "pipe"] });

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function ended(child: ChildProcess): Promise<Ended> {
  let said = "";
  child.stderr?.on("data", (data: Buffer) => (said += data.toString()));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, said })));
}

const settled = (project: string): Promise<readonly string[]> =>
  inTurn(
    project,
    nodeWritePorts,
    () => {},
    (found) => found.map(({ code }) => code),
  );

test("200 processes are killed while they write, and each time the next finds all old or all new, and nothing else", async () => {
  await inProject(async (project) => {
    execFileSync("git", ["init", "--quiet"], { cwd: project });
    expect(await ended(started(project, 1, ...sets))).toEqual({ code: 0, said: "" });
    const files = (): Record<string, string> =>
      Object.fromEntries(Object.entries(snapshot(project)).filter(([path]) => !path.startsWith(".git")));
    const trees = [files()];
    expect(await ended(started(project, 2, ...sets))).toEqual({ code: 0, said: "" });
    trees.push(files());
    const begun = performance.now();
    expect(await ended(started(project, 20, ...sets))).toEqual({ code: 0, said: "" });
    // A set and a bit more: on a busy machine a moment that is the same everywhere would end before the first file is written.
    const longest = Math.max(25, (performance.now() - begun) / 8);
    const said = new Map<string, number>();
    for (let round = 0; round < 200; round++) {
      const child = started(project, 1_000_000, ...sets);
      const end = ended(child);
      await new Promise((resolve) => child.stdout?.once("data", resolve));
      await pause(Math.random() * longest);
      child.kill("SIGKILL");
      expect(await end).toEqual({ code: null, said: "" });
      // Whatever was left: git does not take it along.
      const seen = execFileSync("git", ["status", "--porcelain", "--untracked-files=all"], {
        cwd: project,
        encoding: "utf8",
      });
      expect(seen.split("\n").filter((line) => line.includes(STAGING))).toEqual([]);
      for (const code of await settled(project)) said.set(code, (said.get(code) ?? 0) + 1);
      expect(trees.some((tree) => isDeepStrictEqual(tree, files()))).toBe(true);
    }
    // Else nothing was shown: each of them was killed between two sets.
    expect(said.get("writing-finished")).toBeGreaterThan(0);
    expect(said.has("journal-refused")).toBe(false);
  });
}, 300_000);

test("three at once, forty times: none fails, and all that the last one wants stands", async () => {
  await inProject(async (project) => {
    for (let round = 0; round < 40; round++) {
      const [first = "", second = ""] = round % 2 === 0 ? sets : sets.toReversed();
      const all = [first, second, first].map((set) => ended(started(project, 1, set)));
      for (const end of await Promise.all(all)) expect(end).toEqual({ code: 0, said: "" });
      const locks = Object.keys(snapshot(project)).filter((path) => path.endsWith("Cargo.lock"));
      expect(locks).toHaveLength(1);
      expect(Object.keys(snapshot(project))).not.toContain(STAGING);
    }
  });
}, 300_000);

test("one that is stopped while it writes is waited for, and one that is dead is not", async () => {
  await inProject(async (project) => {
    const child = started(project, 1_000_000, ...sets);
    await new Promise((resolve) => child.stdout?.once("data", resolve));
    // Stopped in the middle: its lock is there, and it lives.
    for (let stopped = false; !stopped;) {
      await pause(5);
      child.kill("SIGSTOP");
      await pause(5);
      stopped = Object.keys(snapshot(project)).some((path) => path.startsWith(`${STAGING}/lock-`));
      if (!stopped) child.kill("SIGCONT");
    }
    const told: string[] = [];
    let done = false;
    const waiting = inTurn(
      project,
      nodeWritePorts,
      (pid) => told.push(pid),
      () => (done = true),
    );
    await pause(500);
    expect([told, done]).toEqual([[String(child.pid)], false]);
    child.kill("SIGKILL");
    await waiting;
    expect([told, done]).toEqual([[String(child.pid)], true]);
  });
});

test("waiting ends after a minute, by a finding that says for whom it was", async () => {
  await inProject(async (project) => {
    const living = { self: () => "mine", isAlive: () => true, pidOf: () => "4711" };
    write(project, `${STAGING}/lock-4711`, "");
    let waited = 0;
    const wait = async (milliseconds: number): Promise<void> => void (waited += milliseconds);
    const turn = inTurn(
      project,
      { ...nodeWritePorts, processes: living, wait },
      () => {},
      () => {},
    );
    await expect(turn).rejects.toMatchObject({ diagnostic: { code: "writer-busy", args: { pid: "4711" } } });
    expect(waited).toBeGreaterThan(60_000);
    expect(waited).toBeLessThan(61_000);
  });
});

test("a lock of another machine counts for half a minute of the file system's clock", async () => {
  await inProject(async (project) => {
    const elsewhere = {
      self: () => "mine",
      isAlive: (id: string) => (id === "mine" ? true : undefined),
      pidOf: () => "?",
    };
    write(project, `${STAGING}/lock-1.2.abcd`, "");
    let now = 0;
    const files = {
      ...nodeWritePorts.files,
      modified: (path: string) => (path.endsWith("mine") ? now : 0),
    };
    const wait = async (milliseconds: number): Promise<void> => void (now += milliseconds);
    await inTurn(
      project,
      { ...nodeWritePorts, files, processes: elsewhere, wait },
      () => {},
      () => {},
    );
    expect(now).toBeGreaterThan(29_000);
    expect(now).toBeLessThan(31_000);
    expect(snapshot(project)).toEqual({});
  });
});
