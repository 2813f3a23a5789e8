import { joinPath, relativePath } from "../../../model/paths.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";
import { expandFolders } from "../../cargo/glob.ts";
import { type Fields, fields, text, texts } from "./record.ts";

/** A package.json of the project: the one beside the lock, or that of a workspace. */
export interface Manifest {
  /** Relative to the lock. */
  readonly folder: string;
  readonly name: string | undefined;
  /** What it asks for, by the name that it is used under. */
  readonly requires: ReadonlyMap<string, string>;
  readonly optional: ReadonlySet<string>;
}

/** The package.json beside a lock, then those of its workspaces. One that cannot be read asks for nothing. */
export function readManifests(folder: string, fs: ReadFileSystem): readonly Manifest[] {
  const root = jsonAt(folder, fs);
  const { workspaces } = root;
  const patterns = Array.isArray(workspaces) ? texts(workspaces) : texts(fields(workspaces)["packages"]);
  const found = patterns
    .filter((pattern) => !pattern.startsWith("!") && !pattern.startsWith("/") && !pattern.split("/").includes(".."))
    .flatMap((pattern) => expandFolders(fs, folder, pattern))
    .filter((path) => !path.includes("/node_modules") && fs.exists(`${path}/package.json`));
  return [folder, ...new Set(found)].map((path) => manifest(relativePath(folder, path), jsonAt(path, fs)));
}

function manifest(folder: string, content: Fields): Manifest {
  const groups = ["devDependencies", "optionalDependencies", "dependencies"].map((group) => fields(content[group]));
  const requires = Object.entries(Object.assign({}, ...groups) as Fields).flatMap(([name, range]) =>
    typeof range === "string" ? [[name, range] as const] : [],
  );
  return {
    folder,
    name: text(content["name"]),
    requires: new Map(requires),
    optional: new Set(Object.keys(fields(content["optionalDependencies"]))),
  };
}

function jsonAt(folder: string, fs: ReadFileSystem): Fields {
  const text = fs.readText(joinPath(folder, "package.json")) ?? "{}";
  try {
    return fields(JSON.parse(text));
  } catch {
    return {};
  }
}
