import type { NodeSource } from "../../../model/assets.ts";
import { expandPath } from "../../../model/paths.ts";
import { gitSource, tarballUrl } from "./address.ts";
import { usableHash } from "./integrity.ts";
import type { TarballAddress } from "./package-registry.ts";
import { type Fields, fields, text } from "./record.ts";
import { systemsByName } from "./system-names.ts";
import { systemsOf } from "./systems.ts";
import type { NodeTree } from "./tree.ts";

/**
 * package-lock.json and npm-shrinkwrap.json: versions 2 and 3 say where each package lies (`packages`), version 1 nests them
 * (`dependencies`). Source: npm's documentation of package-lock.json.
 * @param folder of the lock, relative to the project.
 */
export function readNpmLock(lock: Fields, folder: string, tree: NodeTree, registry: TarballAddress): void {
  const packages = Object.entries(fields(lock["packages"]));
  if (packages.length > 0) {
    for (const [path, entry] of packages) readEntry(path, fields(entry), folder, tree, registry);
  } else {
    readNested(fields(lock["dependencies"]), "", folder, tree, registry);
  }
}

function readEntry(path: string, entry: Fields, folder: string, tree: NodeTree, registry: TarballAddress): void {
  // The project itself, its workspaces and what is linked have no place in node_modules of their own.
  if (!/(?:^|\/)node_modules\//.test(path)) return;
  const key = `${JSON.stringify(path)}:`;
  const resolved = text(entry["resolved"]);
  if (entry["link"] === true) {
    if (resolved !== undefined) tree.link(path, resolved, key);
    return;
  }
  // It comes in the tarball of the package that it lies in.
  if (entry["inBundle"] === true && resolved === undefined && entry["integrity"] === undefined) return;
  if (isFolder(resolved)) return tree.copy(path, (resolved as string).slice("file:".length), key);
  const name = text(entry["name"]) ?? (path.split("node_modules/").at(-1) as string);
  const version = text(entry["version"]) ?? "";
  if (entry["hasInstallScript"] === true) tree.hasScripts(name, Object.keys(fields(entry["optionalDependencies"])));
  tree.package(path, {
    name,
    version,
    source: sourceOf(resolved ?? registry(name, version), entry["integrity"], folder),
    systems: entry["optional"] === true ? systemsOf(entry) : null,
    optional: entry["optional"] === true,
    license: text(entry["license"]),
    key,
  });
}

/** Version 1: an entry lies in the node_modules of the one that it is nested in. */
function readNested(entries: Fields, above: string, folder: string, tree: NodeTree, registry: TarballAddress): void {
  for (const [used, value] of Object.entries(entries)) {
    const entry = fields(value);
    if (entry["bundled"] === true) continue;
    const path = `${above}node_modules/${used}`;
    const key = `${JSON.stringify(used)}: {`;
    // The place of what the registry has is `resolved`; everything else stands in `version`.
    const version = text(entry["version"]) ?? "";
    const [, name = used, plain = version] = /^npm:(.+)@([^@]+)$/.exec(version) ?? [];
    if (isFolder(version)) {
      tree.link(path, version.slice("file:".length), key);
    } else {
      const elsewhere = /^(?:git|github:|https?:|file:)/.test(version) || version.includes("#") ? version : undefined;
      const resolved = elsewhere ?? text(entry["resolved"]) ?? registry(name, plain);
      tree.package(path, {
        name,
        version: plain,
        source: sourceOf(resolved, entry["integrity"], folder),
        systems: entry["optional"] === true ? systemsByName(name) : null,
        optional: entry["optional"] === true,
        key,
      });
    }
    readNested(fields(entry["dependencies"]), `${path}/`, folder, tree, registry);
  }
}

const isFolder = (address: string | undefined): boolean =>
  address?.startsWith("file:") === true && !/\.(?:tgz|tar\.gz|tar)$/.test(address);

function sourceOf(resolved: string, integrity: unknown, folder: string): NodeSource | undefined {
  const git = gitSource(resolved);
  if (git !== undefined) return git;
  if (resolved.startsWith("file:")) return { kind: "file", path: expandPath(resolved.slice("file:".length), folder) };
  const url = tarballUrl(resolved);
  const hash = usableHash(integrity);
  return url === undefined || hash === undefined ? undefined : { kind: "tarball", url, hash };
}
