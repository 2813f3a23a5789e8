import { crateAddress, isOfCratesIo } from "../../model/crates-io.ts";
import { Malformed } from "../../model/malformed.ts";
import { joinPath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import type { ByteFiles } from "../../ports/byte-files.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { gunzip } from "../../ports/gunzip.ts";
import { lazyCrypto } from "../../ports/lazy-builtins.ts";
import { type Network, NetworkFault } from "../../ports/network.ts";
import { trimEnd } from "../../text/trim-end.ts";
import type { Archive } from "../sources/archive.ts";
import { download } from "../sources/download.ts";
import { runBounded } from "../sources/run-bounded.ts";
import { tarEntries } from "../sources/tar.ts";
import { cargoContext } from "./cargo-context.ts";
import type { LockedPackage } from "./cargo-lock.ts";
import { gitSource } from "./git-source.ts";
import { nameAndVersion } from "./inherited.ts";
import { type PackageManifest, manifestOf, packageName, readManifest } from "./manifest.ts";
import type { ParseToml } from "./toml.ts";
import { findWorkspaceRoot } from "./workspace-root.ts";

/** What finding the manifests of published crates needs of the machine. */
export interface CrateWorld {
  readonly fs: ReadFileSystem;
  readonly bytes: ByteFiles;
  /** Undefined forbids the network. */
  readonly network: Network | undefined;
  /** Milliseconds. */
  readonly timeout: number;
  readonly concurrency: number;
  /** Absolute: cargo's own folder, which has what it downloaded; undefined where nothing says which it is. */
  readonly cargoHome: string | undefined;
  /** Absolute: the folder where downloads are kept. */
  readonly cachePath: string;
  /** Absolute: folders that cargo's configuration names as vendored. */
  readonly vendored: readonly string[];
  readonly toml: ParseToml;
  /** The files of a repository at a commit, or why they cannot be had. */
  checkout(url: string, rev: string): Promise<Archive | { readonly missing: string }>;
}

export interface MissingManifest {
  /** One clause, for a person. */
  readonly missing: string;
}

const crateLimit = 32 << 20;
const contentsLimit = 256 << 20;
/** What a package's name and version may be made of (crates.io); they become part of paths and of an address. */
const plain = /^[A-Za-z0-9_-]+$/;
const plainVersion = /^[0-9A-Za-z.+-]+$/;

/**
 * Finds manifests of locked packages: in a vendored folder, in cargo's cache, in our own, by a download; of crates from git in the
 * repository. Archives are verified against the lock. Never rejects for what files or the network do.
 */
export async function crateManifests(
  wanted: readonly LockedPackage[],
  world: CrateWorld,
): Promise<ReadonlyMap<LockedPackage, PackageManifest | MissingManifest>> {
  const found = new Map<LockedPackage, PackageManifest | MissingManifest>();
  const far: LockedPackage[] = [];
  for (const locked of wanted) {
    const here = atHand(locked, world);
    if (here === undefined) far.push(locked);
    else found.set(locked, here);
  }
  await runBounded(far, world.concurrency, async (locked) => {
    found.set(locked, await fetched(locked, world));
  });
  return found;
}

function atHand(locked: LockedPackage, world: CrateWorld): PackageManifest | MissingManifest | undefined {
  const { name, version, source, checksum } = locked;
  if (source === null) return { missing: "it is a folder that cannot be found" };
  if (!plain.test(name) || !plainVersion.test(version)) return { missing: "its name or version is none" };
  for (const folder of world.vendored) {
    for (const path of [`${name}-${version}`, name].map((each) => joinPath(folder, each, "Cargo.toml"))) {
      const text = world.fs.readText(path);
      const made = text === undefined ? undefined : parsed(text, path, world.toml);
      if (made !== undefined && isOf(made, locked)) return made;
    }
  }
  if (source.startsWith("git+")) return undefined;
  if (checksum === null) return { missing: "the lock has no checksum to verify it by" };
  for (const path of cached(locked, world)) {
    const bytes = world.bytes.read(path, crateLimit);
    const made = bytes === undefined ? undefined : unpacked(bytes, locked, world.toml);
    if (made !== undefined && "manifest" in made) return made;
  }
  return undefined;
}

/** In the folders that cargo keeps of each registry, and in our own. */
function cached({ name, version, checksum }: LockedPackage, world: CrateWorld): readonly string[] {
  const own = ownPath(checksum as string, world);
  if (world.cargoHome === undefined) return [own];
  const registries = joinPath(world.cargoHome, "registry/cache");
  const folders = world.fs.list(registries).filter(({ directory }) => directory);
  return [...folders.map((folder) => joinPath(registries, folder.name, `${name}-${version}.crate`)), own];
}

const ownPath = (checksum: string, world: CrateWorld): string =>
  /^[0-9a-f]{64}$/.test(checksum) ? `${world.cachePath}/${checksum}.crate` : `${world.cachePath}/nothing`;

async function fetched(locked: LockedPackage, world: CrateWorld): Promise<PackageManifest | MissingManifest> {
  const { name, version, source, checksum } = locked;
  const git = gitSource(source ?? "");
  if (git !== undefined) {
    const files = await world.checkout(git.url, git.rev);
    return "missing" in files ? files : inRepository(files, locked, world.toml);
  }
  if (!isOfCratesIo(source)) return { missing: "it is of a registry that is not asked" };
  if (world.network === undefined) return { missing: "it is not on this machine, and downloads are not allowed" };
  try {
    const { network, timeout } = world;
    const bytes = await download(
      { url: crateAddress(name, version), authorization: undefined },
      { network, timeout, limit: crateLimit },
    );
    const made = unpacked(bytes, locked, world.toml);
    if ("manifest" in made) world.bytes.write(ownPath(checksum as string, world), bytes);
    return made;
  } catch (error) {
    if (error instanceof NetworkFault) return { missing: error.message };
    throw error;
  }
}

function unpacked(bytes: Uint8Array, locked: LockedPackage, toml: ParseToml): PackageManifest | MissingManifest {
  if (lazyCrypto().createHash("sha256").update(bytes).digest("hex") !== locked.checksum)
    return { missing: "its checksum is not that of the lock" };
  const path = `${locked.name}-${locked.version}/Cargo.toml`;
  const tar = gunzip(bytes, contentsLimit);
  if (tar === undefined) return { missing: CANNOT_BE_UNPACKED };
  try {
    for (const entry of tarEntries(tar)) {
      if (!("data" in entry) || entry.path !== path) continue;
      return parsed(new TextDecoder().decode(entry.data), `/${path}`, toml) ?? { missing: "its Cargo.toml is no TOML" };
    }
    return { missing: "it has no Cargo.toml" };
  } catch (error) {
    if (error instanceof Malformed) return { missing: error.message };
    return { missing: CANNOT_BE_UNPACKED };
  }
}

const CANNOT_BE_UNPACKED = "it cannot be unpacked, or is too large";

function parsed(text: string, path: string, toml: ParseToml): PackageManifest | undefined {
  try {
    return { manifest: manifestOf(path, new SourceFile(path, text), toml(text)), root: undefined };
  } catch {
    return undefined;
  }
}

const isOf = (found: PackageManifest, { name, version }: LockedPackage): boolean =>
  nameAndVersion(found) === `${name} ${version}`;

/** The package of that name in a repository; the nearest to its top where there are several of one name and version. */
function inRepository(files: Archive, locked: LockedPackage, toml: ParseToml): PackageManifest | MissingManifest {
  const silent = { report: (): void => {} };
  const context = cargoContext({
    fs: files,
    project: files.path,
    limit: files.path,
    diagnostics: silent,
    toml,
    foreign: true,
  });
  for (const folder of foldersOf(files)) {
    const path = joinPath(folder, "Cargo.toml");
    const manifest = files.exists(path) ? readManifest(context, path) : undefined;
    if (manifest === undefined || packageName(manifest) !== locked.name) continue;
    const found = { manifest, root: findWorkspaceRoot(context, manifest)?.manifest };
    if (isOf(found, locked)) return found;
  }
  return { missing: `its repository has no ${locked.name} ${locked.version}` };
}

function* foldersOf(files: Archive): Generator<string> {
  const left = [trimEnd(files.path, "/")];
  for (let folder = left.shift(); folder !== undefined; folder = left.shift()) {
    yield folder;
    for (const { name, directory } of files.list(folder)) if (directory) left.push(joinPath(folder, name));
  }
}
