import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ByteFiles } from "./byte-files.ts";

/** The machine's files as bytes. */
export const nodeByteFiles: ByteFiles = {
  read(path, limit) {
    try {
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat?.isFile() === true && stat.size <= limit ? readFileSync(path) : undefined;
    } catch {
      return undefined;
    }
  },
  write(path, bytes) {
    // Two runs at once may write one file: each writes its own and the last one to be renamed stays.
    const temporary = `${path}.${randomBytes(6).toString("hex")}`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(temporary, bytes);
      renameSync(temporary, path);
      return true;
    } catch {
      rmSync(temporary, { force: true });
      return false;
    }
  },
};
