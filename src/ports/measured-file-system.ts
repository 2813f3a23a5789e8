import { parentPath } from "../model/paths.ts";
import type { DirectoryEntry, ReadFileSystem } from "./file-system.ts";
import type { RunBudget } from "./run-budget.ts";

/**
 * A file system of which a run may read as much as its budget allows; BudgetExceeded is thrown by what would go beyond. What a folder
 * holds is asked once: nothing changes the project while it is read.
 */
export function measuredFileSystem(fs: ReadFileSystem, budget: RunBudget): ReadFileSystem {
  const listed = new Map<string, readonly DirectoryEntry[]>();
  const look = (path: string): void => budget.spend("entries", 1, parentPath(path));
  return {
    readText(path) {
      budget.spend("files", 1, path);
      const text = fs.readText(path);
      if (text !== undefined) budget.spend("bytes", text.length, path);
      return text;
    },
    ...(fs.invalidUtf8 && { invalidUtf8: (path: string) => fs.invalidUtf8?.(path) }),
    exists(path) {
      look(path);
      return fs.exists(path);
    },
    isDirectory(path) {
      look(path);
      return fs.isDirectory(path);
    },
    list(path) {
      let entries = listed.get(path);
      if (entries === undefined) {
        entries = fs.list(path);
        listed.set(path, entries);
        budget.spend("entries", entries.length + 1, path);
      }
      return entries;
    },
    realPath(path) {
      look(path);
      return fs.realPath(path);
    },
  };
}
