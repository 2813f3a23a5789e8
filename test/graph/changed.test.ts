import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rebuiltBy } from "../../src/graph/changed.ts";
import { graphOf } from "../../src/graph/graph-of-plan.ts";
import { type Generation, generate } from "../../src/index.ts";
import { rebuiltByEdit } from "../support/rebuilt-by-edit.ts";

interface Benched {
  readonly name: string;
  readonly apps: readonly string[];
}

/** The files of an edit of bench/rebuild.mjs; `code` is where an application's code lies. */
function filesOf(edit: string, code: string): readonly string[] {
  const named: Readonly<Record<string, readonly string[]>> = {
    "an .ex file": [join(code, "lib/plain.ex")],
    "a file of priv/": [join(code, "priv/text.txt")],
    "src/lib.rs of a crate": ["native/crate_1/src/lib.rs"],
    "src/inner.rs of a crate": ["native/crate_1/src/inner.rs"],
    "a crate's README, tests/": ["native/crate_1/README.md", "native/crate_1/tests/one.rs"],
  };
  return named[edit] ?? edit.split(", ");
}

/** Edits of a value, and of an entry of the lock: the file that they lie in does not say what reads them. */
const finer = new Set(["own configuration", "a dependency for development"]);

// What Nix builds again for the same edits is held by test/e2e/rebuild-table.test.ts.
describe.each(["small project", "umbrella, 5 crates"])("%s: an edit builds again what Nix does", (name) => {
  let generation: Generation;
  let code: string;
  let project: string;

  beforeAll(async () => {
    const bench = (await import(new URL("../../bench/rebuild-projects.mjs", import.meta.url).href)) as {
      projects: readonly Benched[];
      writeProject: (folder: string, project: Benched) => { code: string };
    };
    project = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-changed-")));
    const chosen = bench.projects.find((each) => each.name === name) as Benched;
    ({ code } = bench.writeProject(project, chosen));
    generation = await generate({ project, offline: true, env: {} });
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  const built = (files: readonly string[]): readonly string[] =>
    rebuiltBy(graphOf(generation.project, generation.plan), generation.plan, files)
      .map(({ id }) => id)
      .filter((id) => !id.startsWith("module:"))
      .sort();
  const edits = (kind: keyof typeof rebuiltByEdit): readonly string[] =>
    rebuiltByEdit[kind].filter((edit) => !finer.has(edit));

  test.each(edits("nothing"))("%s: nothing", (edit) => {
    expect(built(filesOf(edit, code))).toEqual([]);
  });

  test.each(edits("release"))("%s: the release alone", (edit) => {
    expect(built(filesOf(edit, code))).toEqual([`release:${generation.plan.package.releases[0]?.pname}`]);
  });

  test.each(edits("crate"))("%s: the crate and the release", (edit) => {
    const release = `release:${generation.plan.package.releases[0]?.pname}`;
    expect(built(filesOf(edit, code))).toEqual(["crate:crate_1", release]);
  });

  test("a new version of a dependency: what is built on it", () => {
    expect(built(["package_1"])).toContain("dependency:package_1");
  });
});
