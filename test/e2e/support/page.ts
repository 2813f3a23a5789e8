import { spawn } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cli } from "./cli.ts";
import { type Workplace, repository } from "./workplace.ts";

/**
 * A page of docs/, whose commands and files are carried out from its top to its end. Comments, which neither a forge nor the site
 * shows, say what a reader knows anyway:
 *
 *     <!-- project: NAME -->   from here on the folder is a fresh project of this name, a git repository
 *     <!-- generated: NAME --> the same, with what `nif2nix init` writes for it
 *     <!-- folder: NAME -->    the next blocks are for this folder of it, until another line says otherwise
 *     <!-- by hand: WHY -->    the next block cannot be carried out here
 *     <!-- shown -->           the next block is a part of the file that it names, as it is
 *     <!-- append -->          the next block comes at the end of the file that it names
 *     <!-- policies -->        up to the one with a slash before its name a table is written by a test
 *     <!-- fails -->           the last command of the next block is there, and ends with another code than 0
 *
 * A block with the name of a file after its language is written to that file; one in diff form is applied to it. Without a name it is a
 * part of one, and has to parse. A block of
 * `console` is typed into a shell: after a `$` stands a command, below it a part of what it says, in which `...` leaves out.
 */
export type Step =
  | { readonly kind: "project"; readonly line: number; readonly name: string; readonly generated: boolean }
  | { readonly kind: "part"; readonly line: number; readonly language: string; readonly text: string }
  | { readonly kind: "folder"; readonly line: number; readonly name: string }
  | { readonly kind: "by hand"; readonly line: number; readonly text: string; readonly why: string }
  | { readonly kind: "commands"; readonly line: number; readonly commands: readonly Command[]; readonly fails: boolean }
  | {
      readonly kind: "write" | "append" | "shown" | "patch";
      readonly line: number;
      readonly file: string;
      readonly text: string;
    };

interface Command {
  readonly text: string;
  readonly said: readonly string[];
}

const marks = new Set(["shown", "append", "fails"]);

/**
 * Reads what a page shows.
 * @param page its text.
 * @throws Error with the line where a comment is not understood, or a block is neither a file, nor commands, nor explained.
 */
export function stepsOf(page: string): readonly Step[] {
  const steps: Step[] = [];
  const lines = page.split("\n");
  let mark: { readonly name: string; readonly value: string; readonly line: number } | undefined;
  for (let at = 0; at < lines.length; at += 1) {
    if (/^\s*<!--/.test(lines[at] ?? "")) {
      const [, name = "", value = ""] = /^\s*<!-- (\/?[a-z ]+?)(?:: (.*))? -->$/.exec(lines[at] ?? "") ?? [];
      if (name === "folder") steps.push({ kind: name, line: at + 1, name: value });
      else if (name === "project" || name === "generated")
        steps.push({ kind: "project", line: at + 1, name: value, generated: name === "generated" });
      else if (marks.has(name) || (name === "by hand" && value !== "")) {
        if (mark !== undefined) throw new Error(`line ${mark.line}: no block comes before the next comment`);
        mark = { name, value, line: at + 1 };
      } else if (!/^\/?policies$/.test(name)) throw new Error(`line ${at + 1}: the comment is not understood`);
      continue;
    }
    const fence = /^(\s*)```([^\s`]*)(?: (\S+))?\s*$/.exec(lines[at] ?? "");
    if (fence === null) {
      if (/^[\s>]*(?:```|~~~)/.test(lines[at] ?? "")) throw new Error(`line ${at + 1}: the block is not understood`);
      continue;
    }
    const [, indent = "", language = "", file = ""] = fence;
    const line = at + 1;
    const body: string[] = [];
    for (at += 1; at < lines.length && (lines[at] ?? "").trim() !== "```"; at += 1)
      body.push((lines[at] ?? "").startsWith(indent) ? (lines[at] ?? "").slice(indent.length) : (lines[at] ?? ""));
    if (at >= lines.length) throw new Error(`line ${line}: the block does not end`);
    const text = `${body.join("\n")}\n`;
    const isFile = file !== "" && language !== "console";
    if (mark !== undefined && mark.name !== "by hand" && (mark.name === "fails" ? language !== "console" : !isFile))
      throw new Error(`line ${mark.line}: the comment says nothing of this block`);
    if (mark?.name === "by hand") steps.push({ kind: "by hand", line, text, why: mark.value });
    else if (language === "console")
      steps.push({ kind: "commands", line, commands: commandsOf(body), fails: mark?.name === "fails" });
    else if (file !== "") {
      const kind =
        mark?.name === "shown" || mark?.name === "append" ? mark.name : language === "diff" ? "patch" : "write";
      steps.push({ kind, line, file, text });
    } else if (language === "text" || language === "") {
      if (body.some((each) => each.startsWith("$ ")))
        throw new Error(`line ${line}: commands stand in a block of console`);
    } else steps.push({ kind: "part", line, language, text });
    mark = undefined;
  }
  if (mark !== undefined) throw new Error(`line ${mark.line}: no block comes after the comment`);
  return steps;
}

function commandsOf(lines: readonly string[]): readonly Command[] {
  const commands: { text: string; said: string[] }[] = [];
  for (const line of lines) {
    const last = commands.at(-1);
    if (line.startsWith("$ ")) commands.push({ text: line.slice(2), said: [] });
    else if (last === undefined) throw new Error(`what comes before the first command: ${line}`);
    else if (last.said.length === 0 && last.text.endsWith("\\")) last.text += `\n${line}`;
    else last.said.push(line);
  }
  if (commands.length === 0) throw new Error("a block without a command");
  return commands.map(({ text, said }) => ({ text: text.replace(/\s+# .*$/, ""), said }));
}

/** Whether a command says what a page shows of it: these lines in this order, with anything where `...` stands. */
export function says(output: string, shown: readonly string[]): boolean {
  const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const line = (text: string): string => text.trimEnd().split("...").map(escaped).join(".*");
  const body = shown.map((each) => (each.trim() === "..." ? "(?:.*\\n)*?" : `${line(each)}\\s*\\n`)).join("");
  return new RegExp(`^${body}`, "m").test(`${output}\n`);
}

/** What carries pages out: a shell in which `nif2nix` and `nix` are those of the tests. */
export interface Reader {
  readonly carryOut: (steps: readonly Step[]) => Promise<void>;
}

/**
 * @param workplace where projects are made.
 * @param projects makes a project by its name: the folder of it, and variables for its commands.
 */
export function makeReader(
  workplace: Workplace,
  projects: (name: string) => Promise<{ readonly folder: string; readonly env?: Readonly<Record<string, string>> }>,
): Reader {
  const programs = join(workplace.folder, "programs");
  mkdirSync(programs, { recursive: true });
  const program = (name: string, text: string): void => {
    writeFileSync(join(programs, name), `#!/usr/bin/env bash\n${text}\n`);
    chmodSync(join(programs, name), 0o755);
  };
  program("nif2nix", `exec "${process.execPath}" "${cli()}" "$@"`);
  // Without its own folder on PATH, where `nix` would be this program again.
  program(
    "nix",
    `PATH="\${PATH#*:}" exec "${join(repository, "scripts/e2e")}" nix "${join(workplace.folder, "set")}" "$@"`,
  );
  const base = { ...process.env, HOME: join(workplace.folder, "home"), PATH: `${programs}:${process.env["PATH"]}` };
  mkdirSync(base.HOME, { recursive: true });

  return {
    carryOut: async (steps) => {
      let root = "";
      let cwd = "";
      let env: NodeJS.ProcessEnv = base;
      // Each command has a shell of its own; what a reader's shell would keep.
      let exports: string[] = [];
      for (const step of steps) {
        if (step.kind === "by hand" || step.kind === "part") continue;
        if (step.kind === "project") {
          const made = await projects(step.name);
          root = made.folder;
          cwd = root;
          env = { ...base, ...made.env };
          exports = [];
          if (step.generated) {
            const ran = await shell("nif2nix init --yes --offline && git add --all", cwd, env);
            if (ran.code !== 0) throw new Error(ran.output);
          }
          continue;
        }
        if (root === "") throw new Error(`line ${step.line}: it is not said in which project`);
        if (step.kind === "folder") cwd = join(root, step.name);
        else if (step.kind === "commands") await runCommands(step, { cwd, env, exports });
        else await applyText(step, cwd, env);
      }
    },
  };
}

async function runCommands(
  step: Extract<Step, { kind: "commands" }>,
  { cwd, env, exports }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly exports: string[] },
): Promise<void> {
  for (const [index, { text, said }] of step.commands.entries()) {
    const ran = await shell([...exports, text].join("\n"), cwd, env);
    if (text.startsWith("export ")) exports.push(text);
    const fails = step.fails && index === step.commands.length - 1;
    // 126 and 127 say that there is no such command, and null that a signal ended it.
    const asSaid = fails ? ran.code !== null && ran.code > 0 && ran.code < 126 : ran.code === 0;
    if (!asSaid || (said.length > 0 && !says(ran.output, said)))
      throw new Error(
        `line ${step.line}: \`${text}\` ended with ${ran.code}\n${ran.output}\nshown:\n${said.join("\n")}`,
      );
  }
}

async function applyText(
  step: Extract<Step, { kind: "write" | "append" | "shown" | "patch" }>,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const path = join(cwd, step.file);
  if (step.kind === "shown") {
    const inside = (text: string): string => text.replace(/^\s+/gm, "").trimEnd();
    if (!inside(readFileSync(path, "utf8")).includes(inside(step.text)))
      throw new Error(`line ${step.line}: ${step.file} has no such lines:\n${readFileSync(path, "utf8")}`);
    return;
  }
  if (step.kind === "patch") {
    const header = `--- ${step.file}\n+++ ${step.file}\n`;
    const ran = await shell(`patch --batch --quiet ${step.file} -`, cwd, env, `${header}${withCounts(step.text)}`);
    if (ran.code !== 0) throw new Error(`line ${step.line}: the difference does not fit ${step.file}\n${ran.output}`);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  if (step.kind === "append" && existsSync(path)) appendFileSync(path, `\n${step.text}`);
  else writeFileSync(path, step.text);
}

/** Pages leave out the counts of lines, which nobody reads: `@@` alone stands before a part. */
function withCounts(text: string): string {
  return text
    .split(/^@@.*\n/m)
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const lines = part.trimEnd().split("\n");
      const count = (sign: string): number => lines.filter((line) => !line.startsWith(sign)).length;
      return `@@ -1,${count("+")} +1,${count("-")} @@\n${lines.map((line) => (line === "" ? " " : line)).join("\n")}\n`;
    })
    .join("");
}

function shell(
  text: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-euo", "pipefail", "-c", text], { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
    let output = "";
    const hear = (part: Buffer): void => void (output += part.toString());
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input ?? "");
  });
}
