import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { FatalDiagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { SourceFile } from "../../../src/model/source.ts";
import { readTerm } from "../../../src/read/lock/read-term.ts";
import type { Term } from "../../../src/read/lock/term.ts";

export type Reading = { readonly ok: unknown } | { readonly code: true } | { readonly err: readonly [number, number] };

/** False where there is no Elixir; in CI that is a failure, which the first call of `elixirReads` then shows. */
export const hasElixir =
  process.env["CI"] !== undefined || spawnSync("elixir", ["--version"], { stdio: "ignore" }).status === 0;

/** What Elixir reads from each source, all in one process. */
export function elixirReads(sources: readonly string[]): Reading[] {
  const script = fileURLToPath(new URL("oracle.exs", import.meta.url));
  const input = sources.map((source) => `${Buffer.from(source).toString("base64")}\n`).join("");
  const output = execFileSync("elixir", ["--erl", "+fnu", script], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 30,
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  const lines = output.trimEnd().split("\n");
  if (lines.length !== sources.length) throw new Error(`${lines.length} answers to ${sources.length} questions`);
  return lines.map((line) => JSON.parse(line) as Reading);
}

/** What our reader makes of a source, in the oracle's terms. Anything but a term or a diagnostic with a place throws. */
export function weRead(source: string): Reading {
  try {
    return { ok: termJson(readTerm(new SourceFile("mix.lock", source))) };
  } catch (error) {
    if (!(error instanceof FatalDiagnostic)) throw error;
    const { code, place } = error.diagnostic;
    if (!(place.line >= 1 && place.column >= 1)) throw new Error(`no place: ${JSON.stringify(place)}`);
    return code === "lock-not-data" ? { code: true } : { err: [place.line, place.column] };
  }
}

export function termJson(term: Term): unknown {
  switch (term.kind) {
    case "atom":
      return { a: term.name };
    case "string":
      return term.value;
    case "charlist":
      return [...term.value].map((character) => ({ i: String(character.codePointAt(0)) }));
    case "integer":
      return { i: String(term.value) };
    case "float": {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE(term.value);
      return { f: bytes.toString("hex").toUpperCase() };
    }
    case "list":
      return term.items.map(termJson);
    case "tuple":
      return { t: term.items.map(termJson) };
    case "map":
      return { m: term.entries.map((entry) => ({ t: [termJson(entry.key), termJson(entry.value)] })) };
  }
}
