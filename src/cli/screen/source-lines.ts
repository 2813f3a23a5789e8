import { resolve } from "node:path";
import type { LineReader } from "../../diagnostics/render/text.ts";
import { SourceFile } from "../../model/source.ts";
import { nodeFileSystem } from "../../ports/node-file-system.ts";

/** Lines of files as findings name them, for code frames. A file that cannot be read has none: the finding itself matters more. */
export function sourceLines(project: string): LineReader {
  const files = new Map<string, SourceFile | null>();
  return (file, line) => {
    let source = files.get(file);
    if (source === undefined) {
      source = read(resolve(project, file));
      files.set(file, source);
    }
    return source?.line(line);
  };
}

function read(path: string): SourceFile | null {
  try {
    const text = nodeFileSystem.readText(path);
    return text === undefined ? null : new SourceFile(path, text);
  } catch {
    return null;
  }
}
