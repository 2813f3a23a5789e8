import { expandPath, joinPath } from "../../../model/paths.ts";
import type { ReadFileSystem } from "../../../ports/file-system.ts";
import { type Fields, fields, text, texts } from "./record.ts";
import { parseYaml } from "./yaml.ts";

/** Settings of pnpm that decide what lies where; from pnpm-workspace.yaml, `pnpm` of package.json, .npmrc. */
export interface PnpmSettings {
  /** Whether all packages are linked at the root of node_modules. */
  readonly flat: boolean;
  /** Whether packages of this name may run their scripts. */
  readonly isBuilt: (name: string) => boolean;
  /** The patch file for a package, relative to the project; null where there is none. */
  readonly patchOf: (name: string, version: string, folder: string) => string | null;
}

/**
 * @param folder absolute: that of the lock.
 * @param lock the lock itself, which names the patches too.
 */
export function readPnpmSettings(folder: string, lock: Fields, fs: ReadFileSystem): PnpmSettings {
  const workspace = yamlAt(joinPath(folder, "pnpm-workspace.yaml"), fs);
  const manifest = fields(jsonAt(joinPath(folder, "package.json"), fs)["pnpm"]);
  const npmrc = fs.readText(joinPath(folder, ".npmrc")) ?? "";
  const built = new Set([
    ...texts(workspace["onlyBuiltDependencies"]),
    ...texts(manifest["onlyBuiltDependencies"]),
    ...Object.entries(fields(workspace["allowBuilds"])).flatMap(([name, allowed]) =>
      allowed === "true" ? [name] : [],
    ),
  ]);
  const patches = new Map<string, string>();
  for (const source of [lock, manifest, workspace]) {
    for (const [name, value] of Object.entries(fields(source["patchedDependencies"]))) {
      const path = text(fields(value)["path"]) ?? (source === lock ? undefined : text(value));
      if (path !== undefined && !patches.has(name)) patches.set(name, path);
    }
  }
  return {
    flat:
      workspace["shamefullyHoist"] === "true" ||
      workspace["nodeLinker"] === "hoisted" ||
      /^[ \t]*(?:shamefully-hoist[ \t]*=[ \t]*true|node-linker[ \t]*=[ \t]*hoisted)[ \t]*\r?$/m.test(npmrc),
    isBuilt: (name) => built.has(name),
    patchOf: (name, version, at) => {
      const path = patches.get(`${name}@${version}`) ?? patches.get(name);
      return path === undefined ? null : expandPath(path, at);
    },
  };
}

/** Settings that cannot be read are none: pnpm itself says what is wrong with them. */
function yamlAt(path: string, fs: ReadFileSystem): Fields {
  const source = fs.readText(path);
  if (source === undefined) return {};
  try {
    return fields(parseYaml(source));
  } catch {
    return {};
  }
}

function jsonAt(path: string, fs: ReadFileSystem): Fields {
  const text = fs.readText(path) ?? "{}";
  try {
    return fields(JSON.parse(text));
  } catch {
    return {};
  }
}
