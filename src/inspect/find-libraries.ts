import { dirname } from "node:path";
import { Malformed } from "../model/malformed.ts";
import { trimEnd } from "../text/trim-end.ts";
import { archiveFiles, isArchive } from "./archive-files.ts";
import type { MachineFiles } from "./loader/machine.ts";
import { isObject } from "./read-library.ts";

/** A file to inspect, and where it was found. */
export interface Candidate {
  /** As it is shown: the path as given, `archive.tar.gz!priv/native/libx.so` in an archive. */
  readonly shown: string;
  readonly path: string;
  /** Where its neighbours are looked for: the machine, or the archive that it lies in. */
  readonly files: MachineFiles;
  readonly inArchive: boolean;
  /** The user named this very file, so that it is asked whether it is a library of NIFs. */
  readonly asked: boolean;
}

const libraryName = /\.(?:so|dylib|dll|node)(?:\.\d+)*$/i;
const entryLimit = 500_000;
const depthLimit = 48;

/**
 * The compiled libraries at a path: the file itself, those in a folder (links are followed, each file counts once), those
 * in an archive. Empty where there are none. Throws Malformed for a path that is not there or cannot be read.
 * @param path absolute; `shown` is how the user wrote it.
 */
export function findLibraries(path: string, shown: string, files: MachineFiles): readonly Candidate[] {
  if (files.isDirectory(path)) return inFolder(path, shown, files, { inArchive: false, separator: "/" });
  const found = files.open(path, (bytes): readonly Candidate[] => {
    if (isObject(bytes)) return [{ shown, path, files, inArchive: false, asked: true }];
    if (!isArchive(bytes)) return [{ shown, path, files, inArchive: false, asked: true }];
    const archive = archiveFiles(bytes, files);
    return inFolder(archive.folder, shown, archive.files, { inArchive: true, separator: "!" });
  });
  if (found === undefined)
    throw new Malformed(files.exists(path) ? "it is no file that can be read" : "there is no such file");
  return found;
}

interface Where {
  readonly inArchive: boolean;
  readonly separator: string;
}

function inFolder(root: string, shown: string, files: MachineFiles, { inArchive, separator }: Where): Candidate[] {
  const found: Candidate[] = [];
  const seen = new Set<string>();
  let entries = 0;
  const walk = (folder: string, depth: number): void => {
    if (depth > depthLimit || !isNew(folder)) return;
    for (const { name, directory } of files.list(folder)) {
      if (++entries > entryLimit) throw new Malformed(`it holds more than ${entryLimit} files`);
      const path = `${folder}/${name}`;
      if (directory) walk(path, depth + 1);
      else if (libraryName.test(name) && isNew(path) && files.open(path, isObject) === true) {
        const inside = path.slice(root.length + 1);
        found.push({
          shown: `${trimEnd(shown, "/")}${separator}${inside}`,
          path,
          files,
          inArchive,
          asked: false,
        });
      }
    }
  };
  const isNew = (path: string): boolean => {
    const real = files.realPath(path);
    if (seen.has(real)) return false;
    seen.add(real);
    return true;
  };
  walk(root, 0);
  return found;
}

/** The release or installed Erlang that a path lies in: the nearest folder above that has an erts-VERSION. */
export function releaseOf(path: string, files: MachineFiles): string | undefined {
  for (let folder = path, up = 0; up < 10; folder = dirname(folder), up++) {
    const entries = files.isDirectory(folder) ? files.list(folder) : [];
    if (entries.some(({ name, directory }) => directory && /^erts-\d/.test(name))) return folder;
    if (folder === "/") return undefined;
  }
  return undefined;
}
