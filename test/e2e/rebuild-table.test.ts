import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { rebuiltByEdit } from "../support/rebuilt-by-edit.ts";
import { cannotBuild } from "./support/machine.ts";
import { repository } from "./support/workplace.ts";

interface Measured {
  readonly project: string;
  readonly edits: readonly {
    readonly edit: string;
    readonly ours: readonly string[];
    readonly byHand: readonly string[];
  }[];
}

/** What bench/rebuild.mjs counts by real Nix, as derivations whose path an edit changes. Nothing is built for that. */
describe.skipIf(cannotBuild())("what an edit rebuilds, in projects of three shapes", () => {
  let measured: readonly Measured[];

  beforeAll(() => {
    const ran = spawnSync(process.execPath, [join(repository, "bench/rebuild.mjs"), "--json"], {
      encoding: "utf8",
      maxBuffer: Infinity,
    });
    expect(ran.status, ran.stderr).toBe(0);
    measured = JSON.parse(ran.stdout) as readonly Measured[];
    expect(measured).toHaveLength(3);
  }, 1_200_000);

  const each = (edit: string): readonly (readonly string[])[] =>
    measured.map(({ edits }) => edits.find((one) => one.edit === edit)?.ours ?? [`no edit ${edit}`]);

  test.each(rebuiltByEdit.nothing)("%s: nothing", (edit) => {
    expect(each(edit)).toEqual([[], [], []]);
  });

  test.each(rebuiltByEdit.release)("%s: the release alone", (edit) => {
    expect(each(edit)).toEqual([["main-1.0.0"], ["whole-1.0.0"], ["main-1.0.0"]]);
  });

  test.each(rebuiltByEdit.crate)("%s: that crate and the release", (edit) => {
    expect(each(edit)).toEqual(["main", "whole", "main"].map((name) => ["crate_1-0.1.0", `${name}-1.0.0`]));
  });

  test("a comment in Cargo.toml: never what crates depend on", () => {
    for (const names of each("a comment in Cargo.toml")) {
      expect(names).toContain("crate_1-0.1.0");
      expect(names.filter((name) => name.includes("deps"))).toEqual([]);
    }
  });

  // In the third one a dependency from Git is built on another package: it is known which.
  test("a Hex package that nothing is built on: itself, its sources, the release", () => {
    for (const names of each("a leaf Hex package")) expect(names).toHaveLength(4);
  });

  test("by hand, with all of the folder as the source, each of these builds the release", () => {
    for (const { edits } of measured)
      for (const { edit, byHand } of edits) if (edit !== "erl_crash.dump, cover/") expect(byHand, edit).not.toEqual([]);
  });
});
