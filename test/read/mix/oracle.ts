import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** False where there is no Elixir; in CI that is a failure, which the first question then shows. */
export const hasElixir =
  process.env["CI"] !== undefined || spawnSync("elixir", ["--version"], { stdio: "ignore" }).status === 0;

export interface Question {
  readonly kind: "project" | "config" | "closure";
  /** Absolute: a project's folder, or a configuration file. */
  readonly path: string;
  readonly env: string;
}

export interface Elixir {
  readonly version: string;
  readonly otp: string;
}

/** What Elixir and its Mix answer, all in one process. */
export function askMix(questions: readonly Question[]): { readonly elixir: Elixir; readonly answers: readonly any[] } {
  const script = fileURLToPath(new URL("oracle.exs", import.meta.url));
  const input = questions.map(({ kind, path, env }) => `${kind}\t${path}\t${env}\n`).join("");
  const output = execFileSync("elixir", ["--erl", "+fnu", script], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["pipe", "pipe", "ignore"],
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], LC_ALL: "C.UTF-8" },
  });
  // Later versions of Mix say there, too, whose mix.exs they load: `==> name`.
  const [first, ...answers] = output
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith("==> "))
    .map((line) => JSON.parse(line));
  if (answers.length !== questions.length)
    throw new Error(`${answers.length} answers to ${questions.length} questions`);
  return { elixir: first as Elixir, answers };
}
