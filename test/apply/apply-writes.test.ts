import { chmodSync, lstatSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyWrites } from "../../src/apply/apply-writes.ts";
import { FatalDiagnostic } from "../../src/diagnostics/diagnostic.ts";
import { nodeWriteFileSystem, nodeWritePorts } from "../../src/ports/node-write-file-system.ts";
import type { WriteFileSystem } from "../../src/ports/write-file-system.ts";
import { generated, inProject, owned, planned, snapshot, write } from "./tree.ts";

const first = [generated("nix/deps.nix", "1\n"), generated("nix/locks/a/Cargo.lock", "1\n"), owned("flake.nix", "1\n")];
const second = [
  generated("nix/deps.nix", "2\n"),
  generated("nix/locks/a/Cargo.lock", "2\n"),
  generated("nix/more/deep/b.nix", "2\n"),
  owned("flake.nix", "2\n"),
  owned("other/package.nix", "2\n"),
];

test("everything stands as planned, and nothing else", () => {
  inProject((root) => {
    applyWrites(planned(root, first), nodeWritePorts);
    applyWrites(planned(root, second), nodeWritePorts);
    const found = snapshot(root);
    expect(Object.keys(found)).toEqual([
      "flake.nix",
      "nix",
      "nix/deps.nix",
      "nix/locks",
      "nix/locks/a",
      "nix/locks/a/Cargo.lock",
      "nix/more",
      "nix/more/deep",
      "nix/more/deep/b.nix",
      "other",
      "other/package.nix",
    ]);
    expect(found["nix/deps.nix"]).toMatch(/\n2\n$/);
    expect(found["flake.nix"]).toMatch(/ 1\n$/);
  });
});

test("unchanged files are not touched, and permissions stay", () => {
  inProject((root) => {
    applyWrites(planned(root, first), nodeWritePorts);
    const [kept, renewed] = [join(root, "nix/deps.nix"), join(root, "nix/locks/a/Cargo.lock")];
    const before = new Date("2001-01-01");
    utimesSync(kept, before, before);
    chmodSync(renewed, 0o640);
    const inode = lstatSync(kept).ino;
    applyWrites(planned(root, [first[0] as never, second[1] as never]), nodeWritePorts);
    expect(lstatSync(kept).mtimeMs).toBe(before.getTime());
    expect(lstatSync(kept).ino).toBe(inode);
    expect(lstatSync(renewed).mode & 0o777).toBe(0o640);
  });
});

/** A file system whose steps fail from the n-th on, `times` of them in a row. */
function failing(from: number, times: number): { readonly files: WriteFileSystem; readonly steps: () => number } {
  let step = 0;
  const guard =
    <A extends readonly unknown[]>(act: (...args: A) => void) =>
    (...args: A): void => {
      step++;
      if (step >= from && step < from + times) throw new Error(`no space at step ${step}`);
      act(...args);
    };
  const fs = nodeWriteFileSystem;
  return {
    files: {
      ...fs,
      makeFolder: guard(fs.makeFolder),
      create: guard(fs.create),
      copy: guard(fs.copy),
      rename: guard(fs.rename),
      removeFile: guard(fs.removeFile),
      removeFolder: guard(fs.removeFolder),
    },
    steps: () => step,
  };
}

function attempt(root: string, files: WriteFileSystem): FatalDiagnostic["diagnostic"] | null {
  try {
    applyWrites(planned(root, second), { files });
    return null;
  } catch (error) {
    if (error instanceof FatalDiagnostic) return error.diagnostic;
    throw error;
  }
}

describe("when a step fails", () => {
  const all = inProject((root) => {
    applyWrites(planned(root, first), nodeWritePorts);
    const counted = failing(Infinity, 0);
    applyWrites(planned(root, second), counted);
    return counted.steps();
  });
  const cleaning = 2; // The old copies of two files, removed last: their removal is not part of the result.
  const steps = Array.from({ length: all }, (_, index) => index + 1);

  test.each(steps.slice(0, -cleaning))("step %i of it: everything stands as before", (step) => {
    inProject((root) => {
      applyWrites(planned(root, first), nodeWritePorts);
      const before = snapshot(root);
      const problem = attempt(root, failing(step, 1).files);
      expect(problem).toMatchObject({ code: "write-failed", args: { reason: `no space at step ${step}` } });
      expect(snapshot(root)).toEqual(before);
    });
  });

  test.each(steps.slice(-cleaning))("step %i of it: the result stands", (step) => {
    inProject((root) => {
      applyWrites(planned(root, first), nodeWritePorts);
      expect(attempt(root, failing(step, 1).files)).toBeNull();
      expect(snapshot(root)).toMatchObject({ "nix/deps.nix": expect.stringMatching(/\n2\n$/) });
    });
  });

  test("and undoing fails too, it is said, and every old text is still there", () => {
    for (const step of steps.slice(0, -cleaning)) {
      inProject((root) => {
        applyWrites(planned(root, first), nodeWritePorts);
        const before = Object.values(snapshot(root));
        const problem = attempt(root, failing(step, Infinity).files);
        // The first step has nothing to take back.
        expect(problem?.code).toBe(step === 1 ? "write-failed" : "not-restored");
        expect(Object.values(snapshot(root))).toEqual(expect.arrayContaining(before));
      });
    }
  });
});

test("an old text that cannot be put back stays beside the new one", () => {
  inProject((root) => {
    applyWrites(planned(root, first), nodeWritePorts);
    const before = snapshot(root)["nix/deps.nix"];
    const rename: WriteFileSystem["rename"] = (from, to) => {
      if (from.endsWith("-old") || to.endsWith("package.nix")) throw new Error("the disk fails");
      nodeWriteFileSystem.rename(from, to);
    };
    expect(attempt(root, { ...nodeWriteFileSystem, rename })).toMatchObject({ code: "not-restored" });
    expect(snapshot(root)["nix/.deps.nix.nif2nix-old"]).toBe(before);
  });
});

test("a folder that cannot be written is found before anything is touched", () => {
  inProject((root) => {
    applyWrites(planned(root, first), nodeWritePorts);
    const before = snapshot(root);
    const files = { ...nodeWriteFileSystem, mayWriteIn: (folder: string) => folder !== root };
    expect(attempt(root, files)).toMatchObject({ code: "unwritable-folder", place: { file: "other/package.nix" } });
    expect(snapshot(root)).toEqual(before);
  });
});

// The superuser may write anywhere.
test.skipIf(process.getuid?.() === 0)("the machine says which folders cannot be written", () => {
  inProject((root) => {
    write(root, "nix/x", "");
    chmodSync(join(root, "nix"), 0o555);
    expect(attempt(root, nodeWriteFileSystem)).toMatchObject({ code: "unwritable-folder" });
    chmodSync(join(root, "nix"), 0o755);
  });
});

test("a file that changed since the plan was made is not lost", () => {
  inProject((root) => {
    applyWrites(planned(root, first), nodeWritePorts);
    const plan = planned(root, second);
    write(root, "nix/deps.nix", "mine\n");
    expect(() => applyWrites(plan, nodeWritePorts)).toThrow(FatalDiagnostic);
    expect(snapshot(root)["nix/deps.nix"]).toMatch(/mine/);
    expect(snapshot(root)["nix/more"]).toBeUndefined();
  });
});
