import {
  type Stats,
  accessSync,
  chmodSync,
  close,
  constants,
  copyFileSync,
  fsync,
  linkSync,
  lstatSync,
  mkdirSync,
  open,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { lazyCrypto } from "./lazy-builtins.ts";
import { isAbsent } from "./node-file-system.ts";
import { nodeProcesses } from "./node-processes.ts";
import { readRegularText } from "./regular-file.ts";
import { NEAR, type WriteFileSystem, type WritePorts } from "./write-file-system.ts";

/** The machine's file system, for writing. */
export const nodeWriteFileSystem: WriteFileSystem = {
  kind(path) {
    const found = lstatOf(path);
    if (found === undefined) return "missing";
    if (found.isSymbolicLink()) return "link";
    if (found.isDirectory()) return "folder";
    return found.isFile() ? "file" : "other";
  },
  realPath(path) {
    try {
      return realpathSync(path);
    } catch (error) {
      if (isAbsent(error) || (error as NodeJS.ErrnoException).code === "ELOOP") return undefined;
      throw error;
    }
  },
  list: (folder) => readdirSync(folder).toSorted(),
  readText: (path) => readRegularText(path, 64 << 20),
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
  keep(from, to) {
    try {
      linkSync(from, to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
      copyFileSync(from, to, constants.COPYFILE_EXCL);
    }
  },
  rename(from, to) {
    try {
      renameSync(from, to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
      renameAcross(from, to);
    }
  },
  sync: async (paths) => void (await Promise.all(paths.map(synced))),
  modified: (path) => lstatSync(path).mtimeMs,
  removeFile: unlinkSync,
  removeFolder: rmdirSync,
};

function lstatOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function synced(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error: NodeJS.ErrnoException | null): void =>
      error === null || unsynced.has(error.code ?? "") ? resolve() : reject(error);
    open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0), (notOpened, opened) => {
      if (notOpened !== null) return settle(notOpened);
      fsync(opened, (error) => close(opened, () => settle(error)));
    });
  });
}

/** Windows opens no folders, and some file systems of networks and containers know no fsync: theirs is the order then. */
const unsynced: ReadonlySet<string> = new Set(["EINVAL", "ENOTSUP", "ENOSYS", "EISDIR", "EPERM", "EACCES", "EBADF"]);

/** The folder of `to` is another file system, mounted into the project: its file is replaced in one step all the same. */
function renameAcross(from: string, to: string): void {
  const near = `${to}${NEAR}`;
  rmSync(near, { force: true });
  copyFileSync(from, near, constants.COPYFILE_EXCL);
  renameSync(near, to);
  unlinkSync(from);
}

export const nodeWritePorts: WritePorts = {
  files: nodeWriteFileSystem,
  processes: nodeProcesses,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  sha256: (text) => lazyCrypto().createHash("sha256").update(text, "utf8").digest("hex"),
};
