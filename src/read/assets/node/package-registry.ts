import type { ReadFileSystem } from "../../../ports/file-system.ts";

/** The address of a package's tarball at the registry that a project uses. */
export type TarballAddress = (name: string, version: string) => string;

const PUBLIC = "https://registry.npmjs.org/";

/**
 * Registries as .npmrc names them (`registry=`, `@scope:registry=`); the public one otherwise. Settings that hold a variable
 * (`${NAME}`) are passed over: nobody knows its value here.
 * @param folders absolute; the first that names a registry wins.
 */
export function registryOf(folders: readonly string[], fs: ReadFileSystem): TarballAddress {
  const registries = new Map<string, string>();
  for (const folder of folders) {
    for (const line of (fs.readText(`${folder}/.npmrc`) ?? "").split("\n")) {
      const [, scope = "", url] = /^\s*(?:(@[^:\s]+):)?registry\s*=\s*"?(https?:\/\/[^\s"$]+)"?\s*$/.exec(line) ?? [];
      if (url !== undefined && !registries.has(scope)) registries.set(scope, url.endsWith("/") ? url : `${url}/`);
    }
  }
  return (name, version) => {
    const scope = name.startsWith("@") ? (name.split("/", 1)[0] as string) : "";
    const registry = registries.get(scope) ?? registries.get("") ?? PUBLIC;
    // Build metadata (1.0.0+build) is not part of a tarball's name (npm's own addresses).
    return `${registry}${name}/-/${name.split("/").at(-1)}-${version.split("+", 1)[0]}.tgz`;
  };
}
