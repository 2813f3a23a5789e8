import type { ReadFileSystem } from "../../ports/file-system.ts";

/** A file system that notes which files are read, and which are looked for and there. */
export function recordingReads(fs: ReadFileSystem, read: Set<string>): ReadFileSystem {
  return {
    ...fs,
    readText(path) {
      const text = fs.readText(path);
      if (text !== undefined) read.add(path);
      return text;
    },
  };
}
