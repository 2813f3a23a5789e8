import type { NodeSource } from "../../../model/assets.ts";
import { expandPath } from "../../../model/paths.ts";
import { gitSource, tarballUrl } from "./address.ts";
import { usableHash } from "./integrity.ts";
import { LockError, type LockText } from "./lock-text.ts";
import { registryOf, type TarballAddress } from "./package-registry.ts";
import { type PnpmPackage, layOutPnpm } from "./pnpm-layout.ts";
import { type PnpmSettings, readPnpmSettings } from "./pnpm-settings.ts";
import { type PnpmForm, pnpmForm } from "./pnpm-versions.ts";
import { type Fields, fields, text } from "./record.ts";
import { systemsOf } from "./systems.ts";
import { parseYaml } from "./yaml.ts";

/**
 * pnpm-lock.yaml, versions 5.4 to 9: packages with the peers that they were resolved with, each an instance of its own.
 * Source: pnpm's own lock files, and its packages lockfile.types, dependency-path and lockfile.utils.
 */
export function readPnpmLock(lock: LockText): void {
  // A document for pnpm itself (`packageManagerDependencies`) may come first; the lock is the last one.
  const document = fields(parseYaml(lock.file.text.split(/^---\s*$/m).at(-1) as string));
  const version = text(document["lockfileVersion"]);
  if (version === undefined) throw new LockError("lockfileVersion is missing");
  const form = pnpmForm(version);
  if (form === undefined)
    throw new LockError(`its version, ${version}, is not known`, lock.file.text.indexOf("lockfileVersion"));
  const settings = readPnpmSettings(lock.absolute, document, lock.fs);
  const registry = registryOf([lock.absolute], lock.fs);
  const packages = new Map<string, PnpmPackage>();
  const infos = fields(document["packages"]);
  const snapshots = form.hasSnapshots ? fields(document["snapshots"]) : infos;
  for (const [path, snapshot] of Object.entries(snapshots)) {
    const info = fields(infos[form.hasSnapshots ? form.withoutPeers(path) : path]);
    packages.set(path, readPackage(path, info, fields(snapshot), { form, settings, registry, folder: lock.folder }));
  }
  for (const each of packages.values()) if (each.hasScripts) lock.tree.hasScripts(each.name, each.mayUse);
  layOutPnpm(lock, packages, readImporters(document, form), settings);
}

interface Reading {
  readonly form: PnpmForm;
  readonly settings: PnpmSettings;
  readonly registry: TarballAddress;
  readonly folder: string;
}

function readPackage(path: string, info: Fields, snapshot: Fields, reading: Reading): PnpmPackage {
  const { form, settings, registry, folder } = reading;
  const [nameInPath, versionInPath] = form.nameAndVersion(path);
  const name = text(info["name"]) ?? nameInPath;
  const version = text(info["version"]) ?? versionInPath;
  const resolution = fields(info["resolution"]);
  const optional = fields(snapshot["optionalDependencies"]);
  const isOptional = (snapshot["optional"] ?? info["optional"]) === "true";
  return {
    name,
    version,
    key: `${path}:`,
    folder: resolution["type"] === "directory" ? (text(resolution["directory"]) ?? null) : null,
    source: sourceOf(resolution, folder, () => registry(name, version)),
    systems: isOptional ? systemsOf(info) : null,
    optional: false,
    patch: form.isPatched(path) ? settings.patchOf(name, version, folder) : null,
    hasScripts: !isOptional && (info["requiresBuild"] === "true" || settings.isBuilt(name)),
    mayUse: Object.keys(optional),
    requires: references({ ...fields(snapshot["dependencies"]), ...optional }, form),
  };
}

function sourceOf(resolution: Fields, folder: string, address: () => string): NodeSource | undefined {
  const tarball = text(resolution["tarball"]);
  const hash = usableHash(resolution["integrity"]);
  if (tarball?.startsWith("file:") === true)
    return { kind: "file", path: expandPath(tarball.slice("file:".length), folder) };
  if (hash !== undefined) {
    const url = tarballUrl(tarball ?? address());
    return url === undefined ? undefined : { kind: "tarball", url, hash };
  }
  if (resolution["path"] !== undefined) return undefined;
  return gitSource(tarball ?? `git+${text(resolution["repo"])}#${text(resolution["commit"])}`);
}

/** Names that packages are used under, each with the path of its instance, or `link:` and a folder. */
function references(dependencies: Fields, form: PnpmForm): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(dependencies).flatMap(([name, value]) => {
      const reference = text(value) ?? text(fields(value)["version"]);
      return reference === undefined
        ? []
        : [[name, reference.startsWith("link:") ? reference : form.pathOf(name, reference)]];
    }),
  );
}

/** What each project of the workspace asks for, by its folder; a lock of a single project has no list of them before version 9. */
function readImporters(document: Fields, form: PnpmForm): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const importers = document["importers"] === undefined ? { ".": document } : fields(document["importers"]);
  return new Map(
    Object.entries(importers).map(([folder, value]) => {
      const importer = fields(value);
      const groups = ["devDependencies", "optionalDependencies", "dependencies"].map((group) =>
        fields(importer[group]),
      );
      return [folder, references(Object.assign({}, ...groups) as Fields, form)];
    }),
  );
}
