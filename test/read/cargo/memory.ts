import { Diagnostics } from "../../../src/diagnostics/diagnostic.ts";
import type { ReadFileSystem } from "../../../src/ports/file-system.ts";
import { cargoContext } from "../../../src/read/cargo/cargo-context.ts";
import { readCrate } from "../../../src/read/cargo/read-crate.ts";
import { loadToml } from "../../../src/read/cargo/toml.ts";

const toml = await loadToml();

/** A file system of texts by absolute path; `links` lead elsewhere when resolved. */
export function memoryFileSystem(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): ReadFileSystem {
  const paths = Object.keys(files);
  const isDirectory = (path: string): boolean => paths.some((file) => file.startsWith(`${path}/`));
  return {
    readText: (path) => files[path],
    exists: (path) => path in files || isDirectory(path),
    isDirectory,
    list: (path) => {
      const names = new Set(
        paths
          .filter((file) => file.startsWith(`${path}/`))
          .map((file) => file.slice(path.length + 1).split("/")[0] as string),
      );
      return [...names].sort().map((name) => ({ name, directory: isDirectory(`${path}/${name}`) }));
    },
    realPath: (path) => {
      const link = Object.keys(links).find((from) => path === from || path.startsWith(`${from}/`));
      return link === undefined ? path : `${links[link]}${path.slice(link.length)}`;
    },
  };
}

/** Reads the crate in /r/p/native/x of a repository /r with the project /r/p. Paths of `files` start at /r. */
export function readInMemory(
  files: Readonly<Record<string, string>>,
  packageName?: string,
  links: Readonly<Record<string, string>> = {},
) {
  const diagnostics = new Diagnostics();
  const absolute = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/r/${path}`, text]));
  const fs = memoryFileSystem(absolute, links);
  const context = cargoContext({ fs, project: "/r/p", limit: "/r", diagnostics, toml });
  return { crate: readCrate(context, { crateDir: "/r/p/native/x", packageName }), findings: diagnostics.list };
}
