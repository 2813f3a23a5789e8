import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Bytes of a file, or of all files below a folder; links are not followed. 0 where there is nothing. */
export function bytesBelow(path: string): number {
  let bytes = 0;
  const left = [path];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const found = lstatSync(next, { throwIfNoEntry: false });
    if (found?.isFile() === true) bytes += found.size;
    if (found?.isDirectory() === true) for (const name of readdirSync(next)) left.push(join(next, name));
  }
  return bytes;
}
