import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { applyWrites } from "../../src/apply/apply-writes.ts";
import { inTurn } from "../../src/apply/in-turn.ts";
import { planRemovals } from "../../src/apply/plan-removals.ts";
import { STAGING } from "../../src/apply/staging.ts";
import type { WritePlan } from "../../src/apply/write-plan.ts";
import type { OutputFile } from "../../src/emit/output-file.ts";
import { nodeWritePorts } from "../../src/ports/node-write-file-system.ts";
import type { WriteFileSystem, WritePorts } from "../../src/ports/write-file-system.ts";
import { generated, inProject, owned, planned, snapshot, write } from "./tree.ts";

class Killed extends Error {}

/** How many were killed in all of these tests: none of them may come to be about nothing. */
let kills = 0;

/** Waiting for the disk takes long, and says nothing here: a process that is killed takes no file system with it. */
const { sync: _, ...withoutSync } = nodeWritePorts.files;
const machine: WriteFileSystem = { ...withoutSync, sync: async () => {} };

/** A process that is killed at its n-th call of the file system, in the middle of it where it is to make a file. */
function dying(at: number, self: string): { readonly ports: WritePorts; readonly calls: () => number } {
  let calls = 0;
  const act =
    <A extends readonly unknown[], R>(name: string, call: (...args: A) => R) =>
    (...args: A): R => {
      calls++;
      if (calls < at) return call(...args);
      if (calls === at && name === "create") {
        const [path, text, like] = args as unknown as Parameters<WriteFileSystem["create"]>;
        machine.create(path, text.slice(0, text.length / 2), like);
      }
      if (calls === at) kills++;
      throw new Killed();
    };
  const files = Object.fromEntries(
    Object.entries(machine).map(([name, call]) => [name, act(name, call as (...args: never[]) => unknown)]),
  ) as unknown as WriteFileSystem;
  return { ports: { ...nodeWritePorts, files, processes: processesOf(self) }, calls: () => calls };
}

/** Processes that are told by a word alone: whoever is dead is called so. */
const processesOf = (self: string): WritePorts["processes"] => ({
  self: () => self,
  isAlive: (id) => !id.startsWith("dead"),
  pidOf: (id) => id,
});

const survivor: WritePorts = { ...nodeWritePorts, files: machine, processes: processesOf("alive") };

const noTelling = (pid: string): void => {
  throw new Error(`nobody is to be waited for, but ${pid} is`);
};

/** What a run does: files that are written no longer go, too. */
function planFor(root: string, files: readonly OutputFile[], force = false): WritePlan {
  const plan = planned(root, files, { force });
  return { ...plan, entries: [...plan.entries, ...planRemovals(files, plan.project, nodeWritePorts, force)] };
}

/** A run up to its end or its death; false where it died. */
async function run(root: string, files: readonly OutputFile[], ports: WritePorts): Promise<boolean> {
  try {
    await inTurn(root, ports, noTelling, () => applyWrites(planFor(root, files), ports));
    return true;
  } catch (error) {
    if (
      error instanceof Killed ||
      isDeepStrictEqual((error as { diagnostic?: unknown }).diagnostic, undefined) === false
    )
      return false;
    throw error;
  }
}

const before = [
  owned("flake.nix", "{ }\n"),
  owned("nix/package.nix", "{ }\n"),
  generated("nix/deps.nix", "1\n"),
  generated("nix/gone.nix", "1\n"),
  generated("nix/lib/mix.nix", "1\n"),
  generated("nix/locks/gone/gone_nif.lock", "1\n"),
];
const after = [
  ...before.slice(0, 2),
  generated("nix/deps.nix", "2\n"),
  generated("nix/lib/mix.nix", "2\n"),
  generated("nix/lib/node-modules.mjs", "2\n"),
  generated("nix/lib/together.exs", "2\n"),
  generated("nix/locks/new/new-nif.lock", "2\n"),
];

/** What git would take along of the staging folder: all that is not in a folder called .git, but where all is ignored. */
function shownToGit(root: string): readonly string[] {
  const inside = Object.entries(snapshot(root)).filter(
    ([path, what]) => path.startsWith(`${STAGING}/`) && !path.startsWith(`${STAGING}/.git/`) && what !== "folder",
  );
  const ignored = inside.some(([path, what]) => path === `${STAGING}/.gitignore` && what.endsWith(" *\n"));
  return ignored ? [] : inside.map(([path]) => path);
}

const sets: readonly (readonly [string, readonly OutputFile[], readonly OutputFile[]])[] = [
  ["files are renewed, made and removed", before, after],
  ["everything is made for the first time", [], before],
  ["one file of the user's is made beside them", before.slice(1), [...before.slice(0, 2), ...after.slice(2)]],
];

describe.each(sets)("where %s", (_, old, wanted) => {
  /** The tree before and after a run that nobody kills, and how many calls it makes. */
  const whole = inProject(async (root) => {
    await run(root, old, survivor);
    const trees = [snapshot(root)];
    const counted = dying(Infinity, "dead");
    await run(root, wanted, counted.ports);
    trees.push(snapshot(root));
    return { trees, calls: counted.calls() };
  });

  test("a run that is killed at any call leaves to the next one a tree that it makes wholly old or wholly new", async () => {
    const { trees, calls } = await whole;
    const ends = new Set<number>();
    for (let at = 1; at <= calls; at++) {
      await inProject(async (root) => {
        await run(root, old, survivor);
        const alive = kills;
        // What tidies up last goes on from any failure, so that the run may seem to end well here; a process does not.
        await run(root, wanted, dying(at, "dead").ports);
        expect(kills).toBe(alive + 1);
        expect(shownToGit(root), `killed at call ${at}`).toEqual([]);
        const found = await inTurn(root, survivor, noTelling, (each) => each);
        const end = trees.findIndex((tree) => isDeepStrictEqual(tree, snapshot(root)));
        expect(end, `killed at call ${at}: ${JSON.stringify(found)}`).not.toBe(-1);
        expect(found.map(({ code }) => code)).not.toContain("journal-refused");
        ends.add(end);
      });
    }
    expect([...ends].sort()).toEqual([0, 1]);
  });

  test("so does one whose repair is killed as well", async () => {
    const { trees, calls } = await whole;
    for (let at = 2; at <= calls; at += 3) {
      await inProject(async (root) => {
        await run(root, old, survivor);
        await run(root, wanted, dying(at, "dead-1").ports);
        for (let again = 1, settled = false; !settled; again += 4) {
          const { ports } = dying(again, `dead-${again + 1}`);
          settled = await inTurn(root, ports, noTelling, () => true).catch((error: unknown) => {
            if (error instanceof Killed) return false;
            throw error;
          });
        }
        await inTurn(root, survivor, noTelling, () => {});
        expect(
          trees.some((tree) => isDeepStrictEqual(tree, snapshot(root))),
          `killed at call ${at}`,
        ).toBe(true);
      });
    }
  });

  test("so does one that is killed while it takes back what failed", async () => {
    const { trees, calls } = await whole;
    for (let at = 2; at <= calls; at += 2) {
      await inProject(async (root) => {
        await run(root, old, survivor);
        const { ports } = dying(at + 6, "dead");
        let renames = 0;
        const rename = (from: string, to: string): void => {
          if (++renames === 3) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
          ports.files.rename(from, to);
        };
        await run(root, wanted, { ...ports, files: { ...ports.files, rename } });
        await inTurn(root, survivor, noTelling, () => {});
        expect(
          trees.some((tree) => isDeepStrictEqual(tree, snapshot(root))),
          `killed at call ${at}`,
        ).toBe(true);
      });
    }
  });
});

test("what was finished is said, and what was only half begun", async () => {
  const said = new Set<string>();
  const { calls } = await inProject(async (root) => {
    await run(root, before, survivor);
    const counted = dying(Infinity, "dead");
    await run(root, after, counted.ports);
    return { calls: counted.calls() };
  });
  for (let at = 1; at <= calls; at++) {
    await inProject(async (root) => {
      await run(root, before, survivor);
      await run(root, after, dying(at, "dead").ports);
      for (const { code } of await inTurn(root, survivor, noTelling, (each) => each)) said.add(code);
    });
  }
  expect([...said].sort()).toEqual(["leftovers-removed", "writing-finished"]);
});

test("a file that somebody wrote between the two runs stays as it is", async () => {
  await inProject(async (root) => {
    await run(root, before, survivor);
    let dead = false;
    // Dead from where the second of three files is to be put in its place.
    const files = Object.fromEntries(
      Object.entries(machine).map(([name, call]) => [
        name,
        (...args: readonly string[]): unknown => {
          dead ||= name === "rename" && args[1]?.endsWith("mix.nix") === true;
          if (dead) throw new Killed();
          return (call as (...all: readonly string[]) => unknown)(...args);
        },
      ]),
    ) as unknown as WriteFileSystem;
    await run(root, after, { ...survivor, files, processes: processesOf("dead") });
    write(root, "nix/lib/mix.nix", "mine\n");
    await inTurn(root, survivor, noTelling, () => {});
    const found = snapshot(root);
    expect(found["nix/lib/mix.nix"]).toBe("644 mine\n");
    expect(found["nix/deps.nix"]).toMatch(/\n2\n$/);
    expect(found["nix/gone.nix"]).toBeUndefined();
    expect(found[STAGING]).toBeUndefined();
  });
});

describe("a journal that a project brings along", () => {
  const digest = nodeWritePorts.sha256;
  const text = (path: string, body: string): string =>
    planned("/nowhere", [generated(path, body)]).entries[0]?.newText ?? "";
  const journal = (steps: readonly unknown[]): string => JSON.stringify({ version: 1, steps });

  /** Paths that a hostile journal might name, with what stands there. */
  const targets = [
    "../outside.nix",
    "/etc/outside.nix",
    "lib/app.ex",
    "mix.exs",
    ".git/hooks/pre-commit",
    "nix/../lib/app.ex",
    "nix/lib/../../mix.exs",
    "nix/pre-commit",
    "nix/.hidden.nix",
    "nix/a\0.nix",
    "nix//deps.nix",
    "nix/lib/deep/er.nix",
    "nix/lib",
    "",
    ".",
    "nix/linked.nix",
    "nix/lib/hooks/deps.nix",
    "FLAKE.NIX",
    "__proto__",
  ];

  test.each(targets)("%j: nothing is written, removed or followed there", async (path) => {
    await inProject(async (root) => {
      write(root, "lib/app.ex", "app\n");
      write(root, "mix.exs", "mix\n");
      write(root, "../outside.nix", text("x.nix", "out\n"));
      write(root, ".git/hooks/deps.nix", "hook\n");
      write(root, "nix/pre-commit", "hook\n");
      symlinkSync("../../outside.nix", join(root, "nix/linked.nix"));
      symlinkSync("../.git", join(root, "nix/lib"));
      const tree = snapshot(root);
      const outside = snapshot(join(root, ".."));
      const now = [null, digest("app\n"), digest("mix\n"), digest(text("x.nix", "out\n")), digest("hook\n")];
      for (const old of now) {
        for (const fresh of [null, digest(text("x.nix", "evil\n"))]) {
          write(root, `${STAGING}/new-0`, text("x.nix", "evil\n"));
          write(root, `${STAGING}/old-0`, "app\n");
          write(root, `${STAGING}/journal`, journal([{ path, old, new: fresh }]));
          const found = await inTurn(root, survivor, noTelling, (each) => each);
          expect(found.map(({ code }) => code)).toEqual(["journal-refused"]);
          expect(snapshot(root)).toEqual(tree);
        }
      }
      expect(snapshot(join(root, ".."))).toEqual(outside);
    });
  });

  const evil = text("nix/deps.nix", "evil\n");
  const old = text("nix/deps.nix", "1\n");
  test.each([
    ["a flake.nix that nobody has seen", { path: "flake.nix", old: null, new: digest(evil) }, evil],
    ["a nix/package.nix that nobody has seen", { path: "nix/package.nix", old: null, new: digest(evil) }, evil],
    ["a text without our header", { path: "nix/deps.nix", old: digest(old), new: digest("evil\n") }, "evil\n"],
    ["another text than it says", { path: "nix/deps.nix", old: digest(old), new: digest(evil) }, `${evil} `],
    ["the place of another text", { path: "nix/deps.nix", old: digest(evil), new: digest(`${evil} `) }, `${evil} `],
    ["nothing in the place of a file of the user's", { path: "nix/mine.nix", old: digest("mine\n"), new: null }, evil],
  ])("gives no place to %s", async (_, step, staged) => {
    await inProject(async (root) => {
      write(root, "nix/deps.nix", old);
      write(root, "nix/mine.nix", "mine\n");
      const tree = snapshot(root);
      write(root, `${STAGING}/new-0`, staged);
      write(root, `${STAGING}/journal`, journal([step]));
      await inTurn(root, survivor, noTelling, () => {});
      expect(snapshot(root)).toEqual(tree);
    });
  });

  test.each([
    ["no JSON", "{"],
    ["another version", '{"version":2,"steps":[]}'],
    ["null", "null"],
    ["steps that are none", '{"version":1,"steps":[null]}'],
    ["a digest that is none", '{"version":1,"steps":[{"path":"flake.nix","old":1,"new":null}]}'],
    ["one file twice", journal([1, 2].map(() => ({ path: "nix/a.nix", old: null, new: null })))],
    [
      "very much",
      journal(Array.from({ length: 20_000 }, (__, n) => ({ path: `nix/a${n}.nix`, old: null, new: null }))),
    ],
    ["deep nesting", "[".repeat(100_000)],
  ])("with %s is said and goes", async (_, content) => {
    await inProject(async (root) => {
      write(root, `${STAGING}/journal`, content);
      const found = await inTurn(root, survivor, noTelling, (each) => each);
      expect(found.map(({ code }) => code)).toEqual(["journal-refused"]);
      expect(snapshot(root)).toEqual({});
    });
  });

  test("and links in the folder, or in its place, are not followed", async () => {
    await inProject(async (root) => {
      write(root, "../outside/journal", journal([]));
      write(root, "../outside/new-0", "theirs\n");
      const outside = snapshot(join(root, "../outside"));
      symlinkSync("../outside", join(root, STAGING));
      await expect(inTurn(root, survivor, noTelling, () => {})).rejects.toMatchObject({
        diagnostic: { code: "path-blocked" },
      });
      expect(snapshot(join(root, "../outside"))).toEqual(outside);
    });
    await inProject(async (root) => {
      write(root, "../outside", journal([]));
      write(root, `${STAGING}/x`, "theirs\n");
      for (const name of ["journal", "journal-made", "new-0", "old-0", ".gitignore", "lock-alive"])
        symlinkSync("../../outside", join(root, STAGING, name));
      await run(root, [generated("nix/deps.nix", "1\n")], { ...survivor, processes: processesOf("alive-2") });
      expect(snapshot(root)["nix/deps.nix"]).toMatch(/\n1\n$/);
      expect(snapshot(join(root, ".."))["outside"]).toBe(`644 ${journal([])}`);
    });
  });
});

test("many kills were made here, at every kind of call", () => {
  expect(kills).toBeGreaterThan(1_500);
});
