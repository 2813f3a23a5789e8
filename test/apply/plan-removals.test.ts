import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyWrites } from "../../src/apply/apply-writes.ts";
import { withHeader } from "../../src/apply/generated-header.ts";
import { planRemovals } from "../../src/apply/plan-removals.ts";
import { renderDiff } from "../../src/apply/render-diff.ts";
import type { WritePlan } from "../../src/apply/write-plan.ts";
import { FatalDiagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { OutputFile } from "../../src/emit/output-file.ts";
import { nodeWriteFileSystem, nodeWritePorts } from "../../src/ports/node-write-file-system.ts";
import { actions, generated, inProject, planned, snapshot, version, write } from "./tree.ts";

const kept = [generated("nix/deps.nix", "{ }\n"), generated("nix/lib/mix.nix", "{ }\n")];
const ours = (path: string, text = "old\n"): string => withHeader({ path, text }, version, nodeWritePorts.sha256);

function plan(project: string, files: readonly OutputFile[] = kept, force = false): WritePlan {
  const { entries } = planned(project, files, { force });
  return { project, entries: [...entries, ...planRemovals(files, project, nodeWritePorts, force)] };
}

const stale = [
  "nix/nif2nix.nix",
  "nix/node-modules.mjs",
  "nix/lib/crane.nix",
  "nix/locks/old.lock",
  "nix/locks/app/crate.lock",
];

describe("files of ours that are no longer written", () => {
  test("go where nobody edited them, and folders that are empty then", async () => {
    await inProject(async (project) => {
      for (const path of stale) write(project, path, ours(path));
      expect(actions(plan(project))).toMatchObject(Object.fromEntries(stale.map((path) => [path, "remove"])));
      await applyWrites(plan(project), nodeWritePorts);
      expect(Object.keys(snapshot(project))).toEqual(["nix", "nix/deps.nix", "nix/lib", "nix/lib/mix.nix"]);
      expect(Object.values(actions(plan(project)))).toEqual(["unchanged", "unchanged"]);
    });
  });

  test("stay where they were edited, unless forced", async () => {
    await inProject(async (project) => {
      write(project, "nix/old.nix", `${ours("nix/old.nix")}# mine\n`);
      expect(actions(plan(project))["nix/old.nix"]).toBe("keep-edited");
      await applyWrites(plan(project), nodeWritePorts);
      expect(snapshot(project)["nix/old.nix"]).toContain("# mine");
      await applyWrites(plan(project, kept, true), nodeWritePorts);
      expect(snapshot(project)["nix/old.nix"]).toBeUndefined();
    });
  });

  test("are known by their header alone, in our folders alone, and never through a link", () => {
    inProject((project) => {
      write(project, "nix/mine.nix", "{ }\n");
      write(project, "nix/overlays/old.nix", ours("old.nix"));
      write(project, "elsewhere/old.nix", ours("old.nix"));
      write(project, "old.nix", ours("old.nix"));
      symlinkSync("../elsewhere/old.nix", join(project, "nix/linked.nix"));
      symlinkSync("nowhere", join(project, "nix/locks"));
      expect(planRemovals(kept, project, nodeWritePorts, true)).toEqual([]);
    });
  });

  test("are not those that are written under another name of their folder", async () => {
    await inProject(async (project) => {
      await applyWrites(planned(project, kept), nodeWritePorts);
      symlinkSync("lib", join(project, "nix/locks"));
      expect(planRemovals(kept, project, nodeWritePorts, false)).toEqual([]);
    });
  });

  test("are in the diff as git removes them", async () => {
    await inProject(async (project) => {
      await applyWrites(plan(project), nodeWritePorts);
      write(project, "nix/old.nix", ours("nix/old.nix"));
      const diff = await renderDiff(plan(project));
      expect(diff).toContain("--- a/nix/old.nix\n+++ /dev/null\n");
      execFileSync("git", ["apply", "-"], { cwd: project, input: diff });
      expect(Object.values(actions(plan(project)))).toEqual(["unchanged", "unchanged"]);
    });
  });

  test("stand as they did where a later step fails", async () => {
    await inProject(async (project) => {
      for (const path of stale) write(project, path, ours(path));
      const before = snapshot(project);
      let removed = 0;
      const removeFile = (path: string): void => {
        if (++removed === stale.length) throw new Error("no space");
        nodeWriteFileSystem.removeFile(path);
      };
      const apply = (): Promise<void> =>
        applyWrites(plan(project), { ...nodeWritePorts, files: { ...nodeWriteFileSystem, removeFile } });
      await expect(apply()).rejects.toThrow(FatalDiagnostic);
      expect(snapshot(project)).toEqual(before);
    });
  });
});
