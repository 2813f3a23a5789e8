import { joinPath, parentPath, relativePath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { repositoryOf } from "../../ports/repository.ts";

/** Where nobody keeps the sources of a project. */
const skipped: ReadonlySet<string> = new Set(["_build", "deps", "node_modules", "priv", "target", "test"]);

/** Folders below that are looked into: a monorepo keeps its projects in one or two levels. */
const DEPTH = 2;

/** Projects of the BEAM that are none of Mix: by what, after the file that each has in its folder. */
const otherTools: Readonly<Record<string, string>> = {
  "rebar.config": "rebar3, for which nixpkgs has beamPackages.rebar3Relx",
  "erlang.mk": "Erlang.mk, for which nixpkgs has beamPackages.buildErlangMk",
  "gleam.toml": "Gleam",
};

/**
 * Mix projects near a folder that is none itself, as seen from it, the most likely one first: the nearest above (never
 * outside of the Git repository), then those below, those of one umbrella aside.
 * @param folder absolute.
 */
function nearbyProjects(folder: string, fs: ReadFileSystem): readonly string[] {
  return [...above(folder, fs), ...below(folder, fs, DEPTH).sort()].map((path) => relativePath(folder, path));
}

/** What the finding not-a-mix-project says of a folder (absolute) without mix.exs, with the folder that was most likely meant. */
export function notAProject(folder: string, fs: ReadFileSystem): Readonly<Record<string, string>> {
  const found = nearbyProjects(folder, fs);
  const shown = found.slice(0, SHOWN).join(", ") + (found.length > SHOWN ? ", ..." : "");
  const near =
    found.length === 0
      ? ""
      : found.length === 1
        ? `; there is a Mix project in ${shown}`
        : `; there is a Mix project in each of ${shown}`;
  const itself = fs.isDirectory(folder) ? "" : fs.exists(folder) ? ", which is a file" : ", which does not exist";
  const other = Object.keys(otherTools).find((name) => fs.exists(joinPath(folder, name)));
  const tool = other === undefined ? "" : ` but a ${other}: this is a project of ${otherTools[other]}`;
  return { folder, near: itself + tool + near, path: found[0] ?? "path/to/project", command: "init" };
}

const SHOWN = 5;

function above(folder: string, fs: ReadFileSystem): readonly string[] {
  const highest = repositoryOf(folder, fs) ?? "/";
  for (let at = folder; at !== highest;) {
    at = parentPath(at);
    if (isProject(at, fs)) return [umbrellaOf(at, fs) ?? at];
  }
  return [];
}

function below(folder: string, fs: ReadFileSystem, depth: number): string[] {
  return fs.list(folder).flatMap(({ name, directory, link }) => {
    if (!directory || link === true || name.startsWith(".") || skipped.has(name)) return [];
    const path = joinPath(folder, name);
    if (isProject(path, fs)) return [path];
    return depth > 1 ? below(path, fs, depth - 1) : [];
  });
}

const isProject = (folder: string, fs: ReadFileSystem): boolean => fs.exists(joinPath(folder, "mix.exs"));

/**
 * The umbrella that a project lies in, two folders above as `mix new` makes it; undefined where there is none. That folder's
 * mix.exs is not evaluated for it.
 * @param folder absolute: the folder of a mix.exs.
 */
export function umbrellaOf(folder: string, fs: ReadFileSystem): string | undefined {
  const apps = parentPath(folder);
  const root = parentPath(apps);
  if (root === apps || fs.exists(joinPath(folder, ".git"))) return undefined;
  const named = /\bapps_path:\s*"([^"\n]+)"/.exec(fs.readText(joinPath(root, "mix.exs")) ?? "")?.[1];
  return named !== undefined && joinPath(root, named) === apps ? root : undefined;
}
