import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { codes } from "../../src/diagnostics/codes.ts";
import { FatalDiagnostic } from "../../src/diagnostics/diagnostic.ts";
import { generate } from "../../src/index.ts";

/**
 * What pages show is carried out: a block with the name of a file after its language is written into a sound project. The blocks of
 * the example make the finding appear, those of the fix make it go.
 */
const pages = new URL("../../docs/codes/", import.meta.url);

interface Block {
  readonly language: string;
  /** Empty of what is no file. */
  readonly file: string;
  readonly text: string;
}

function blocksOf(page: string, section: string): readonly Block[] {
  const text = page.split(/^## /m).find((each) => each.startsWith(`${section}\n`)) ?? "";
  return [...text.matchAll(/^```(\S*)(?: (\S+))?\n([\s\S]*?)\n```$/gm)].map(
    ([, language = "", file = "", body = ""]) => ({
      language,
      file,
      text: body,
    }),
  );
}

const sum = (letter: string): string => letter.repeat(64);
const sound: Readonly<Record<string, string>> = {
  "mix.exs": 'def project, do: [app: :my_app, version: "0.1.0", deps: deps()]',
  "mix.lock": `%{
  "jason": {:hex, :jason, "1.4.4", "${sum("a")}", [:mix], [], "hexpm", "${sum("b")}"},
  "rustler": {:hex, :rustler, "0.36.2", "${sum("a")}", [:mix], [{:jason, "~> 1.0", [hex: :jason, repo: "hexpm", optional: false]}, {:toml, "~> 0.7", [hex: :toml, repo: "hexpm", optional: false]}], "hexpm", "${sum("b")}"},
  "toml": {:hex, :toml, "0.7.0", "${sum("a")}", [:mix], [], "hexpm", "${sum("b")}"},
}`,
  "lib/my_app/native.ex": 'use Rustler, otp_app: :my_app, crate: "my_nif"',
  "native/my_nif/Cargo.toml":
    '[package]\nname = "my_nif"\nversion = "0.1.0"\nedition = "2021"\n\n[lib]\ncrate-type = ["cdylib"]\n\n[dependencies]\nrustler = "0.36"',
  "native/my_nif/Cargo.lock": `version = 3

[[package]]
name = "my_nif"
version = "0.1.0"
dependencies = ["rustler"]

[[package]]
name = "rustler"
version = "0.36.2"
source = "registry+https://github.com/rust-lang/crates.io-index"
checksum = "${sum("c")}"`,
  "native/my_nif/src/lib.rs": 'rustler::init!("Elixir.MyApp.Native");',
  "native/my_nif/words.txt": "words",
  // What pages speak of without showing it.
  "native/shared/Cargo.toml": '[package]\nname = "shared"\nversion = "0.1.0"\nedition = "2021"',
  "native/shared/src/lib.rs": "",
  "libs/shared/mix.exs":
    'defmodule Shared.MixProject do\n  use Mix.Project\n  def project, do: [app: :shared, version: "0.1.0"]\nend',
};

/** A page shows the part of a file that matters; what stands around it. */
function whole(file: string, part: string): string {
  if (file === "mix.exs" && !part.includes("defmodule")) {
    const project = part.includes("def project") ? "" : sound["mix.exs"];
    const deps = /defp? deps/.test(part) ? "" : 'defp deps, do: [{:rustler, "~> 0.36"}]';
    return `defmodule MyApp.MixProject do\n  use Mix.Project\n${[project, part, deps].join("\n")}\nend\n`;
  }
  if (file === "lib/my_app/native.ex" && !part.includes("defmodule"))
    return `defmodule MyApp.Native do\n${part}\nend\n`;
  if (file === "mix.lock") return part.replaceAll(" ...}", ` "${sum("a")}", [:mix], [], "hexpm", "${sum("b")}"}`);
  if (file !== "native/my_nif/Cargo.toml") return `${part}\n`;
  const tables = (text: string): Map<string, string> =>
    new Map(text.split(/^(?=\[)/m).map((table) => [/^\[[^\]]*\]/.exec(table)?.[0] ?? "", `${table.trimEnd()}\n`]));
  return [...new Map([...tables(sound[file] ?? ""), ...tables(part)]).values()].join("\n");
}

/** Commands of pages that a test can run; the others want the network, a repository or a terminal. */
const runnable = /^git checkout (?:HEAD )?mix\.lock$|^rm rel\/config\.exs$/;

function apply(project: string, blocks: readonly Block[]): void {
  carryOut(project, blocks);
  // A flake sees only files that git knows.
  expect(spawnSync("git", ["add", "--intent-to-add", "."], { cwd: project }).status).toBe(0);
}

function carryOut(project: string, blocks: readonly Block[]): void {
  for (const { language, file, text } of blocks) {
    const [, app] = /^deps\/(\w+)\//.exec(file) ?? [];
    if (app !== undefined) asFetched(project, app);
    if (file !== "") write(project, file, whole(file, text));
    else if (language === "console") {
      for (const line of text.split("\n")) {
        const command = line.replace(/^\$ /, "").replace(/ +#.*$/, "");
        if (runnable.test(command)) expect(spawnSync("sh", ["-c", command], { cwd: project }).status).toBe(0);
      }
    }
  }
}

/** What Hex leaves beside the files of a package, so that they count as those that are locked. */
function asFetched(project: string, app: string): void {
  const lock = readFileSync(join(project, "mix.lock"), "utf8");
  const [, version, inner] = new RegExp(`"${app}": \\{:hex, :${app}, "([^"]+)", "([^"]+)"`).exec(lock) ?? [];
  write(project, `deps/${app}/.hex`, `${app},${version},${inner},hexpm\nmix\n`);
}

function write(project: string, file: string, text: string): void {
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), text);
}

async function said(project: string): Promise<readonly string[]> {
  try {
    const { diagnostics } = await generate({ project, offline: true, env: {} });
    return diagnostics.map(({ code }) => codes[code as keyof typeof codes].number);
  } catch (error) {
    if (error instanceof FatalDiagnostic) return [codes[error.diagnostic.code as keyof typeof codes].number];
    throw error;
  }
}

function soundProject(): string {
  const project = realpathSync(mkdtempSync(join(tmpdir(), "nif2nix-page-")));
  for (const [file, text] of Object.entries(sound)) write(project, file, whole(file, text));
  const git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org"].join(" ");
  const made = spawnSync("sh", ["-c", `git init -q . && git add -A && ${git} commit -qm sound`], { cwd: project });
  expect(made.status).toBe(0);
  return project;
}

/** Why the fix of a page is not carried out; its example is. */
const exampleOnly: Readonly<Record<string, string>> = {
  NN011: "the files stay pointers for Nix; what is written does not depend on it",
  NN101: "the command takes a side of a merge, and then Mix with Hex writes the lock",
  NN206: "Mix writes the lock, with Hex and a network",
  NN207: "Mix writes the lock, with Hex and a network",
  NN829: "the other half of the fix is an edit of nix/package.nix, which the example does not show",
  NN237: "the fix is an edit of nix/package.nix, which says nothing of mix.exs",
  NN240: "nothing has to be done",
  NN309: "nothing has to be done",
  NN310: "nothing has to be done",
};

const shown = Object.values(codes).map(({ number }) => {
  const page = readFileSync(new URL(`${number}.md`, pages), "utf8");
  const example = blocksOf(page, "Example").filter(({ file }) => file !== "");
  return { number, example, fix: blocksOf(page, "How to fix it") };
});
const carriedOut = shown.filter(({ example }) => example.length > 0);

describe("a page's example and fix", () => {
  test.each(carriedOut)("$number", async ({ number, example, fix }) => {
    const project = soundProject();
    try {
      apply(project, example);
      expect(await said(project)).toContain(number);
      apply(project, fix);
      const after = await said(project);
      if (exampleOnly[number] === undefined) expect(after).not.toContain(number);
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  });

  test("the project that they change has nothing to find", async () => {
    const project = soundProject();
    expect(await said(project)).toEqual([]);
    rmSync(project, { recursive: true, force: true });
  });

  test("are of more than forty pages, and no reason is given for another", () => {
    expect(carriedOut.length).toBeGreaterThan(40);
    expect(Object.keys(exampleOnly).filter((number) => !carriedOut.some((page) => page.number === number))).toEqual([]);
  });
});

/** Pages whose example is not carried out, by the reason. */
const excluded: Readonly<Record<string, readonly string[]>> = {
  "it is of a run that was killed or that waits for another; test/apply carries runs out": [
    "NN609",
    "NN610",
    "NN611",
    "NN612",
    "NN613",
    "NN614",
  ],
  "it takes more files or time than a test may": ["NN010"],
  "test/cli/fixes.test.ts carries it out": ["NN003", "NN216", "NN419", "NN601", "NN805"],
  "it is of a folder, of git, of what a run found on the disk or of a command, not of a text": [
    "NN001",
    "NN002",
    "NN004",
    "NN005",
    "NN006",
    "NN007",
    "NN008",
    "NN009",
    "NN012",
    "NN837",
    "NN209",
    "NN213",
    "NN233",
    "NN404",
    "NN411",
    "NN501",
    "NN502",
    "NN503",
    "NN602",
    "NN603",
    "NN604",
    "NN605",
    "NN606",
    "NN607",
    "NN608",
    "NN708",
    "NN810",
    "NN869",
  ],
  "it is of the sources of dependencies, which a page cannot hold": [
    "NN109",
    "NN210",
    "NN211",
    "NN212",
    "NN218",
    "NN230",
    "NN247",
    "NN306",
    "NN423",
    "NN807",
    "NN812",
    "NN813",
    "NN814",
    "NN815",
    "NN817",
    "NN876",
    "NN877",
    "NN838",
  ],
  "it is of what cargo has fetched, and of a command of its own": ["NN425"],
  "it is of a built library, which no text makes": [
    "NN950",
    "NN951",
    "NN952",
    "NN953",
    "NN954",
    "NN955",
    "NN956",
    "NN957",
    "NN958",
    "NN959",
    "NN960",
    "NN961",
    "NN962",
    "NN963",
    "NN964",
    "NN965",
  ],
  "it is of what a flag asks for, which a page cannot hold": ["NN880", "NN881", "NN882", "NN883", "NN884", "NN885"],
  "it takes a file that is long, deep or in another encoding": ["NN104", "NN110", "NN223", "NN224"],
  "the fix is a choice between several, or none is needed": [
    "NN225",
    "NN231",
    "NN239",
    "NN301",
    "NN303",
    "NN311",
    "NN402",
    "NN403",
    "NN405",
    "NN406",
    "NN407",
    "NN408",
    "NN414",
    "NN417",
    "NN421",
    "NN706",
    "NN707",
    "NN801",
    "NN806",
    "NN808",
    "NN809",
    "NN811",
    "NN816",
    "NN831",
    "NN832",
    "NN833",
    "NN834",
    "NN835",
    "NN821",
    "NN822",
    "NN864",
    "NN866",
    "NN867",
    "NN868",
    "NN871",
    "NN870",
    "NN901",
    "NN902",
    "NN903",
    "NN904",
    "NN905",
    "NN504",
  ],
};

test("every other page is left out for a reason", () => {
  const rest = shown
    .filter(({ example }) => example.length === 0)
    .map(({ number }) => number)
    .toSorted();
  expect(Object.values(excluded).flat().toSorted()).toEqual(rest);
});
