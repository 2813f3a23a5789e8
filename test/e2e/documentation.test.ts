import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { checkOut } from "../projects/support.ts";
import { copyWith, gitEntry } from "./support/dependencies.ts";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Step, makeReader, says, stepsOf } from "./support/page.ts";
import { addNifs, phoenixPackages } from "./support/phoenix.ts";
import { projectIn } from "./support/project.ts";
import { attempt } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

const minutes = 60_000;
const docs = join(repository, "docs");

const inFolder = (folder: string): readonly string[] =>
  readdirSync(join(docs, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
const lookedUp = [
  ...["architecture", "dependencies", "inspect", "library", "outputs", "overrides", "sbom", "settings"].map(
    (name) => `${name}.md`,
  ),
  ...inFolder("explanation"),
];
/** Pages that lead a reader by the hand: the tutorial, what to do for one purpose each; and those to look things up. */
const pages = ["../README.md", "index.md", "tutorial.md", ...lookedUp, ...inFolder("how-to")].toSorted();

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
  expect(() => expectToBeTrue(stepsOf("text\n\n```nix\n{ = }\n```\n")[0] as Step)).toThrow("line 3");
  expect(() => stepsOf("```console\nwithout a command\n```\n")).toThrow("without a command");
  expect(() => stepsOf("```console\n```\n")).toThrow("without a command");
  for (const hidden of [
    "````console\n$ a\n````",
    "~~~console\n$ a\n~~~",
    "> ```console\n> $ a\n> ```",
    "```nix a.nix b\n```",
  ])
    expect(() => stepsOf(`${hidden}\n`), hidden).toThrow("line 1: the block is not understood");
  expect(() => stepsOf("```console\n$ a\n")).toThrow("line 1: the block does not end");
  expect(() => stepsOf("```text\n$ a\n```\n")).toThrow("line 1: commands");
  expect(() => stepsOf("```\n$ a\n```\n")).toThrow("line 1: commands");
});

test("a comment that has no effect is an error", () => {
  expect(() => stepsOf("<!-- fails -->\n")).toThrow("line 1");
  expect(() => stepsOf("<!-- shown -->\n<!-- fails -->\n\n```console\n$ a\n```\n")).toThrow("line 1");
  for (const block of [
    "<!-- fails -->\n\n```nix a.nix\n",
    "<!-- shown -->\n\n```nix\n",
    "<!-- append -->\n\n```console\n$ a\n",
  ])
    expect(() => stepsOf(`${block}\`\`\`\n`), block).toThrow("line 1: the comment says nothing of this block");
  expect(stepsOf("<!-- fails -->\n\n```console\n$ a\n```\n")).toMatchObject([{ kind: "commands", fails: true }]);
});

test("every page can be read", () => {
  for (const name of pages) expect(() => stepsOf(readFileSync(join(docs, name), "utf8")), name).not.toThrow();
});

describe.skipIf(cannotBuild("esbuild", "patch", "cmake") || !usesStandIn)(
  "pages that lead by the hand, carried out",
  () => {
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
    /** A fresh project: the Phoenix application `shop`, the library `own`, or a golden project by its name. */
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
      if (name === "own") {
        // A library beside a dependency by path.
        cpSync(join(repository, "test/fixtures/e2e/precompiled"), folder, { recursive: true });
        projectIn(workplace, folder, "app");
        return { folder: join(folder, "app") };
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
        if (!lookedUp.includes(name)) expect(steps.some(({ kind }) => kind === "project")).toBe(true);
        for (const step of steps) expectToBeTrue(step);
        await makeReader(workplace, project).carryOut(steps);
      },
      20 * minutes,
    );
  },
);

/** A file that no command reads, or a part of one, is held against its own language. */
function expectToBeTrue(step: Step): void {
  if (step.kind !== "write" && step.kind !== "append" && step.kind !== "part") return;
  const language = step.kind === "part" ? step.language : extname(step.file).slice(1);
  const at = `line ${step.line}`;
  const accepted = (program: string, args: readonly string[]): boolean => attempt(program, args).status === 0;
  if (language === "nix") {
    // Names that a part takes from around it are not looked for.
    const asWritten = [step.text, `with { }; ${step.text}`, `with { }; { ${step.text} }`];
    expect(
      asWritten.some((text) => accepted("nix-instantiate", ["--parse", "--expr", text])),
      at,
    ).toBe(true);
  } else if (language === "elixir" || language === "ex" || language === "exs") {
    const asWritten = [step.text, `[${step.text}]`];
    const parse = "Code.string_to_quoted!(hd(System.argv()))";
    expect(
      asWritten.some((text) => accepted("elixir", ["-e", parse, "--", text])),
      at,
    ).toBe(true);
  } else if (language === "json") JSON.parse(step.text);
  else if (language === "toml") parseToml(step.text);
  else if (language === "yaml" || language === "yml") expect(parseDocument(step.text).errors, at).toEqual([]);
  else if (language === "sh") expect(accepted("bash", ["-n", "-c", step.text]), at).toBe(true);
  else if (step.kind === "part" && language !== "js") throw new Error(`${at}: nobody reads ${language}`);
}
