import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { checkOut } from "../projects/support.ts";
import { copyWith, gitEntry } from "./support/dependencies.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Step, makeReader, says, stepsOf } from "./support/page.ts";
import { addNifs, phoenixPackages } from "./support/phoenix.ts";
import { projectIn } from "./support/project.ts";
import { run } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
const docs = join(repository, "docs");

/** Pages that lead a reader by the hand: the tutorial, and what to do for one purpose each. */
const pages = ["index.md", "tutorial.md", ...readdirSync(join(docs, "how-to")).map((name) => `how-to/${name}`)]
  .filter((name) => name.endsWith(".md"))
  .toSorted();

test("what a page shows of a command is compared with what it says", () => {
  const said = "one\ntwo 2\nthree\nfour\n";
  for (const shown of [["one"], ["two ..."], ["one", "...", "four"], ["...", "three", "four"], ["t... 2", "three"]])
    expect(says(said, shown), shown.join("|")).toBe(true);
  for (const shown of [["on"], ["two"], ["one", "three"], ["four", "..."].toReversed().concat("one"), ["t.o ..."]])
    expect(says(said, shown), shown.join("|")).toBe(false);
});

test("a comment or a block that nobody understands is an error", () => {
  expect(() => stepsOf("<!-- by hand: -->")).toThrow("line 1");
  expect(() => stepsOf("<!-- shwon -->")).toThrow("line 1");
  expect(() => stepsOf("text\n\n```nix\n{ }\n```\n")).toThrow("line 3");
  expect(() => stepsOf("```console\nwithout a command\n```\n")).toThrow("without a command");
});

describe.skipIf(cannotBuild("esbuild", "patch") || !usesStandIn)("pages that lead by the hand, carried out", () => {
  let workplace: Workplace;
  const stops: (() => void)[] = [];

  beforeAll(() => {
    workplace = makeWorkplace();
  }, 10 * minutes);
  afterAll(() => {
    for (const stop of stops) stop();
    workplace.remove();
  });

  let made = 0;
  /** A fresh project: the Phoenix application `shop`, or a golden project by its name. */
  const project = async (name: string): Promise<{ folder: string; env?: Readonly<Record<string, string>> }> => {
    made += 1;
    const folder = join(workplace.folder, `${made}`, name);
    if (name === "shop") {
      const git = join(workplace.folder, `${made}-git`);
      copyWith(join(repository, "test/fixtures/e2e/phoenix"), folder, { "@GIT@": `file://${git}` });
      const lines = new Map(phoenixPackages);
      lines.set("icons", gitEntry("icons", join(git, "icons"), `file://${git}`));
      const app = { folder: ".", name, module: "Shop", precompiled: false } as const;
      const { server, env } = await addNifs(workplace, folder, app, lines);
      stops.push(server.stop);
      return { folder, env };
    }
    const golden = checkOut(name).project;
    cpSync(golden, folder, { recursive: true, verbatimSymlinks: true });
    rmSync(join(folder, ".git"), { recursive: true, force: true });
    // As Mix' own .gitignore has it.
    writeFileSync(join(folder, ".gitignore"), "/_build/\n/deps/\n");
    projectIn(workplace, folder);
    return { folder };
  };

  test.each(pages)(
    "%s",
    async (name) => {
      const steps = stepsOf(readFileSync(join(docs, name), "utf8"));
      expect(steps.some(({ kind }) => kind === "project")).toBe(true);
      for (const step of steps) expectToBeTrue(step);
      await makeReader(workplace, project).carryOut(steps);
    },
    20 * minutes,
  );
});

/** A file that no command reads is held against its own language. */
function expectToBeTrue(step: Step): void {
  if (step.kind !== "write" && step.kind !== "append") return;
  if (step.file.endsWith(".nix")) run("nix-instantiate", ["--parse", "--expr", step.text]);
  else if (step.file.endsWith(".json")) JSON.parse(step.text);
  else if (step.file.endsWith(".yaml") || step.file.endsWith(".yml"))
    expect(parseDocument(step.text).errors).toEqual([]);
}
