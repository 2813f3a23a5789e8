import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { lazyCrypto } from "./lazy-builtins.ts";
import { readRegularFile } from "./regular-file.ts";
import type { WriteFileSystem, WritePorts } from "./write-file-system.ts";

/** The machine's file system, for writing. */
export const nodeWriteFileSystem: WriteFileSystem = {
  kind(path) {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return "missing";
    if (found.isSymbolicLink()) return "link";
    if (found.isDirectory()) return "folder";
    return found.isFile() ? "file" : "other";
  },
  realPath(path) {
    try {
      return realpathSync(path);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return undefined;
      throw error;
    }
  },
  list: (folder) => readdirSync(folder).toSorted(),
  readText: (path) => readRegularFile(path, 64 << 20).toString("utf8"),
  mayWriteIn(folder) {
    try {
      accessSync(folder, constants.W_OK | constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
  makeFolder: (path) => void mkdirSync(path),
  create(path, text, like) {
    writeFileSync(path, text, { flag: "wx" });
    if (like !== null) chmodSync(path, statSync(like).mode & 0o7777);
  },
  copy(from, to) {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  },
  rename: renameSync,
  removeFile: unlinkSync,
  removeFolder: rmdirSync,
};

export const nodeWritePorts: WritePorts = {
  files: nodeWriteFileSystem,
  sha256: (text) => lazyCrypto().createHash("sha256").update(text, "utf8").digest("hex"),
};
