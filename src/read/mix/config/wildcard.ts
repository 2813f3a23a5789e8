import { joinPath } from "../../../model/paths.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";

/** Existing paths that a pattern with `*` (and `?`) matches, sorted; as Path.wildcard/1, of which `**` and `{}` are not needed here. */
export function wildcard(pattern: string, fs: ReadFileSystem): readonly string[] {
  let found = ["/"];
  for (const part of pattern.split("/").filter(Boolean)) {
    if (!/[*?]/.test(part)) {
      found = found.map((folder) => joinPath(folder, part));
      continue;
    }
    const matches = matcher(part);
    found = found.flatMap((folder) =>
      fs
        .list(folder)
        .filter(({ name }) => !name.startsWith(".") && matches(name))
        .map(({ name }) => joinPath(folder, name)),
    );
  }
  return found.filter((path) => fs.exists(path));
}

/** Whether a name matches; one star at a time, so that no pattern takes long. */
function matcher(pattern: string): (name: string) => boolean {
  return (name) => {
    let at = 0;
    let star = -1;
    let mark = 0;
    for (let i = 0; i < name.length;) {
      if (at < pattern.length && (pattern[at] === "?" || (pattern[at] !== "*" && pattern[at] === name[i]))) {
        at++;
        i++;
      } else if (pattern[at] === "*") {
        star = at++;
        mark = i;
      } else if (star !== -1) {
        at = star + 1;
        i = ++mark;
      } else {
        return false;
      }
    }
    return /^\**$/.test(pattern.slice(at));
  };
}
