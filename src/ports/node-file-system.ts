import { type Stats, readdirSync, realpathSync, statSync } from "node:fs";
import { baseName } from "../model/paths.ts";
import { type DirectoryEntry, type ReadFileSystem, UnreadableFile } from "./file-system.ts";
import { readRegularFile, readRegularText } from "./regular-file.ts";

/** Bytes that a file may have, by its name: locks of the largest projects, what people write by hand line by line. */
const limits: readonly (readonly [name: RegExp, limit: number])[] = [
  [/(?:\.lock|-lock\.\w+|\.lockb?)$/, 32 << 20],
  [/^(?:\.git(?:ignore|modules|attributes)|exclude|\.tool-versions|\.[\w-]+-version|rust-toolchain)$/, 1 << 20],
];

/** Anything else that people write or have generated. */
const usualLimit = 16 << 20;

function limitOf(path: string): number {
  const name = baseName(path);
  return limits.find(([pattern]) => pattern.test(name))?.[1] ?? usualLimit;
}

/** The machine's file system. */
export const nodeFileSystem: ReadFileSystem = {
  readText(path) {
    const text = read(path, readRegularText);
    return text?.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  },
  invalidUtf8(path) {
    const bytes = read(path, readRegularFile);
    return bytes === undefined ? undefined : firstInvalid(bytes);
  },
  exists(path) {
    return stat(path) !== undefined;
  },
  isDirectory(path) {
    return stat(path)?.isDirectory() ?? false;
  },
  list(path) {
    try {
      return readdirSync(path, { withFileTypes: true })
        .map((entry): DirectoryEntry => ({
          name: entry.name,
          link: entry.isSymbolicLink(),
          directory: entry.isDirectory() || (entry.isSymbolicLink() && this.isDirectory(`${path}/${entry.name}`)),
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (isAbsent(error)) return [];
      throw unreadable(path, error);
    }
  },
  realPath(path) {
    try {
      // The native one asks the system once; the other walks the path in JavaScript.
      return realpathSync.native(path);
    } catch {
      return path;
    }
  },
};

/** Whether there is nothing at a path, as of a name that is longer than the system lets one be. */
export function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG";
}

/** Undefined where there is no such file. */
function read<T>(path: string, as: (path: string, limit: number) => T): T | undefined {
  try {
    return as(path, limitOf(path));
  } catch (error) {
    if (isAbsent(error) || (error as NodeJS.ErrnoException).code === "EISDIR") return undefined;
    throw unreadable(path, error);
  }
}

/** Decoding replaces what is not UTF-8 by U+FFFD; a U+FFFD that the file itself has is three bytes of it. */
function firstInvalid(bytes: Buffer): number | undefined {
  const text = bytes.toString("utf8");
  let offset = 0;
  let done = 0;
  for (let at = text.indexOf(REPLACED); at !== -1; at = text.indexOf(REPLACED, at + 1)) {
    offset += Buffer.byteLength(text.slice(done, at));
    if (bytes.subarray(offset, offset + 3).toString("hex") !== "efbfbd")
      return text.charCodeAt(0) === 0xfeff ? at - 1 : at;
    done = at;
  }
  return undefined;
}

const REPLACED = String.fromCharCode(0xfffd);

/** A link that leads nowhere, or round in circles, is nothing. */
function stat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (isAbsent(error) || (error as NodeJS.ErrnoException).code === "ELOOP") return undefined;
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): UnreadableFile {
  return new UnreadableFile(path, (error as NodeJS.ErrnoException).code ?? String(error));
}
