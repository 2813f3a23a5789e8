import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import { Diagnostics } from "../../diagnostics/diagnostic.ts";
import { HeldDiagnostics } from "../../diagnostics/held.ts";
import type { Evaluator, Platform } from "../../elixir/eval/api.ts";
import type { Crate } from "../../model/crate.ts";
import type { Dependency } from "../../model/dependency.ts";
import type { Lock } from "../../model/lock.ts";
import { type DependencyNatives, nothingNative } from "../../model/natives.ts";
import { joinPath } from "../../model/paths.ts";
import type { NightlyNeed, ToolchainFile } from "../../model/toolchain.ts";
import { knownOr } from "../../model/unknown.ts";
import { recipesOfPackage } from "../../recipes/recipes-for.ts";
import { cargoContext } from "../cargo/cargo-context.ts";
import type { loadToml } from "../cargo/toml.ts";
import { excludes } from "../mix/closure/want.ts";
import type { ProjectConfig } from "../mix/config.ts";
import { evaluatorFor } from "../mix/evaluator-for.ts";
import type { LoadedProject, MixContext } from "../mix/loaded-project.ts";
import { readMixProject } from "../mix/read-mix-project.ts";
import { type FoundNifs, findNifs } from "../nif/find-nifs.ts";
import { type AskedPlatform, nifsOnSystems } from "../nif/nifs-on-systems.ts";
import type { SourceProvider, SourceRequest, SourceTree } from "../sources/source-tree.ts";
import { artifactUrls } from "./artifact-urls.ts";
import { readBundlex } from "./bundlex.ts";
import { readChecksums } from "./checksums.ts";
import { readMake, readPlainMake } from "./make/read-make.ts";
import { candidates } from "./native-candidates.ts";
import { publishedFiles } from "./published-files.ts";
import { readRebarNative } from "./rebar-native.ts";

export interface NativesOptions {
  readonly deps: readonly Dependency[];
  readonly lock: Lock;
  /** Applications that had native parts when the project's files were written. */
  readonly native?: ReadonlySet<string>;
  /** Absolute. */
  readonly depsFolder: string;
  /** The project's: it holds for its dependencies, too. */
  readonly config: ProjectConfig;
  /** The same where the BEAM is for a platform. */
  readonly configOn: (platform: Platform) => ProjectConfig;
  /** What code asked of the platform while it was not told. */
  readonly askedPlatform: AskedPlatform;
  readonly target: string;
  readonly sources: SourceProvider;
  /** Git dependencies that were looked into already, by application. */
  readonly checkouts: SourceRequest["checkouts"];
  /** Those that could not be had, which is reported already. */
  readonly missing: ReadonlySet<string>;
  /** An evaluator that sees a dependency's files and nothing else. */
  newEvaluator(tree: SourceTree, cwd: string, mixEnv: string, platform?: Platform): Evaluator;
  /** The toolchain file of the project's own folders that holds in `depsFolder`, too. */
  readonly toolchain: ToolchainFile | null;
  readonly toml: Awaited<ReturnType<typeof loadToml>>;
  readonly diagnostics: DiagnosticSink;
}

/**
 * Looks into the sources of dependencies that may hold native code. One whose sources cannot be had, and only they would
 * say what is native in it, is an error: left out, its library would be missing from the release without a word.
 */
export async function readNatives(options: NativesOptions): Promise<readonly DependencyNatives[]> {
  const wanted = candidates(options.deps, options.lock, options.native);
  if (wanted.length === 0) return [];
  const { sources, lock, depsFolder, checkouts, missing } = options;
  const found = await sources.locate({ wanted, lock, depsFolder, checkouts });
  return wanted.flatMap(({ dep, fetch, rust, doubtful, silent = false }): DependencyNatives[] => {
    const tree = found.get(dep.app);
    if (tree !== undefined && !("missing" in tree)) return [readDependency(dep, tree, options)];
    const unread = rust || mayHoldNifs(dep, options.lock);
    if ((fetch || unread) && !silent && !missing.has(dep.app)) {
      const reason = tree?.missing ?? "they were not looked for";
      const code = doubtful && !unread ? "source-doubtful" : "source-missing";
      options.diagnostics.report(code, dep.place, { app: dep.app, reason });
    }
    const without = withoutSources(dep, options.lock);
    return [unread ? { ...without, unread } : without];
  });
}

/** The lock does not say what a git dependency requires; without Rustler in it there is none that needs it. */
function mayHoldNifs(dep: Dependency, lock: Lock): boolean {
  return dep.source.kind === "git" && (lock.has("rustler") || lock.has("rustler_precompiled"));
}

function readDependency(dep: Dependency, tree: SourceTree, options: NativesOptions): DependencyNatives {
  // What is odd inside of a dependency is for its authors. What the build then lacks, the plan reports.
  const own = new HeldDiagnostics(new Diagnostics());
  const { fs, folder } = tree;
  const contextOn = (diagnostics: DiagnosticSink, platform?: Platform): MixContext => ({
    project: folder,
    limit: folder,
    // Mix compiles every dependency in :prod unless told otherwise.
    mixEnv: "prod",
    target: options.target,
    fs,
    diagnostics,
    newEvaluator: (cwd, mixEnv) => options.newEvaluator(tree, cwd, mixEnv, platform),
  });
  const context = contextOn(own);
  const load = (there: MixContext): LoadedProject | undefined =>
    fs.exists(joinPath(folder, "mix.exs")) ? readMixProject(folder, "prod", there) : undefined;
  const loaded = load(context);
  const found = nifsOf(loaded, dep, context, options);
  const { nifs, crates } = nifsOnSystems(found, own, options.askedPlatform, (platform, sink) => {
    const there = contextOn(sink, platform);
    return nifsOf(load(there), dep, there, { ...options, config: options.configOn(platform) });
  });
  const precompiled = nifs.filter((nif) => nif.macro === "RustlerPrecompiled");
  const checksums = precompiled.flatMap((nif) => {
    const read = readChecksums(tree, nif.module);
    return read === undefined ? [] : [[nif.module, read] as const];
  });
  const requires = requiresOf(dep, loaded, options.lock);
  // Where mix.exs builds it, rebar.config is for others; where rebar3 does, it runs a Makefile only by a hook.
  const rebar =
    knownOr(dep.builder, loaded === undefined ? "rebar3" : "mix") === "rebar3" ? readRebarNative(tree) : undefined;
  return {
    ...withoutSources(dep, options.lock),
    requires,
    nifs,
    crates,
    cargoLocks: cargoLocks(crates, tree),
    checksums: Object.fromEntries(checksums),
    artifactUrls: artifactUrls(precompiled, Object.fromEntries(checksums), folder, () =>
      evaluatorOf(loaded, context, options),
    ),
    rebarPlugins: rebar?.plugins ?? [],
    make:
      rebar === undefined ? makeOf(requires, loaded, tree, () => evaluatorOf(loaded, context, options)) : rebar.make,
    data: shippedData(dep, requires, tree),
    files: publishedFiles(dep.app, tree, () => evaluatorOf(loaded, context, options)),
  };
}

/** Names of the data that a recipe says the package has files of. */
function shippedData(
  dep: Dependency,
  requires: readonly string[],
  { fs, folder }: SourceTree,
): DependencyNatives["data"] {
  const [data] = recipesOfPackage({ app: dep.app, requires, rebarPlugins: [] }).flatMap((recipe) => recipe.data ?? []);
  if (data === undefined) return null;
  const files = fs.list(joinPath(folder, data.shipped)).filter(({ name }) => name.endsWith(data.ending));
  return files.map(({ name }) => name.slice(0, -data.ending.length));
}

/** elixir_make says what it does in mix.exs; others that have a Makefile run it as it is. */
function makeOf(
  requires: readonly string[],
  loaded: LoadedProject | undefined,
  tree: SourceTree,
  newEvaluator: () => Evaluator,
): DependencyNatives["make"] {
  if (loaded === undefined) return readPlainMake(tree);
  if (requires.includes("bundlex")) return readBundlex(tree, newEvaluator);
  const compilers: readonly string[] = knownOr(loaded.mix.compilers, []);
  const uses = ["elixir_make", "cc_precompiler"].some((app) => requires.includes(app) || compilers.includes(app));
  return uses ? readMake(loaded.config, tree) : null;
}

/**
 * What the lock says of a Hex package. Of a git dependency it says nothing, its mix.exs does: of that, what the chosen
 * environment needs, since what cannot be asked counts as requiring all there is.
 */
function requiresOf(dep: Dependency, loaded: LoadedProject | undefined, lock: Lock): readonly string[] {
  if (dep.source.kind !== "git") return withoutSources(dep, lock).requires;
  if (loaded === undefined) return [];
  const declared = [...loaded.deps.certain, ...loaded.deps.possible].filter((each) => !excludes(each, loaded.mixEnv));
  return [...new Set(declared.map(({ app }) => app))].filter((app) => dep.requires.includes(app));
}

function withoutSources(dep: Dependency, lock: Lock): DependencyNatives {
  const entry = lock.get(dep.app);
  return {
    ...nothingNative(dep.app),
    requires: entry?.kind === "hex" ? entry.requires.map((required) => required.app) : [],
  };
}

function nifsOf(
  loaded: LoadedProject | undefined,
  dep: Dependency,
  context: MixContext,
  options: NativesOptions,
): FoundNifs {
  if (loaded === undefined) return { nifs: [], crates: [] };
  const { project, limit, fs, diagnostics } = context;
  const found = findNifs(
    {
      project,
      limit,
      mixEnv: "prod",
      projects: [loaded.mix],
      newEvaluator: () => evaluatorOf(loaded, context, options),
      projectConfig: () => loaded.config,
      config: options.config,
      lock: options.lock,
      // An optional one is there or not depending on how the dependency is built, which is decided later.
      hasDependency: () => undefined,
      diagnostics,
      fs,
    },
    cargoContext({ fs, project, limit, diagnostics, toml: options.toml, foreign: true }),
  );
  return { nifs: found.nifs, crates: found.crates.map((crate) => asSeenFromProject(crate, dep, options.toolchain)) };
}

/**
 * Rustup looks for a toolchain file in the folders above deps/, too. What a dependency's own files say is reported where
 * the project names the dependency.
 */
function asSeenFromProject(crate: Crate, dep: Dependency, outer: ToolchainFile | null): Crate {
  const own = <T extends ToolchainFile | NightlyNeed>(from: T): T => ({
    ...from,
    path: `deps/${dep.app}/${from.path}`,
    place: dep.place,
  });
  return {
    ...crate,
    tools: crate.tools.map((tool) => ({ ...tool, place: dep.place })),
    toolchain: crate.toolchain === null ? outer : own(crate.toolchain),
    nightly: crate.nightly === null ? null : own(crate.nightly),
  };
}

function evaluatorOf(loaded: LoadedProject | undefined, context: MixContext, options: NativesOptions): Evaluator {
  const { configFor } = options.config;
  if (loaded !== undefined) return evaluatorFor(loaded, context, configFor);
  const evaluator = context.newEvaluator(context.project, "prod");
  evaluator.setApplicationEnv(configFor);
  return evaluator;
}

function cargoLocks(crates: readonly Crate[], { fs, folder }: SourceTree): Readonly<Record<string, string>> {
  const paths = [...new Set(crates.flatMap((crate) => crate.cargoLock ?? []))];
  const texts = paths.flatMap((path) => {
    const text = fs.readText(joinPath(folder, path));
    return text === undefined ? [] : [[path, text] as const];
  });
  return Object.fromEntries(texts);
}
