import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readGenerated } from "../../src/apply/generated-header.ts";
import { isUsersOwn, mayBeOurs } from "../../src/apply/own-paths.ts";
import { sourceLines } from "../../src/cli/screen/source-lines.ts";
import {
  FatalDiagnostic,
  type Generation,
  type OutputFile,
  generate,
  hasErrors,
  renderText,
  toFindings,
} from "../../src/index.ts";
import { contents, temporaryFolder } from "../cli/support/project.ts";
import { nif2nix } from "../cli/support/run.ts";
import { type Golden, checkOut, expectFiles, goldenProjects, runOf } from "./support.ts";

const names = readdirSync(goldenProjects, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** Each folder of test/projects, offline: the library and the program agree, and give what expected/ holds. README.md has the layout. */
describe("library and program give the expected files and findings", () => {
  test.each(names.map(({ name }) => name))("%s", async (name) => {
    const golden = checkOut(name);
    const { project } = golden;
    const home = temporaryFolder();
    const env = { HOME: home, HEX_HOME: home };
    const { files, diagnostics } = await generate({ ...golden, offline: true, env }).catch(fatal);
    const findings = toFindings(diagnostics, project);
    // What a killed run may have left half done is known by its path.
    const known = ({ path, ownership }: OutputFile): boolean =>
      mayBeOurs(path) && isUsersOwn(path) === (ownership === "user");
    expect(files.filter((file) => !known(file)).map(({ path }) => path)).toEqual([]);

    const before = contents(project);
    const kept = (file: OutputFile): boolean => file.ownership === "user" && Object.hasOwn(before, file.path);
    const written = files.filter((file) => !kept(file));
    const program = await nif2nix(argvOf(golden), { cwd: project, env });
    const after = Object.entries(contents(project)).filter(([path, text]) => before[path] !== text);
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(written.map(({ path, text }) => [path, text])));
    expect(JSON.parse(program.stdout).diagnostics).toEqual(findings);
    expect(program.code).toBe(hasErrors(diagnostics) ? 2 : 0);
    const nix = after.flatMap(([path]) => (path.endsWith(".nix") ? [join(project, path)] : []));
    if (nix.length > 0) execFileSync("nix-instantiate", ["--parse", ...nix], { stdio: ["ignore", "ignore", "pipe"] });

    const lines = sourceLines(project);
    await expectFiles(join(goldenProjects, name, "expected"), {
      ...Object.fromEntries(written.flatMap((file) => (copiedFrom(file) ? [] : [[file.path, bodyOf(file)]]))),
      "files.txt":
        files.map((file) => `${file.path}: ${copiedFrom(file) ?? file.ownership}\n`).join("") || "no files\n",
      "findings.txt": findings.map((finding) => renderText(finding, lines)).join("\n") || "no findings\n",
    });
  });
});

test("every example is among them", () => {
  const examples = readdirSync(join(goldenProjects, "../../examples")).map((name) => `examples/${name}`);
  const taken = names.flatMap(({ name }) => Object.values(runOf(name).from ?? {}));
  expect(examples.filter((example) => !taken.includes(example))).toEqual([]);
});

/** What cannot be read at all: thrown by the library, one finding of the program. */
function fatal(error: unknown): Pick<Generation, "files" | "diagnostics"> {
  if (error instanceof FatalDiagnostic) return { files: [], diagnostics: [error.diagnostic] };
  throw error;
}

const argvOf = ({ rust, mixEnv }: Golden): readonly string[] => [
  "init",
  "--yes",
  "--offline",
  "--format",
  "json",
  ...(rust === undefined ? [] : ["--rust", rust]),
  ...(mixEnv === undefined ? [] : ["--env", mixEnv]),
];

/** The text without the header, which names the version; its digest has to be that of the text. */
function bodyOf({ path, text, ownership }: OutputFile): string {
  if (ownership === "user") return text;
  const generated = readGenerated(text);
  expect.soft(generated?.intact(sha256), `${path} has a header with its digest`).toBe(true);
  return generated?.body ?? text;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const emit = fileURLToPath(new URL("../../src/emit", import.meta.url));
const sources = Object.entries(contents(emit)).filter(([path]) => !path.endsWith(".ts"));

/** The file of src/emit that a file is word for word: the same for every project, so expected/ only names it. */
function copiedFrom(file: OutputFile): string | undefined {
  const source = sources.find(([, text]) => text === bodyOf(file));
  return source === undefined ? undefined : `a copy of src/emit/${source[0]}`;
}
