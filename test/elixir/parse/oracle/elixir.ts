import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Quoted } from "./quoted.ts";

const script = fileURLToPath(new URL("quote.exs", import.meta.url));

/** Whether Elixir is installed. In CI it has to be. */
export function hasElixir(): boolean {
  try {
    execFileSync("elixir", ["--version"], { stdio: "ignore" });
    return true;
  } catch (error) {
    if (process.env["CI"]) throw error;
    console.log("elixir is not installed: its own parser was not compared with ours");
    return false;
  }
}

/** The quoted form of each source as Elixir itself reads it, all in one process. */
export function elixirQuotes(sources: readonly string[]): readonly Quoted[] {
  const folder = mkdtempSync(join(tmpdir(), "quote-"));
  try {
    const [input, output] = [join(folder, "sources"), join(folder, "results")];
    writeFileSync(input, sources.map((source) => Buffer.from(source).toString("base64") + "\n").join(""));
    execFileSync("elixir", [script, input, output], { stdio: "ignore" });
    const lines = readFileSync(output, "utf8").trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line) as Quoted);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
