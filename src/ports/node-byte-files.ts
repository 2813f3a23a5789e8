import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ByteFiles } from "./byte-files.ts";
import { lazyCrypto } from "./lazy-builtins.ts";
import { readRegularFile } from "./regular-file.ts";

/** The machine's files as bytes. */
export const nodeByteFiles: ByteFiles = {
  read(path, limit) {
    try {
      return readRegularFile(path, limit);
    } catch {
      return undefined;
    }
  },
  write(path, bytes) {
    // Two runs at once may write one file: each writes its own and the last one to be renamed stays.
    const temporary = `${path}.${lazyCrypto().randomBytes(6).toString("hex")}`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(temporary, bytes);
      renameSync(temporary, path);
      return true;
    } catch {
      removeQuietly(temporary);
      return false;
    }
  },
};

/** What is left of a write that failed; there may be nothing, and no way to remove it. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The write has failed already: nothing more is lost.
  }
}
