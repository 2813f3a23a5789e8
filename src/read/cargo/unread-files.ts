import { isInside, joinPath, parentPath } from "../../model/paths.ts";
import type { CargoContext } from "./cargo-context.ts";
import type { Manifest } from "./manifest.ts";
import { forEachRustFile } from "./outside-files.ts";
import { entryFiles } from "./targets.ts";

/** What lies in the folders of packages and is no part of their libraries; cargo finds tests and examples by their place. */
const UNREAD =
  /^(?:(?:readme|licen[cs]e|copying|changelog|changes|contributing|notice|authors)\b.*|tests|benches|examples|docs?|\.github|\.gitignore|\.editorconfig|\.?rustfmt\.toml|\.?clippy\.toml|deny\.toml)$/i;

/**
 * Files and folders of the packages that a build compiles and that no build of their libraries reads: absolute. What the
 * packages' own code names stays, and so does what cargo refuses a manifest without.
 * @param sources what the build takes in, files and folders; absolute.
 */
export function unreadFiles(
  context: CargoContext,
  built: readonly Manifest[],
  sources: ReadonlySet<string>,
): readonly string[] {
  const { fs } = context;
  const kept = [...sources, ...built.flatMap((manifest) => [manifest.folder, ...entryFiles(fs, manifest)])];
  const taken = [...sources].filter((path) => fs.isDirectory(path));
  const candidates = built
    .flatMap(({ folder }) => fs.list(folder).map(({ name }) => ({ name, path: joinPath(folder, name) })))
    .filter(({ name, path }) => UNREAD.test(name) && taken.some((folder) => isInside(folder, parentPath(path))))
    .filter(({ path }) => !kept.some((each) => isInside(path, each)));
  if (candidates.length === 0) return [];
  const named = new Set<string>();
  const look = (file: string): void => {
    const text = fs.readText(file) ?? "";
    for (const { name } of candidates) if (mentions(text, name)) named.add(name);
  };
  for (const path of sources) forEachRustFile(context, path, look);
  return candidates.filter(({ name }) => !named.has(name)).map(({ path }) => path);
}

/** Whether a string of the code has the name as a part of a path. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (/["/]/.test(text[at - 1] ?? "") && /["/]/.test(text[at + name.length] ?? "")) return true;
  }
  return false;
}
