import type { HexLockEntry } from "../../model/lock.ts";
import type { Network } from "../../ports/network.ts";
import { movedTo } from "./archive.ts";
import { type CachePlace, cachePath, hexCachePlace, liesInDeps, ownCachePlace } from "./on-this-machine.ts";
import type { CodeSize, PackageCode, PackagesRequest } from "./source-tree.ts";
import type { LocatedSource, LocateSources, SourceProgress, SourcesWorld } from "./sources.ts";

/** Without an answer for so many, nobody asks for the others, and nothing is said of them: whoever has no network does not wait for each. */
const attempts = 3;

export interface PackageCodesWorld {
  /** Without the network. */
  readonly world: SourcesWorld;
  readonly locate: LocateSources;
  /** Undefined forbids it. */
  readonly network: (() => Promise<Network | undefined>) | undefined;
  readonly onProgress: ((progress: SourceProgress) => void) | undefined;
}

/**
 * The code of packages: where deps/ has it as it is locked, that; else what is known of it, or a tarball of a cache, or a download. That a package
 * says nothing of what is looked for is kept beside the tarballs, so that it is unpacked once.
 */
export async function packageCodes(
  { entries, sizeOfPlain }: PackagesRequest,
  { world, locate, network, onProgress }: PackageCodesWorld,
): Promise<ReadonlyMap<string, PackageCode>> {
  const codes = new Map<string, PackageCode>();
  const here = whatIsHere(world, sizeOfPlain !== undefined);
  const wanted = entries.filter((entry) => {
    const known = here.known(entry);
    codes.set(entry.app, known ?? notHere);
    return known === undefined;
  });
  const take = (found: ReadonlyMap<string, LocatedSource>): void => {
    for (const entry of wanted) {
      const source = found.get(entry.app);
      if (source?.kind === "missing") codes.set(entry.app, source);
      else if (source?.kind === "archive") {
        const size = sizeOfPlain?.(source.files) ?? null;
        if (size === null) {
          codes.set(entry.app, { kind: "archive", files: movedTo(`${world.depsPath}/${entry.app}`, source.files) });
        } else {
          codes.set(entry.app, { kind: "plain", ...size });
          world.bytes.write(
            cachePath(sizePlace(entry, world)),
            new TextEncoder().encode(`${size.files} ${size.bytes}\n`),
          );
        }
      }
    }
  };
  const unpacked = wanted.filter(here.hasTarball);
  // What unpacks and fetches is a part of the program that is not read into memory for nothing.
  if (unpacked.length > 0) take(await locate(unpacked, { ...world, network: undefined }));
  const missing = wanted.filter(({ app }) => codes.get(app)?.kind === "missing");
  if (missing.length === 0 || network === undefined) return codes;
  const online = { ...world, network: await network() };
  const [tried, rest] = [missing.slice(0, attempts), missing.slice(attempts)];
  take(await locate(tried, online));
  const answers = tried.map(({ app }) => codes.get(app) ?? notHere);
  if (answers.every(({ kind }) => kind === "missing")) {
    for (const { app } of rest) codes.set(app, answers[0] ?? notHere);
  } else take(await locate(rest, { ...online, ...(onProgress === undefined ? {} : { onProgress }) }));
  return codes;
}

const notHere: PackageCode = { kind: "missing", reason: "it is not on this machine, and downloads are not allowed" };

/** A look at each folder in place of several at what every package might have in it: of hundreds most have nothing. */
function whatIsHere(
  world: SourcesWorld,
  sizesDo: boolean,
): {
  readonly known: (entry: HexLockEntry) => PackageCode | undefined;
  readonly hasTarball: (entry: HexLockEntry) => boolean;
} {
  const folders = new Map<string, ReadonlySet<string>>();
  const holds = (folder: string, name: string): boolean => {
    const names = folders.get(folder) ?? new Set(world.fs.list(folder).map((each) => each.name));
    folders.set(folder, names);
    return names.has(name);
  };
  const has = ({ folder, name }: CachePlace): boolean => holds(folder, name);
  return {
    known: (entry) => {
      if (holds(world.depsPath, entry.app) && liesInDeps(entry, world)) return { kind: "folder" };
      const size = sizesDo && has(sizePlace(entry, world)) ? keptSize(entry, world) : undefined;
      return size && { kind: "plain", ...size };
    },
    hasTarball: (entry) => has(hexCachePlace(entry, world)) || has(ownCachePlace(entry, world)),
  };
}

/** Named by what was looked for as well: another version of this program may look for more. */
const sizePlace = (entry: HexLockEntry, world: SourcesWorld): CachePlace => ownCachePlace(entry, world, "plain-1");

function keptSize(entry: HexLockEntry, world: SourcesWorld): CodeSize | undefined {
  if (entry.outerChecksum === null && entry.innerChecksum === null) return undefined;
  const bytes = world.bytes.read(cachePath(sizePlace(entry, world)), 64);
  const [, files, size] = /^(\d+) (\d+)\n$/.exec(bytes === undefined ? "" : new TextDecoder().decode(bytes)) ?? [];
  return files === undefined ? undefined : { files: Number(files), bytes: Number(size) };
}
