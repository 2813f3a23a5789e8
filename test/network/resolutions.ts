import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

/** Every path below a folder, those of links with what they lead to; what package managers note for themselves is left out. */
export function filesBelow(folder: string): string[] {
  const found: string[] = [];
  const walk = (path: string): void => {
    for (const name of readdirSync(path)) {
      if (
        [
          ".package-lock.json",
          ".yarn-integrity",
          ".modules.yaml",
          "lock.yaml",
          ".pnpm-workspace-state-v1.json",
          ".cache",
        ].includes(name)
      )
        continue;
      const file = join(path, name);
      const status = lstatSync(file);
      if (status.isSymbolicLink()) found.push(`${relative(folder, file)} -> ${readlinkSync(file)}`);
      else if (status.isDirectory()) walk(file);
      else found.push(`${relative(folder, file)}${(status.mode & 0o111) === 0 ? "" : " *"}`);
    }
  };
  walk(folder);
  return found.sort();
}

/**
 * What every package that can be reached from some folders gets for each of its dependencies, by Node's rules: "name@version"
 * -> for each instance, dependency -> version, or null where there is none.
 */
export function resolutionsOf(folders: readonly string[]): Record<string, string[]> {
  const seen = new Map<string, { readonly name: string; readonly resolved: Record<string, string | null> }>();
  const visit = (folder: string, direct: boolean): string => {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest & {
      devDependencies?: Record<string, string>;
    };
    const name = `${manifest.name}@${manifest.version}`;
    if (seen.has(folder)) return name;
    const resolved: Record<string, string | null> = {};
    seen.set(folder, { name, resolved });
    const { dependencies, optionalDependencies, peerDependencies, devDependencies } = manifest;
    const wanted = {
      ...dependencies,
      ...optionalDependencies,
      ...peerDependencies,
      ...(direct ? devDependencies : {}),
    };
    for (const dependency of Object.keys(wanted)) {
      const found = find(folder, dependency);
      resolved[dependency] = found === undefined ? null : visit(found, false);
    }
    return name;
  };
  for (const folder of folders) visit(realpathSync(folder), true);
  const byName: Record<string, string[]> = {};
  for (const { name, resolved } of seen.values()) {
    const text = JSON.stringify(Object.fromEntries(Object.entries(resolved).sort(([a], [b]) => (a < b ? -1 : 1))));
    const known = (byName[name] ??= []);
    if (!known.includes(text)) known.push(text);
  }
  for (const each of Object.values(byName)) each.sort();
  return byName;
}

/** Node's lookup: node_modules of the folder and of each above it (nodejs.org/api/modules.html). */
function find(start: string, name: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name);
    if (existsSync(join(path, "package.json"))) return realpathSync(path);
    if (dirname(folder) === folder) return undefined;
  }
}
