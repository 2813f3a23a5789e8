import { existsSync, readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sessionSvg } from "../scripts/session-svg.ts";
import { codes } from "../src/diagnostics/codes.ts";
import { makeProject } from "./cli/support/project.ts";
import { nif2nix, program } from "./cli/support/run.ts";
import { checkOut } from "./projects/support.ts";

const root = new URL("..", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const pages = readdirSync(new URL("docs/", root), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".md"))
  .map((path) => `docs/${path}`);

/** The words of the last column of the glossary's table. */
const rows = [...read("docs/glossary.md").matchAll(/^\| (.*?) +\| .* \| *(.*?) *\|$/gm)].slice(1);
const forbidden = rows.flatMap(([, , words = ""]) => words.split(", ")).filter((word) => /[a-z]/.test(word));

/** The text of a page that people wrote: no code, no quoted log, no addresses. */
const prose = (text: string): string =>
  text
    .replace(/^ *```[\s\S]*?^ *```$/gm, "")
    .replace(/(`+)[^\n]*?[^`]\1(?!`)/g, "")
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/^\| .*\| \[[a-z-]+\]\s*\|$/gm, "")
    .replace(/^# .*: .*$/gm, "");

/** What the program says elsewhere: texts of several words in its source. Of logs that it knows the words are those of others. */
function messages(): string {
  return readdirSync(new URL("src/", root), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.startsWith("build/failures/"))
    .flatMap((path) => read(`src/${path}`).split("\n"))
    .filter((line) => !/^\s*(?:\/?\*|\/\/|import|export .* from)/.test(line))
    .flatMap((line) => line.match(/"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`?/g) ?? [])
    .map((text) => text.replace(/\$\{[^}]*\}/g, "X"))
    .filter((text) => text.split(" ").length > 2)
    .join("\n");
}

describe("one word for each thing", () => {
  test("the glossary says which words are not used", () => {
    expect(forbidden.length).toBeGreaterThan(10);
    expect(forbidden).toContain("lockfile");
  });

  const where = new Map([
    ["README.md", prose(read("README.md"))],
    ...pages.filter((page) => page !== "docs/glossary.md").map((page) => [page, prose(read(page))] as const),
    ["help", read("docs/cli.md")],
    ["settings", read("docs/nif2nix.schema.json")],
    ["messages", messages()],
    [
      "findings",
      Object.values(codes)
        .map(({ message, help }) => prose(`${message}\n${String(help)}`))
        .join("\n"),
    ],
  ]);
  test("messages are there to be looked at", () => {
    expect(where.get("messages")).toContain("and nothing in them that nif2nix has something for.");
  });

  test.each([...where.keys()])("%s keeps to it", (name) => {
    const text = where.get(name) ?? "";
    const found = forbidden.filter((word) => new RegExp(`(?<![\\w{.-])${word}s?(?![\\w}-])`, "i").test(text));
    expect(found).toEqual([]);
  });
});

describe("links", () => {
  test.each(["README.md", "CONTRIBUTING.md", ...pages])("%s leads to what is there", (page) => {
    const text = read(page).replace(/^ *```[\s\S]*?^ *```$/gm, "");
    const broken = [...text.matchAll(/\]\(([^)\s#]+)(#[^)\s]*)?\)/g)]
      .map(([, link = ""]) => link)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        try {
          readdirSync(new URL(link, new URL(page, root)));
          return false;
        } catch (error) {
          return (error as NodeJS.ErrnoException).code !== "ENOTDIR";
        }
      });
    expect(broken).toEqual([]);
  });
});

test.each(["README.md", "CONTRIBUTING.md", "docs/architecture.md"])("the commands of %s name what is there", (page) => {
  const commands = [...read(page).matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block).join("");
  const named = [...commands.matchAll(/(?<=^|[\s./])(?:test|scripts|docs|changes)\/[\w./-]+/gm)].map(([path]) => path);
  expect(named).not.toEqual([]);
  expect(named.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
  const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts);
  expect(scripts).toEqual(expect.arrayContaining([...commands.matchAll(/npm run (\S+)/g)].map(([, name]) => name)));
});

test("the picture of a session is the one that docs/index.md shows; -u draws it anew", async () => {
  const [, block = ""] = /^```console\n([\s\S]*?)^```$/m.exec(read("docs/index.md")) ?? [];
  await expect(sessionSvg(block.trimEnd().split("\n"))).toMatchFileSnapshot("../docs/session.svg");
});

test("the picture of what a release is made of is what the program draws; -u draws it anew", async () => {
  const [, edited = "", count = ""] =
    /`nif2nix graph --changed (\S+)`: (\w+) of twenty parts/.exec(
      read("docs/explanation/no-import-from-derivation.md"),
    ) ?? [];
  const { project } = checkOut("phoenix");
  const ran = await nif2nix(["graph", "--offline", "--changed", edited], { cwd: project });
  const words = ["no", "one", "two", "three"];
  expect(ran.stderr).toContain(`20 parts, ${words.indexOf(count)} of them built again.`);
  await expect(ran.stdout).toMatchFileSnapshot("../docs/explanation/derivations.svg");
});

test("the problem matcher finds what findings say", async () => {
  const [, block = ""] =
    /^```json \S*tasks\.json\n([\s\S]*?)^```$/m.exec(read("docs/how-to/editor-and-forge.md")) ?? [];
  const { pattern } = (
    JSON.parse(block) as { tasks: readonly { problemMatcher: { pattern: Record<string, string> } }[] }
  ).tasks[0]!.problemMatcher;
  const cwd = makeProject({ "mix.lock": "<<<<<<< ours\n" });
  const { stderr } = program(["check", "--offline", "--color", "never"], { cwd });
  const [, ...groups] =
    stderr
      .split("\n")
      .map((line) => new RegExp(pattern["regexp"] ?? "").exec(line))
      .find(Boolean) ?? [];
  const at = (name: string): string | undefined => groups[Number(pattern[name]) - 1];
  expect(["severity", "code", "file", "line", "column"].map(at)).toEqual(["error", "NN101", "mix.lock", "1", "1"]);
  expect(at("message")).toContain("merge conflict");
});

describe("pages to look things up leave nothing out", () => {
  interface Schema {
    readonly properties: Readonly<Record<string, { readonly items?: { readonly enum?: readonly string[] } }>>;
  }
  const schema = JSON.parse(read("docs/nif2nix.schema.json")) as Schema;
  const named = (setting: string): readonly string[] => schema.properties[setting]?.items?.enum ?? [];
  test.each([...named("outputs"), ...named("checks")])("docs/outputs.md says what %s is", (name) => {
    expect(read("docs/outputs.md")).toMatch(new RegExp(`^\\| \`${name}\` +\\| \\S`, "m"));
  });

  test("there are outputs and checks to look for", () => {
    expect(named("outputs").length).toBeGreaterThan(5);
    expect(named("checks").length).toBeGreaterThan(3);
  });

  test("docs/library.md names what the package exports as functions", async () => {
    const exported = Object.entries(await import("../src/index.ts")).filter(([, value]) => typeof value === "function");
    const absent = exported.map(([name]) => name).filter((name) => !read("docs/library.md").includes(name));
    expect(absent).toEqual([]);
  });
});
