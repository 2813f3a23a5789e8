import { chmodSync, lstatSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { applyWrites } from "../../src/apply/apply-writes.ts";
import { inTurn } from "../../src/apply/in-turn.ts";
import { STAGING } from "../../src/apply/staging.ts";
import { type Diagnostic, FatalDiagnostic } from "../../src/diagnostics/diagnostic.ts";
import { nodeWriteFileSystem, nodeWritePorts } from "../../src/ports/node-write-file-system.ts";
import type { WriteFileSystem } from "../../src/ports/write-file-system.ts";
import { generated, inProject, owned, planned, snapshot, write } from "./tree.ts";

const first = [generated("nix/deps.nix", "1\n"), generated("nix/locks/a/Cargo.lock", "1\n"), owned("flake.nix", "1\n")];
const second = [
  generated("nix/deps.nix", "2\n"),
  generated("nix/locks/a/Cargo.lock", "2\n"),
  generated("nix/locks/b/Cargo.lock", "2\n"),
  owned("flake.nix", "2\n"),
  owned("nix/package.nix", "2\n"),
];

test("everything stands as planned, and nothing else", async () => {
  await inProject(async (root) => {
    await applyWrites(planned(root, first), nodeWritePorts);
    await applyWrites(planned(root, second), nodeWritePorts);
    const found = snapshot(root);
    expect(Object.keys(found)).toEqual([
      "flake.nix",
      "nix",
      "nix/deps.nix",
      "nix/locks",
      "nix/locks/a",
      "nix/locks/a/Cargo.lock",
      "nix/locks/b",
      "nix/locks/b/Cargo.lock",
      "nix/package.nix",
    ]);
    expect(found["nix/deps.nix"]).toMatch(/\n2\n$/);
    expect(found["flake.nix"]).toMatch(/ 1\n$/);
  });
});

test("unchanged files are not touched, and permissions stay", async () => {
  await inProject(async (root) => {
    await applyWrites(planned(root, first), nodeWritePorts);
    const [kept, renewed] = [join(root, "nix/deps.nix"), join(root, "nix/locks/a/Cargo.lock")];
    const before = new Date("2001-01-01");
    utimesSync(kept, before, before);
    chmodSync(renewed, 0o640);
    const inode = lstatSync(kept).ino;
    await applyWrites(planned(root, [first[0] as never, second[1] as never]), nodeWritePorts);
    expect(lstatSync(kept).mtimeMs).toBe(before.getTime());
    expect(lstatSync(kept).ino).toBe(inode);
    expect(lstatSync(renewed).mode & 0o777).toBe(0o640);
  });
});

/** A file system whose steps fail from the n-th on, `times` of them in a row. */
function failing(from: number, times: number): { readonly files: WriteFileSystem; readonly steps: readonly string[] } {
  const steps: string[] = [];
  const guard =
    <A extends readonly unknown[]>(name: string, act: (...args: A) => void) =>
    (...args: A): void => {
      const step = steps.push(`${name} ${String(args[0])}`);
      if (step >= from && step < from + times) throw new Error(`no space at step ${step}`);
      act(...args);
    };
  const fs = nodeWriteFileSystem;
  return {
    files: {
      ...fs,
      makeFolder: guard("makeFolder", fs.makeFolder),
      create: guard("create", fs.create),
      keep: guard("keep", fs.keep),
      sync: async (paths) => {
        guard("sync", (_paths: readonly string[]) => {})(paths);
        await fs.sync(paths);
      },
      rename: guard("rename", fs.rename),
      removeFile: guard("removeFile", fs.removeFile),
      removeFolder: guard("removeFolder", fs.removeFolder),
    },
    steps,
  };
}

async function attempt(root: string, files: WriteFileSystem): Promise<FatalDiagnostic["diagnostic"] | null> {
  try {
    await applyWrites(planned(root, second), { ...nodeWritePorts, files });
    return null;
  } catch (error) {
    if (error instanceof FatalDiagnostic) return error.diagnostic;
    throw error;
  }
}

/** What stands in a project, without what is for the next run alone. */
const tree = (root: string): Record<string, string> =>
  Object.fromEntries(Object.entries(snapshot(root)).filter(([path]) => !path.startsWith(STAGING)));

const nextRun = (root: string): Promise<readonly Diagnostic[]> =>
  inTurn(
    root,
    nodeWritePorts,
    () => {},
    (found) => found,
  );

/** The steps of a run that nothing fails in. */
const all = await inProject(async (root) => {
  await applyWrites(planned(root, first), nodeWritePorts);
  const counted = failing(Infinity, 0);
  await applyWrites(planned(root, second), { ...nodeWritePorts, files: counted.files });
  return counted.steps;
});

describe("when a step fails", () => {
  const cleaning = all.findIndex((step) => step.startsWith("removeFile") && step.endsWith("/journal"));
  const steps = Array.from(all.keys(), (index) => index + 1);

  test.each(steps.slice(0, cleaning))("step %i of it: everything stands as before", async (step) => {
    await inProject(async (root) => {
      await applyWrites(planned(root, first), nodeWritePorts);
      const before = snapshot(root);
      const problem = await attempt(root, failing(step, 1).files);
      expect(problem).toMatchObject({ code: "write-failed", args: { reason: `no space at step ${step}` } });
      expect(snapshot(root)).toEqual(before);
    });
  });

  test.each(steps.slice(cleaning))("step %i of it: the result stands", async (step) => {
    await inProject(async (root) => {
      await applyWrites(planned(root, first), nodeWritePorts);
      expect(await attempt(root, failing(step, 1).files)).toBeNull();
      await nextRun(root);
      expect(snapshot(root)).toMatchObject({ "nix/deps.nix": expect.stringMatching(/\n2\n$/) });
      expect(Object.keys(snapshot(root))).not.toContain(STAGING);
    });
  });

  test("and undoing fails too, it is said where that left something, and the next run makes it whole", async () => {
    for (const step of steps.slice(0, cleaning)) {
      await inProject(async (root) => {
        await applyWrites(planned(root, first), nodeWritePorts);
        const before = tree(root);
        const problem = await attempt(root, failing(step, Infinity).files);
        expect(problem?.code).toBe(isDeepStrictEqual(tree(root), before) ? "write-failed" : "not-restored");
        expect(Object.values(snapshot(root))).toEqual(expect.arrayContaining(Object.values(before)));
        await nextRun(root);
        const after = snapshot(root);
        if (!isDeepStrictEqual(after, before))
          expect(planned(root, second).entries.map(({ action }) => action)).not.toContain("update");
        expect(Object.keys(after)).not.toContain(STAGING);
      });
    }
  });
});

test("a folder that cannot be written is found before anything is touched", async () => {
  await inProject(async (root) => {
    await applyWrites(planned(root, first), nodeWritePorts);
    const before = snapshot(root);
    const files = { ...nodeWriteFileSystem, mayWriteIn: (folder: string) => folder !== root };
    expect(await attempt(root, files)).toMatchObject({ code: "unwritable-folder", place: { file: "nix/package.nix" } });
    expect(snapshot(root)).toEqual(before);
  });
});

// The superuser may write anywhere.
test.skipIf(process.getuid?.() === 0)("the machine says which folders cannot be written", async () => {
  await inProject(async (root) => {
    write(root, "nix/x", "");
    chmodSync(join(root, "nix"), 0o555);
    expect(await attempt(root, nodeWriteFileSystem)).toMatchObject({ code: "unwritable-folder" });
    chmodSync(join(root, "nix"), 0o755);
  });
});

test("a file that changed since the plan was made is not lost", async () => {
  await inProject(async (root) => {
    await applyWrites(planned(root, first), nodeWritePorts);
    const plan = planned(root, second);
    write(root, "nix/deps.nix", "mine\n");
    await expect(applyWrites(plan, nodeWritePorts)).rejects.toThrow(FatalDiagnostic);
    expect(snapshot(root)["nix/deps.nix"]).toMatch(/mine/);
    expect(snapshot(root)["nix/locks/b"]).toBeUndefined();
  });
});
