import { joinPath } from "../../model/paths.ts";
import type { Place } from "../../model/source.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

/** A pattern of .gitattributes whose files Git LFS keeps. */
export interface LargeFiles {
  readonly pattern: string;
  readonly place: Place;
}

/**
 * What `.gitattributes` in these folders (absolute) gives to Git LFS: `*.onnx filter=lfs diff=lfs merge=lfs -text`. In the repository
 * there are pointers in the place of such files.
 * @param shown an absolute path as people see it.
 */
export function largeFiles(
  folders: readonly string[],
  fs: ReadFileSystem,
  shown: (path: string) => string,
): readonly LargeFiles[] {
  return [...new Set(folders)].flatMap((folder) => {
    const path = joinPath(folder, ".gitattributes");
    const text = fs.readText(path) ?? "";
    return text.split("\n").flatMap((line, index) => {
      const pattern = /^(?!#)(?:"[^"]+"|\S+)/.exec(line)?.[0];
      const kept = pattern !== undefined && line.slice(pattern.length).split(/\s+/).includes("filter=lfs");
      return kept ? [{ pattern, place: { file: shown(path), line: index + 1, column: 1 } }] : [];
    });
  });
}
