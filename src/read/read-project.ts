import { Diagnostics, type DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { HeldDiagnostics } from "../diagnostics/held.ts";
import type { Platform } from "../elixir/eval/api.ts";
import type { Parse } from "../elixir/parse/tree.ts";
import type { BeamRequests } from "../model/beam.ts";
import type { MixProject } from "../model/mix-project.ts";
import type { PublishedArtifacts } from "../model/natives.ts";
import type { NifModule } from "../model/nif-module.ts";
import { expandPath, isInside, joinPath, relativePath } from "../model/paths.ts";
import { projectCrates } from "../model/project-crates.ts";
import type { Project } from "../model/project.ts";
import type { ReadFileSystem } from "../ports/file-system.ts";
import type { RunBudget } from "../ports/run-budget.ts";
import { readAssets } from "./assets/read-assets.ts";
import { buildFiles } from "./build-files/build-files.ts";
import { crateFiles, smallestBuildRoot } from "./build-files/build-root.ts";
import { type CargoContext, cargoContext } from "./cargo/cargo-context.ts";
import { withoutRepository } from "./cargo/no-repository.ts";
import { loadToml } from "./cargo/toml.ts";
import { toolchainFileFor } from "./cargo/toolchain-file.ts";
import { type Evaluators, evaluators } from "./evaluators.ts";
import type { WorkTree } from "./git/work-tree.ts";
import { makesOfCompilers } from "./machine/compilers.ts";
import { compiledOf, cratePrograms } from "./machine/crate-programs.ts";
import { reportDistillery } from "./machine/distillery.ts";
import { projectNeeds } from "./machine/project-needs.ts";
import { readPackages } from "./machine/read-packages.ts";
import { reportDockerfiles } from "./machine/report-dockerfiles.ts";
import type { ProjectConfig } from "./mix/config.ts";
import { appConfigurations, configuredApps } from "./mix/config/configured-apps.ts";
import { keywordGet } from "./mix/keyword-get.ts";
import { type MixReading, readMix } from "./mix/read-mix.ts";
import { type ReadingWithCheckouts, readWithCheckouts } from "./mix/read-with-checkouts.ts";
import { readingLimit } from "./mix/reading-limit.ts";
import { mayReadConfigAtStart } from "./mix/releases.ts";
import { reportingParse } from "./mix/reporting-parse.ts";
import { readBeamRequests, toolVersions, type ToolVersions } from "./mix/tool-versions.ts";
import { withOuterChecksums } from "./mix/with-outer-checksums.ts";
import { ownMakes } from "./natives/make/own-makes.ts";
import { elixirFiles } from "./nif/elixir-files.ts";
import { findNifs } from "./nif/find-nifs.ts";
import { type LoaderSettings, type NifContext, nifContext } from "./nif/nif-context.ts";
import { nifsOnSystems } from "./nif/nifs-on-systems.ts";
import type { SourceProvider } from "./sources/source-tree.ts";

export interface ReadProjectOptions {
  /** Absolute, without symbolic links: the folder of mix.exs. */
  readonly project: string;
  /** MIX_ENV; "prod" where it is left out. */
  readonly mixEnv?: string;
  /** MIX_TARGET; "host" where it is left out. */
  readonly target?: string;
  /** Absolute: nothing outside is read, path dependencies aside; the Git repository's folder where it is left out. */
  readonly limit?: string;
  readonly fs: ReadFileSystem;
  readonly parse: Parse;
  /** Files and folders that the build reads besides what is known, relative to the project; outside of `limit` they do not count. */
  readonly include?: readonly string[] | null;
  /** Environment variables that the release's build is given; no others are set. */
  readonly env?: Readonly<Record<string, string>>;
  /** Attributes of nixpkgs whose programs the release's build and the release find, beside those that each has. */
  readonly given?: {
    readonly build: readonly string[];
    readonly run: readonly string[];
    /** The same for builds of dependencies, by application. */
    readonly packages?: Readonly<Record<string, readonly string[]>>;
  };
  /** Front ends that the settings have built: commands of a shell, by the folder in which they run. */
  readonly frontEnds?: Readonly<Record<string, readonly string[]>>;
  /** Folders of crates whose programs compilers of the project have cargo build, relative to the project. */
  readonly programs?: readonly string[];
  /** Mix tasks of the settings that the release's build runs, with their arguments; they may read anything. */
  readonly tasks?: readonly string[];
  /** NIF modules that are left out, whatever their options and crates are. */
  readonly skippedNifs?: ReadonlySet<string>;
  /** What the settings say of modules that load their libraries themselves. */
  readonly loaders?: LoaderSettings;
  /** Finds the sources of dependencies that may hold native code; where it is left out, nothing is known of those. */
  readonly sources?: SourceProvider;
  /** Dependencies that had native parts when the project's files were written. */
  readonly native?: ReadonlySet<string>;
  /** Dependencies that read something beside them when the project's files were written. */
  readonly readers?: ReadonlySet<string>;
  /** What Elixir and Erlang/OTP the project is evaluated with, from what it asks for; that itself where it is left out. */
  readonly versionsFor?: (asked: BeamRequests) => ToolVersions;
  /** What git knows of the repository; where it is left out, nothing is said of it. */
  readonly tree?: WorkTree | undefined;
  readonly diagnostics: DiagnosticSink;
  /** Pays for parsing and evaluating; what is read is paid for by `fs`. Without limits where it is left out. */
  readonly budget?: RunBudget;
}

/**
 * Reads a Mix project: mix.exs, what it leads to, mix.lock, config, NIF modules and their crates. Runs nothing.
 * Throws FatalDiagnostic where there is no mix.exs, or a file that everything hangs on cannot be read.
 */
export async function readProject(options: ReadProjectOptions): Promise<Project> {
  const { project, diagnostics, mixEnv = "prod", target = "host", env = {}, tasks = [], sources } = options;
  const { given = { build: [], run: [] } } = options;
  const limit = options.limit ?? readingLimit(project, options.fs);
  const beam = await readBeamRequests(project, isInside(limit, project) ? limit : project, options.fs, loadToml);
  const versions = (options.versionsFor ?? toolVersions)(beam);
  const spend = (steps: number, file: string): void => options.budget?.spend("steps", steps, expandPath(file, project));
  const parse = reportingParse(
    options.parse,
    diagnostics,
    (steps, file) => spend(steps, file.path),
    (file) => options.fs.invalidUtf8?.(expandPath(file.path, project)),
  );
  const evaluation = evaluators({
    project,
    limit,
    mixEnv,
    target,
    ignoredBy: options.tree?.ignoredBy,
    env,
    versions,
    parse,
    spend,
  });
  const base = { fs: options.fs, diagnostics };
  const found = await readWithCheckouts(evaluation.contextOf, base, sources);
  const { reading, fs } = found;
  const context = evaluation.contextOf({ fs, diagnostics });
  const onPlatform = readingOnPlatforms((platform) =>
    readMix(evaluation.contextOf({ fs, diagnostics: new Diagnostics() }, platform)),
  );
  const toml = await loadToml();
  const cargoOf = (sink: DiagnosticSink): CargoContext =>
    cargoContext({
      fs,
      project,
      limit,
      toml,
      diagnostics: withoutRepository(limit, options.fs, sink),
      ...(options.tree && { ignoredBy: options.tree.ignoredBy }),
    });
  const held = new HeldDiagnostics(diagnostics);
  const cargo = cargoOf(held);
  const settings = { env, loaders: options.loaders ?? {}, skipped: options.skippedNifs ?? new Set<string>() };
  const nifReading = nifContext(reading, { ...context, diagnostics: held }, settings);
  const { nifs, crates } = nifsOnSystems(
    findNifs(nifReading, cargo),
    held,
    evaluation.askedPlatform,
    (platform, sink) =>
      findNifs(nifContext(onPlatform(platform), { ...context, diagnostics: sink }, settings), cargoOf(sink)),
  );
  const code = nifReading.projects.flatMap((one) => (one.umbrella ? [] : elixirFiles(nifReading, one)));
  const packages = await readPackages(reading, {
    project,
    fs,
    sources,
    readers: options.readers ?? new Set(),
    newEvaluator: (folder, seen) => evaluation.inPackage(folder, reading.depsFolder, seen),
    diagnostics,
  });
  const machine = projectNeeds(reading, {
    project,
    mixEnv,
    fs,
    parse,
    code,
    compiled: nifReading.projects,
    packages: packages.code,
    asked: evaluation.asked,
    env,
    given,
    diagnostics,
  });
  const programs = cratePrograms(reading, cargo, {
    project,
    mixEnv,
    fs: packages.fs,
    parse,
    named: (options.programs ?? []).map((path) => joinPath(project, path)),
    tasks,
    given: { packages: {}, ...given },
    diagnostics,
  });
  reportDistillery(project, { fs, diagnostics });
  const { assets, frontEnds, known, outside, node } = await readAssets(
    {
      built: options.frontEnds ?? {},
      projects: [reading.own.mix, ...reading.apps.map(({ mix }) => mix)],
      deps: reading.dependencies,
      config: reading.config,
    },
    { project, limit, fs, diagnostics },
  );
  reportDockerfiles({ project, limit, tasks, given: given.run, frontEnds: known, fs, diagnostics });
  const lock = reading.lockFile === undefined ? [] : [reading.lockFile];
  const needed = [project, ...reading.folders, ...lock, ...crateFiles(projectCrates({ crates, programs }), project)];
  const included = (options.include ?? []).map((path) => joinPath(project, path));
  const ofFrontEnds = outside.map((path) => joinPath(project, path));
  const withoutFrontEnds = smallestBuildRoot(project, [...needed, ...included], limit, fs);
  const made = await ownMakes({
    project,
    projects: [reading.own, ...reading.apps, ...reading.local],
    dependencies: reading.dependencies,
    fs,
    newEvaluator: (folder) => context.newEvaluator(folder, mixEnv),
  });
  const makes = [...made, ...makesOfCompilers(compiledOf(reading), { project, fs, parse })];
  const files = buildFiles({
    project,
    buildRoot: withoutFrontEnds,
    beside: ofFrontEnds,
    own: reading.own,
    projects: [...new Set([reading.own, ...reading.apps, ...reading.local])],
    dependencies: reading.dependencies,
    config: reading.config,
    depsFolder: reading.depsFolder,
    read: [...evaluation.read],
    code,
    crates,
    include: options.include == null ? null : included,
    compilesCrates: settings.skipped.size > 0,
    others: makes.length + assets.length + frontEnds.length + tasks.length > 0,
    fs,
    parse,
  });
  for (const place of files.unknown) diagnostics.report("read-while-compiling", place);
  const natives = await nativesOf(options, found, (platform) => onPlatform(platform).config, evaluation, cargo);
  return {
    folder: project,
    buildRoot: smallestBuildRoot(withoutFrontEnds, ofFrontEnds, limit, fs),
    needed: [...new Set([...needed, ...ofFrontEnds])].map((path) => relativePath(project, path)),
    mix: reading.own.mix,
    apps: reading.apps.map(({ mix }) => mix),
    beam,
    lockFile: reading.lockFile === undefined ? null : relativePath(project, reading.lockFile),
    deps: await withOuterChecksums(reading, sources),
    besides: packages.besides,
    nifs,
    assets,
    frontEnds,
    node,
    natives,
    data: natives.length === 0 ? [] : await dataOf(natives, nifReading, options.tree),
    artifacts: await artifactsOf(nifs, nifReading),
    programs,
    makes,
    configuredApps: configuredApps(reading.config),
    readsConfigAtStart: reading.config.hasRuntime || mayReadConfigAtStart(keywordGet(reading.own.config, "releases")),
    configuration: appConfigurations(reading.config, limit),
    machine,
    buildFiles: files,
    configFiles: reading.config.files.map((path) => relativePath(project, path)),
    crates,
  };
}

/** The project read for a platform, once for each; what is to be said of it the first reading has said. */
function readingOnPlatforms(read: (platform: Platform) => MixReading): (platform: Platform) => MixReading {
  const known = new Map<string, MixReading>();
  return (platform) => {
    const before = known.get(platform.architecture);
    if (before !== undefined) return before;
    const reading = read(platform);
    known.set(platform.architecture, reading);
    return reading;
  };
}

/** What own modules of RustlerPrecompiled download, where there are such. */
async function artifactsOf(nifs: readonly NifModule[], context: NifContext): Promise<PublishedArtifacts> {
  if (nifs.every(({ macro }) => macro !== "RustlerPrecompiled")) return { checksums: {}, artifactUrls: {} };
  const { ownArtifacts } = await import("./natives/own-artifacts.ts");
  return ownArtifacts(nifs, context.project, context.fs, (nif) =>
    context.newEvaluator(context.projects.find(({ path }) => path === nif.project) as MixProject),
  );
}

/** What modules name of the data of packages; a file that git ignores is not there in a build. */
async function dataOf(
  natives: Project["natives"],
  context: NifContext,
  tree: WorkTree | undefined,
): Promise<Project["data"]> {
  const { namedData } = await import("./natives/named-data.ts");
  return namedData(natives, context, (path) => tree?.ignoredBy(path) !== undefined && tree.isTracked(path) === false);
}

/** What dependencies hold besides Elixir and Erlang; their code sees their own files only. */
async function nativesOf(
  { sources, native, diagnostics, target = "host" }: ReadProjectOptions,
  { reading, checkouts, missing }: ReadingWithCheckouts,
  configOn: (platform: Platform) => ProjectConfig,
  { askedPlatform, inSources }: Evaluators,
  cargo: CargoContext,
): Promise<Project["natives"]> {
  if (sources === undefined) return [];
  const { dependencies, lock, config, depsFolder } = reading;
  const { readNatives } = await import("./natives/read-natives.ts");
  return readNatives({
    deps: dependencies,
    lock,
    ...(native === undefined ? {} : { native }),
    depsFolder,
    toolchain: isInside(cargo.limit, depsFolder) ? toolchainFileFor(cargo, depsFolder) : null,
    config,
    askedPlatform,
    configOn,
    target,
    sources,
    checkouts,
    missing,
    toml: cargo.toml,
    diagnostics,
    newEvaluator: (tree, cwd, mixEnv, platform) => inSources({ tree, cwd, mixEnv, platform, depsFolder }),
  });
}
