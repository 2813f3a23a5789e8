import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Term } from "./term.ts";

export { hasElixir } from "../../parse/oracle/elixir.ts";

const script = fileURLToPath(new URL("eval.exs", import.meta.url));

let otp: number | undefined;

/**
 * How JSON of values is compared whose order is that of a map. Erlang/OTP 26 and later keep the entries of a map in any order: then by
 * the characters alone. Ours are in the order that all versions before had.
 */
export function mapOrder(): (json: string) => string {
  otp ??= Number(elixirValues(["System.otp_release()"], "/")[0]);
  return otp >= 26 ? (json) => [...json].toSorted().join("") : String;
}

/** What Elixir itself makes of each expression, with `folder` as the current directory; all in one process. */
export function elixirValues(expressions: readonly string[], folder: string): readonly Term[] {
  const place = mkdtempSync(join(tmpdir(), "eval-"));
  try {
    const [input, output] = [join(place, "expressions"), join(place, "values")];
    writeFileSync(input, expressions.map((text) => `${Buffer.from(text).toString("base64")}\n`).join(""));
    // No variable of this process but those that Elixir needs: in the code's eyes, all others are unset.
    const { PATH = "", HOME = "" } = process.env;
    const env = { PATH, HOME, LC_ALL: "C.UTF-8" };
    execFileSync("elixir", [script, input, output, folder], { stdio: "ignore", env });
    const lines = readFileSync(output, "utf8").trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line) as Term);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
