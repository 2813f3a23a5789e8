import type { Scope } from "../../diagnostics/scope.ts";
import { foldersAbove, isInside, joinPath, relativePath } from "../../model/paths.ts";
import { type Place, SourceFile } from "../../model/source.ts";
import type { DirectoryEntry } from "../../ports/file-system.ts";
import { lookUp } from "../../text/look-up.ts";

/** A folder with a script `build` of its package.json that writes into priv/static. */
export interface UnbuiltFrontEnd {
  /** Relative to the project. */
  readonly folder: string;
  readonly manager: string;
  /** The script, in package.json. */
  readonly place: Place;
}

const managers: Readonly<Record<string, string>> = {
  "package-lock.json": "npm",
  "npm-shrinkwrap.json": "npm",
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "bun.lockb": "bun",
};

/** The package manager that a lock file is of, by its name. */
export const lockManager = (name: string): string | undefined => lookUp(managers, name);

/** Folders of a Mix project that hold what others made, or nothing of its front end. */
const left: ReadonlySet<string> = new Set([
  "_build",
  "config",
  "deps",
  "lib",
  "node_modules",
  "priv",
  "target",
  "test",
]);

/** Two levels below the Mix project: frontend/, apps/web/. */
const deepest = 2;

/**
 * Front ends of a Mix project: package.json with a lock, a script `build`, and files beside it that name priv/static.
 * @param mixFolder relative to the project.
 */
export function frontEnds(
  mixFolder: string,
  { project, fs }: Pick<Scope, "project" | "fs">,
): readonly UnbuiltFrontEnd[] {
  const found: UnbuiltFrontEnd[] = [];
  const look = (folder: string, depth: number): void => {
    const entries = fs.list(joinPath(project, folder));
    // What another project in it builds, such as an example, is not served by this one.
    if (depth > 0 && entries.some(({ name }) => name === "mix.exs" || name === "rebar.config")) return;
    found.push(...frontEndIn(folder, entries, (paths) => paths.length > 0, { project, fs }));
    if (depth === deepest) return;
    for (const { name, directory } of entries)
      if (directory && !name.startsWith(".") && !left.has(name)) look(joinPath(folder, name), depth + 1);
  };
  look(mixFolder, 0);
  return found;
}

/**
 * Those beside the project, in the folders above it up to the repository's: what they name is priv/static of one of the Mix projects.
 * @param mixFolders relative to the project.
 */
export function frontEndsBeside(
  mixFolders: readonly string[],
  { project, limit, fs }: Pick<Scope, "project" | "limit" | "fs">,
): readonly UnbuiltFrontEnd[] {
  if (!isInside(limit, project)) return [];
  return foldersAbove(project, limit)
    .slice(1)
    .flatMap((above) =>
      fs.list(above).flatMap(({ name, directory, link }) => {
        const folder = joinPath(relativePath(project, above), name);
        if (
          !directory ||
          link === true ||
          isInside(joinPath(above, name), project) ||
          !fs.exists(joinPath(above, name, "package.json"))
        )
          return [];
        const leadsHere = (paths: readonly string[]): boolean =>
          paths.some((path) =>
            mixFolders.some((each) => isInside(joinPath(project, each, STATIC), joinPath(above, name, path))),
          );
        return frontEndIn(folder, fs.list(joinPath(above, name)), leadsHere, { project, fs });
      }),
    );
}

const STATIC = "priv/static";

/** The folder, where it is that of a front end whose settings name a priv/static that is meant. */
function frontEndIn(
  folder: string,
  entries: readonly DirectoryEntry[],
  isMeant: (paths: readonly string[]) => boolean,
  { project, fs }: Pick<Scope, "project" | "fs">,
): readonly UnbuiltFrontEnd[] {
  const files = entries.filter(({ directory }) => !directory).map(({ name }) => name);
  const manager = files.flatMap((name) => lockManager(name) ?? [])[0];
  const text = manager === undefined ? undefined : fs.readText(joinPath(project, folder, "package.json"));
  const script = text === undefined ? null : /"build"\s*:\s*"/.exec(text);
  if (manager === undefined || text === undefined || script === null) return [];
  const texts = files.filter((name) => isSetting(name)).map((name) => fs.readText(joinPath(project, folder, name)));
  if (!texts.some((each) => isMeant(staticPaths(each)))) return [];
  const source = new SourceFile(joinPath(folder, "package.json"), text);
  return [{ folder, manager, place: source.place(script.index) }];
}

/** Files of a folder that say how a front end is built. */
export const isSetting = (name: string): boolean =>
  /\.(?:[cm]?[jt]s|json|toml|sh)$|^Makefile$/.test(name) && lockManager(name) === undefined;

/** Paths that end in priv/static or lie in it, as they are written: "../priv/static", or `"..", "priv", "static"`. */
function staticPaths(text: string | undefined): readonly string[] {
  if (text === undefined || text.length >= 200_000 || !text.includes("static")) return [];
  const joined = text.replaceAll(/["'`]\s*,\s*["'`]/g, "/");
  return [...joined.matchAll(/\bpriv\/static\b[\w.@/-]*/g)].map(({ 0: end, index }) => {
    let start = index;
    while (start > 0 && /[\w.@/-]/.test(joined[start - 1] as string)) start -= 1;
    return (joined.slice(start, index) + end).replace(/^\/+/, "");
  });
}
