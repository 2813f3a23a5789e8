import { joinPath } from "../../../model/paths.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";
import { globMatcher } from "../../../text/glob.ts";

/**
 * Existing paths that a pattern matches, sorted; as Path.wildcard/1, of which `**` and `{}` are not needed here.
 * @param folder absolute, and taken as it stands: only what the project wrote is a pattern.
 * @param pattern relative to it; one that is absolute names its folders itself.
 */
export function wildcard(folder: string, pattern: string, fs: ReadFileSystem): readonly string[] {
  let found = [pattern.startsWith("/") ? "/" : folder];
  for (const part of pattern.split("/").filter(Boolean)) {
    const matches = /[*?]/.test(part) ? globMatcher(part, "elixir") : undefined;
    if (matches === undefined) {
      found = found.map((folder) => joinPath(folder, part));
      continue;
    }
    found = found.flatMap((folder) =>
      fs
        .list(folder)
        .filter(({ name }) => !name.startsWith(".") && matches(name))
        .map(({ name }) => joinPath(folder, name)),
    );
  }
  return found.filter((path) => fs.exists(path));
}
