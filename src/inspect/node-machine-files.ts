import { nodeFileSystem } from "../ports/node-file-system.ts";
import { nodeRandomAccess } from "../ports/node-random-access.ts";
import type { MachineFiles } from "./loader/machine.ts";

/** The files of this machine. */
export const nodeMachineFiles: MachineFiles = {
  open: nodeRandomAccess.open,
  readText: (path) => nodeFileSystem.readText(path),
  exists: (path) => nodeFileSystem.exists(path),
  isDirectory: (path) => nodeFileSystem.isDirectory(path),
  list: (path) => nodeFileSystem.list(path),
  realPath: (path) => nodeFileSystem.realPath(path),
};
