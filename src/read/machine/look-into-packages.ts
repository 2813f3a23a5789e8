import type { Beside, Dependency } from "../../model/dependency.ts";
import type { GitLockEntry, HexLockEntry, Lock } from "../../model/lock.ts";
import { joinPath } from "../../model/paths.ts";
import { knownOr } from "../../model/unknown.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { fetchedSources } from "../mix/fetched-sources.ts";
import type { Archive } from "../sources/archive.ts";
import { mounted } from "../sources/mounted.ts";
import type { CodeSize, SourceProvider } from "../sources/source-tree.ts";
import { compilersIn } from "./compilers.ts";
import { type KnownCode, sizeOfPlain } from "./package-sources.ts";

/** The packages of a project, and where they are read. */
export interface PackagesWorld {
  readonly dependencies: readonly Dependency[];
  readonly lock: Lock;
  /** Absolute. */
  readonly depsFolder: string;
  readonly fs: ReadFileSystem;
  readonly sources: Pick<SourceProvider, "packages" | "checkout">;
}

/** Packages as if all of them lay in deps/, as far as they can be had. */
export interface LookedInto {
  readonly fs: ReadFileSystem;
  readonly known: KnownCode;
  /** Reasons, by application. */
  readonly missing: ReadonlyMap<string, string>;
}

/**
 * Has the code of packages of Hex that Mix compiles: from deps/ where it is what is locked, else from where it can be had, so that with and
 * without `mix deps.get` the same is read. Of those in which nobody looks for anything only the size is kept.
 * @param wanted says of the text of a module whether anybody looks at it.
 */
export async function lookIntoPackages(world: PackagesWorld, wanted: (text: string) => boolean): Promise<LookedInto> {
  const { dependencies, lock, depsFolder, fs, sources } = world;
  const entries = dependencies.flatMap(({ app, inProd, sourceOnly, builder }): HexLockEntry[] => {
    const entry = lock.get(app);
    const isRead = inProd !== false && !sourceOnly && knownOr(builder, "mix") === "mix";
    return isRead && entry?.kind === "hex" ? [entry] : [];
  });
  const plain = (files: Archive): CodeSize | null =>
    compilersIn(files.readText(joinPath(files.path, "mix.exs")) ?? "").length > 0
      ? null
      : sizeOfPlain(files.path, files, wanted);
  const codes = await sources.packages({ entries, depsFolder, sizeOfPlain: plain });
  const archives: Archive[] = [];
  const known = new Map<string, CodeSize | "missing">();
  const missing = new Map<string, string>();
  for (const [app, code] of codes) {
    if (code.kind === "archive") archives.push(code.files);
    else if (code.kind === "plain") known.set(app, code);
    else if (code.kind === "missing") {
      known.set(app, "missing");
      missing.set(app, code.reason);
    }
  }
  return { fs: mounted(fs, new Map(archives.map((archive) => [archive.path, archive]))), known, missing };
}

/** So often what is laid beside a package may lead to more of it. */
const generations = 8;

/**
 * What packages read beside them, which is known as far as that is there: what they look for is had as well.
 * @param read what they read with the files given.
 * @returns what was read last, with the files that were there then.
 */
export async function withSiblings<Reading extends { readonly besides: readonly Beside[] }>(
  { fs, missing }: LookedInto,
  { dependencies, lock, depsFolder, sources }: Omit<PackagesWorld, "fs">,
  read: (fs: ReadFileSystem) => Reading,
): Promise<{ readonly fs: ReadFileSystem; readonly missing: LookedInto["missing"]; readonly reading: Reading }> {
  const had = new Set<string>();
  const reasons = new Map(missing);
  let seen = fs;
  let reading = read(seen);
  for (let generation = 0; generation < generations; generation++) {
    const { besides } = reading;
    const named = new Set(besides.flatMap(({ name, path }) => (path === null && !had.has(name) ? [name] : [])));
    const entries = dependencies.flatMap(({ app }) => (named.has(app) ? (lock.get(app) ?? []) : []));
    if (entries.length === 0) break;
    for (const { app } of entries) had.add(app);
    const isHex = (entry: (typeof entries)[number]): entry is HexLockEntry => entry.kind === "hex";
    // oxlint-disable-next-line no-await-in-loop
    const codes = await sources.packages({ entries: entries.filter(isHex), depsFolder });
    const archives = [...codes].flatMap(([app, code]): Archive[] => {
      if (code.kind === "missing") reasons.set(app, code.reason);
      return code.kind === "archive" ? [code.files] : [];
    });
    for (const entry of entries) {
      if (isHex(entry) || fetchedSources(entry, depsFolder, seen) !== undefined) continue;
      // oxlint-disable-next-line no-await-in-loop
      const found = await sources.checkout(entry satisfies GitLockEntry, joinPath(depsFolder, entry.app));
      if ("missing" in found) reasons.set(entry.app, found.missing);
      else archives.push(found);
    }
    if (archives.length === 0) break;
    seen = mounted(seen, new Map(archives.map((archive) => [archive.path, archive])));
    reading = read(seen);
  }
  return { fs: seen, missing: reasons, reading };
}
