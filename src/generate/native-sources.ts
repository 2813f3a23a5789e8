import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { nodeByteFiles } from "../ports/node-byte-files.ts";
import { nodeFileSystem as fs } from "../ports/node-file-system.ts";
import { userCache, userHome } from "../ports/user-folders.ts";
import type { Candidate } from "../read/natives/candidates.ts";
import type { MissingSource, SourceProvider, SourceRequest, SourceTree } from "../read/natives/source-tree.ts";
import type { LocatedSource, SourcesWorld } from "../read/sources/sources.ts";
import type { Run } from "./run.ts";

/** The sources of dependencies as this machine and Hex have them; `offline` forbids the network. */
export function nativeSources(run: Run, diagnostics: DiagnosticSink): SourceProvider {
  return async (request) => {
    const { onProgress } = run;
    const world = await sourcesWorld(run.env ?? process.env, request, diagnostics);
    const { locateSources } = await import("../read/sources/sources.ts");
    const locate = async (wanted: readonly Candidate[], network: SourcesWorld["network"]) =>
      locateSources(
        wanted.flatMap(({ dep }) => request.lock.get(dep.app) ?? []),
        { ...world, network, ...(network === undefined || onProgress === undefined ? {} : { onProgress }) },
      );
    const near = await locate(
      request.wanted.filter((candidate) => !candidate.fetch),
      undefined,
    );
    const far = await locate(
      request.wanted.filter((candidate) => candidate.fetch),
      run.offline === true ? undefined : await network(world),
    );
    return new Map([...near, ...far].map(([app, source]) => [app, treeOf(source)]));
  };
}

/** Where nothing is and nothing can be written. */
const nowhere = "/dev/null/nowhere";

async function network({ hex }: SourcesWorld): Promise<SourcesWorld["network"]> {
  const { nodeNetwork } = await import("../ports/node-network.ts");
  return nodeNetwork(hex.route);
}

async function sourcesWorld(
  env: NonNullable<Run["env"]>,
  { depsFolder }: SourceRequest,
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
    cachePath: userCache(env) ?? nowhere,
    // What is missing is reported by whoever wanted it; here only what is wrong.
    diagnostics: {
      report: (code, place, args) => {
        if (code !== "source-missing") diagnostics.report(code, place, args);
      },
    },
  };
}

function treeOf(source: LocatedSource): SourceTree | MissingSource {
  return source.kind === "missing" ? { missing: source.reason } : { fs: source.files, root: source.path };
}
