import { isInside, joinPath, relativePath } from "../../model/paths.ts";
import type { CargoContext } from "./cargo-context.ts";
import { ignoredFolders } from "./outside-files.ts";

/** Where symbolic links at, above or below a path lead, as paths below the limit. */
export function linkTargets(context: Pick<CargoContext, "fs" | "limit">, path: string): readonly string[] {
  const realRoot = context.fs.realPath(context.limit);
  const found: string[] = [];
  const look = (at: string, expected: string): void => {
    const real = context.fs.realPath(at);
    if (real === expected) within(at, real);
    else if (isInside(realRoot, real)) found.push(joinPath(context.limit, relativePath(realRoot, real)));
  };
  const within = (folder: string, real: string): void => {
    for (const { name, directory, link } of context.fs.list(folder)) {
      if (ignoredFolders.has(name)) continue;
      if (link !== false) look(joinPath(folder, name), joinPath(real, name));
      else if (directory) within(joinPath(folder, name), joinPath(real, name));
    }
  };
  look(path, joinPath(realRoot, relativePath(context.limit, path)));
  return found;
}
