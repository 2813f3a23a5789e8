import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { type LockEntry, takenFolder } from "../model/lock.ts";
import { joinPath } from "../model/paths.ts";
import { type ReadFileSystem, UnreadableFile } from "../ports/file-system.ts";
import { measuredFileSystem } from "../ports/measured-file-system.ts";
import { nodeByteFiles } from "../ports/node-byte-files.ts";
import { nodeFileSystem } from "../ports/node-file-system.ts";
import { privateCache, trimCache, withGitCache } from "../ports/private-cache.ts";
import type { RunBudget } from "../ports/run-budget.ts";
import { userHome } from "../ports/user-folders.ts";
import type { Archive } from "../read/sources/archive.ts";
import type { MissingSource, SourceProvider, SourceTree } from "../read/sources/source-tree.ts";
import type { LocatedSource, LocateSources, SourcesWorld } from "../read/sources/sources.ts";
import type { Run } from "./run.ts";

/** The sources of dependencies as this machine, Hex and git have them; `offline` forbids the network. */
export function nativeSources(run: Run, budget: RunBudget, diagnostics: DiagnosticSink): SourceProvider {
  const env = run.env ?? process.env;
  const mayFetch = run.offline !== true;
  const fs = measuredFileSystem(nodeFileSystem, budget);
  const locateOnce = keepingArchives();
  const measured = (tree: SourceTree | MissingSource): SourceTree | MissingSource =>
    "fs" in tree ? { ...tree, fs: measuredFileSystem(tree.fs, budget) } : tree;
  let known: Promise<SourcesWorld> | undefined;
  /** Hex's settings are read once, where they are needed; deps/ is the same for all of a run. */
  const worldOf = (depsFolder: string): Promise<SourcesWorld> =>
    (known ??= sourcesWorld(env, run.project, depsFolder, fs, diagnostics).then((world) => ({ ...world, bytes })));
  let added = false;
  const bytes: SourcesWorld["bytes"] = {
    ...nodeByteFiles,
    write: (path, data) => {
      const isWritten = nodeByteFiles.write(path, data);
      added ||= isWritten;
      return isWritten;
    },
  };
  /** Most runs add nothing to the cache, and to look at all in it takes its time. */
  const trim = ({ cachePath }: SourcesWorld): void => {
    if (added) trimCache(cachePath, "tarballs");
    added = false;
  };
  /** The same, with the network where that is allowed. */
  const online = async (world: SourcesWorld): Promise<SourcesWorld> => ({
    ...world,
    network: mayFetch ? await network(world) : undefined,
    ...(mayFetch && run.onProgress !== undefined ? { onProgress: run.onProgress } : {}),
  });
  return {
    async locate(request) {
      const world = await worldOf(request.depsFolder);
      const locate = async (fetch: boolean): ReturnType<LocateSources> => {
        const entries = request.wanted
          .filter((candidate) => candidate.fetch === fetch && !request.checkouts.has(candidate.dep.app))
          .flatMap(({ dep }) => request.lock.get(dep.app) ?? []);
        return entries.length === 0 ? new Map() : locateOnce(entries, fetch ? await online(world) : world);
      };
      const near = await locate(false);
      const far = await locate(true);
      trim(world);
      return new Map([
        ...[...near, ...far].map(([app, source]) => [app, measured(treeOf(source))] as const),
        ...[...request.checkouts].map(
          ([app, files]) => [app, measured(treeOfCheckout(files, request.lock.get(app)))] as const,
        ),
      ]);
    },
    async packages(request) {
      const world = await worldOf(request.depsFolder).catch((error: unknown) => {
        // Whoever needs the sources of a package says that Hex's settings cannot be read.
        if (!(error instanceof UnreadableFile)) throw error;
        return `the settings of Hex cannot be read (${error.reason})`;
      });
      if (typeof world === "string")
        return new Map(request.entries.map(({ app }) => [app, { kind: "missing", reason: world }] as const));
      const { packageCodes } = await import("../read/sources/package-codes.ts");
      const found = await packageCodes(request, {
        world,
        locate: locateOnce,
        network: mayFetch ? () => network(world) : undefined,
        onProgress: run.onProgress,
      });
      trim(world);
      return found;
    },
    async outerChecksums(entries, depsFolder) {
      const written = fs.readText(`${run.project}/nix/deps.nix`) ?? "";
      const { outerChecksums, writtenChecksums } = await import("../read/sources/outer-checksums.ts");
      return outerChecksums(entries, writtenChecksums(written), async (wanted) => {
        const found = await locateOnce(wanted, { ...(await online(await worldOf(depsFolder))), wantsChecksums: true });
        return new Map(
          [...found].flatMap(([app, source]) => {
            const checksum = source.kind === "missing" ? undefined : source.outerChecksum;
            return checksum === undefined ? [] : [[app, checksum] as const];
          }),
        );
      });
    },
    async checkout(entry, path) {
      const [{ gitSource }, { nodeGit }] = await Promise.all([
        import("../read/sources/git-source.ts"),
        import("../ports/node-git.ts"),
      ]);
      const tell = (step: "start" | "slow" | "done" | "failed"): void =>
        run.onProgress?.({ app: entry.app, step, finished: 1, total: 1 });
      return withGitCache(env, run.project, (cachePath) =>
        gitSource(entry, path, { git: nodeGit(env, tell), cachePath, mayFetch }),
      );
    },
  };
}

/** Finds sources; where no cache keeps what was fetched, this run does. */
function keepingArchives(): LocateSources {
  const kept = new Map<string, LocatedSource>();
  const keyOf = (entry: LockEntry): string | null =>
    entry.kind === "hex" ? (entry.outerChecksum ?? entry.innerChecksum) : null;
  return async (wanted, world) => {
    const { locateSources } = await import("../read/sources/sources.ts");
    if (world.cachePath !== nowhere) return locateSources(wanted, world);
    const known = wanted.flatMap((entry) => {
      const source = kept.get(keyOf(entry) ?? "");
      return source === undefined ? [] : [[entry.app, source] as const];
    });
    const had = new Set(known.map(([app]) => app));
    const others = wanted.filter(({ app }) => !had.has(app));
    const found = await locateSources(others, world);
    for (const entry of others) {
      const source = found.get(entry.app);
      const key = keyOf(entry);
      if (source?.kind === "archive" && source.from === "download" && key !== null) kept.set(key, source);
    }
    return new Map([...known, ...found]);
  };
}

/** Where nothing is and nothing can be written. */
const nowhere = "/dev/null/nowhere";

export async function network({ hex }: Pick<SourcesWorld, "hex">): Promise<SourcesWorld["network"]> {
  const { nodeNetwork } = await import("../ports/node-network.ts");
  return nodeNetwork(hex.route);
}

/** What finding sources needs of the machine, without the network. */
export async function sourcesWorld(
  env: NonNullable<Run["env"]>,
  project: string,
  depsFolder: string,
  fs: ReadFileSystem,
  diagnostics: DiagnosticSink,
): Promise<SourcesWorld> {
  const { readHexSettings } = await import("../read/sources/hex-settings.ts");
  const home = userHome(env) ?? nowhere;
  return {
    fs,
    bytes: nodeByteFiles,
    network: undefined,
    hex: readHexSettings(env, home, fs),
    depsPath: depsFolder,
    cachePath: privateCache(env, "tarballs", [project]) ?? nowhere,
    // What is missing is reported by whoever wanted it; here only what is wrong.
    diagnostics: {
      report: (code, place, args) => {
        if (code !== "source-missing") diagnostics.report(code, place, args);
      },
    },
  };
}

/** The dependency's own folder of a repository, as Mix takes it. */
function treeOfCheckout(files: Archive, entry: LockEntry | undefined): SourceTree | MissingSource {
  const taken = entry?.kind === "git" ? takenFolder(entry.options) : ".";
  const folder = joinPath(files.path, taken);
  return files.isDirectory(folder) ? { fs: files, folder } : { missing: `its repository has no folder ${taken}` };
}

function treeOf(source: LocatedSource): SourceTree | MissingSource {
  return source.kind === "missing" ? { missing: source.reason } : { fs: source.files, folder: source.path };
}
