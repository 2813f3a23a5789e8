import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";

/** The SHA-256 of a file, in hex. */
export function sha256Of(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** The line of an archive in a file of checksums, as RustlerPrecompiled and elixir_make write and read it. */
export function checksumLine(archive: string): string {
  return `  "${basename(archive)}" => "sha256:${sha256Of(archive)}",\n`;
}
