import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyWrites } from "../../src/apply/apply-writes.ts";
import { renderDiff } from "../../src/apply/render-diff.ts";
import { nodeWritePorts } from "../../src/ports/node-write-file-system.ts";
import { generated, inProject, owned, planned, snapshot } from "./tree.ts";

const body = fc
  .tuple(fc.array(fc.constantFrom("{", "}", "a = 1;", "b = 2;", "", "-- x", "++ y"), { maxLength: 30 }), fc.boolean())
  .map(([lines, end]) => lines.join("\n") + (end ? "\n" : ""));

/** The oracle: git applies the diff to the old files, and what it makes is what applying the plan makes. */
test("git takes the diff and makes the same of it", async () => {
  await fc.assert(
    fc.asyncProperty(body, body, body, async (before, after, created) => {
      await inProject(async (root) => {
        const old = [generated("nix/deps.nix", before), owned("flake.nix", "x\n")];
        await applyWrites(planned(root, old), nodeWritePorts);
        const plan = planned(root, [
          generated("nix/deps.nix", after),
          owned("nix/package.nix", created),
          owned("flake.nix", "y\n"),
        ]);
        const diff = await renderDiff(plan);
        const untouched = snapshot(root);
        const byGit =
          diff === "" || !/^@@/m.test(diff)
            ? untouched
            : ((): Record<string, string> => {
                execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: root, input: diff });
                const made = snapshot(root);
                execFileSync("git", ["apply", "-R", "--whitespace=nowarn", "-"], { cwd: root, input: diff });
                return made;
              })();
        expect(snapshot(root)).toEqual(untouched);
        await applyWrites(plan, nodeWritePorts);
        const ours = snapshot(root);
        // A new empty file has no lines that a unified diff could show.
        if (created === "") delete ours["nix/package.nix"];
        expect(byGit).toEqual(ours);
      });
    }),
    { numRuns: 40 },
  );
});

test("nothing to change is no diff, and user files that are kept are not in it", async () => {
  await inProject(async (root) => {
    const files = [generated("a.nix", "1\n"), owned("flake.nix", "1\n")];
    await applyWrites(planned(root, files), nodeWritePorts);
    expect(await renderDiff(planned(root, [files[0] as never, owned("flake.nix", "2\n")]))).toBe("");
  });
});

test("names the files as git does", async () => {
  await inProject(async (root) => {
    await applyWrites(planned(root, [generated("nix/deps.nix", "1\n")]), nodeWritePorts);
    const plan = planned(root, [generated("nix/deps.nix", "2\n"), owned("flake.nix", "1\n")]);
    expect((await renderDiff(plan)).split("\n").filter((line) => /^(---|\+\+\+) /.test(line))).toEqual([
      "--- a/nix/deps.nix",
      "+++ b/nix/deps.nix",
      "--- /dev/null",
      "+++ b/flake.nix",
    ]);
  });
});
