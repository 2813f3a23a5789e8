import { Diagnostics, type DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { HeldDiagnostics } from "../diagnostics/held.ts";
import type { Asking, EvalWorld, Platform } from "../elixir/eval/api.ts";
import { createEvaluator } from "../elixir/eval/evaluator.ts";
import { environmentOf } from "../elixir/eval/values/variables.ts";
import type { Parse } from "../elixir/parse/tree.ts";
import type { BeamRequests } from "../model/beam.ts";
import type { AppConfiguration } from "../model/configuration.ts";
import { takenFolder } from "../model/lock.ts";
import type { MachineNeeds } from "../model/machine.ts";
import type { PublishedArtifacts } from "../model/natives.ts";
import { expandPath, isInside, joinPath, parentPath, relativePath } from "../model/paths.ts";
import { projectCrates } from "../model/project-crates.ts";
import type { Crate, CrateProgram, Dependency, MixProject, NifModule, Project } from "../model/project.ts";
import { isUnknown, knownOr, type Known, unknown } from "../model/unknown.ts";
import type { ReadFileSystem } from "../ports/file-system.ts";
import type { RunBudget } from "../ports/run-budget.ts";
import { readAssets } from "./assets/read-assets.ts";
import { buildFiles } from "./build-files/build-files.ts";
import { recordingReads } from "./build-files/recording-reads.ts";
import { type CargoContext, cargoContext } from "./cargo/cargo-context.ts";
import { withoutRepository } from "./cargo/no-repository.ts";
import { readCrate } from "./cargo/read-crate.ts";
import { loadToml } from "./cargo/toml.ts";
import { toolchainFileFor } from "./cargo/toolchain-file.ts";
import type { WorkTree } from "./git/work-tree.ts";
import { type Aliased, reportAliases } from "./machine/alias-runs.ts";
import { reportBuildStops } from "./machine/build-stops.ts";
import type { CargoCall } from "./machine/cargo-calls.ts";
import { type CompilersOptions, compilersIn, reportCompilers } from "./machine/compilers.ts";
import { dependencyPrograms, mayCallPrograms } from "./machine/dependency-programs.ts";
import { reportDistillery } from "./machine/distillery.ts";
import { reportEndpoints } from "./machine/endpoints.ts";
import { lookIntoPackages, withSiblings } from "./machine/look-into-packages.ts";
import { reportOwnPriv } from "./machine/own-priv.ts";
import { type PackageSources, packageSources } from "./machine/package-sources.ts";
import { mayReadBeside, readBeside } from "./machine/read-beside.ts";
import { readMachine } from "./machine/read-machine.ts";
import { reportDockerfiles } from "./machine/report-dockerfiles.ts";
import { reportPackagePrograms, reportRunPrograms } from "./machine/run-programs.ts";
import type { ProjectConfig } from "./mix/config.ts";
import { atomsIn, configLines } from "./mix/config/config-text.ts";
import { keywordGet } from "./mix/keyword-get.ts";
import type { MixContext } from "./mix/loaded-project.ts";
import { type MixReading, readMix } from "./mix/read-mix.ts";
import { type ReadingWithCheckouts, readWithCheckouts } from "./mix/read-with-checkouts.ts";
import { readingLimit, smallestBuildRoot } from "./mix/reading-limit.ts";
import { mayReadConfigAtStart } from "./mix/releases.ts";
import { reportingParse } from "./mix/reporting-parse.ts";
import { readBeamRequests, toolVersions, type ToolVersions } from "./mix/tool-versions.ts";
import { ownMakes } from "./natives/make/own-makes.ts";
import { type ElixirFile, elixirFiles } from "./nif/elixir-files.ts";
import { findNifs } from "./nif/find-nifs.ts";
import type { LoaderSettings, NifContext } from "./nif/nif-context.ts";
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
  readonly given?: { readonly build: readonly string[]; readonly run: readonly string[] };
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

/** Enough for the largest mix.exs by far, and a moment's work. */
const MAX_STEPS = 2_000_000;

/** What an evaluator takes before it does anything, as steps: hundreds of projects in one repository cost by their number. */
const EVALUATOR_STEPS = 5000;

/**
 * Reads a Mix project: mix.exs, what it leads to, mix.lock, config, NIF modules and their crates. Runs nothing.
 * Throws FatalDiagnostic where there is no mix.exs, or a file that everything hangs on cannot be read.
 */
export async function readProject(options: ReadProjectOptions): Promise<Project> {
  const { project, diagnostics, mixEnv = "prod", target = "host" } = options;
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
  const asked: Asking[] = [];
  const read = new Set<string>();
  const askedPlatform = new Set<keyof Platform>();
  const contextOf = (seen: Pick<MixContext, "fs" | "diagnostics">, platform?: Platform): MixContext => ({
    project,
    limit,
    mixEnv,
    target,
    ignoredBy: options.tree?.ignoredBy,
    ...seen,
    newEvaluator: (folder, mixEnv) => {
      spend(EVALUATOR_STEPS, folder);
      return createEvaluator({
        limit: isInside(limit, folder) ? limit : folder,
        project,
        cwd: folder,
        mixEnv,
        mixTarget: target,
        ...(options.env && { env: options.env }),
        ...versions,
        parse,
        ...seen,
        fs: recordingReads(seen.fs, read),
        maxSteps: MAX_STEPS,
        spend,
        ...(platform === undefined
          ? { onAsk: (asking) => asked.push(asking), onPlatform: (what) => askedPlatform.add(what) }
          : { platform }),
      });
    },
  });
  const base = { fs: options.fs, diagnostics };
  const { reading, fs, checkouts, missing } = await readWithCheckouts(contextOf, base, options.sources);
  const context = contextOf({ fs, diagnostics });
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
  const readingOn = readingOnPlatforms((platform) =>
    readMix(contextOf({ fs, diagnostics: new Diagnostics() }, platform)),
  );
  const held = new HeldDiagnostics(diagnostics);
  const cargo = cargoOf(held);
  const nifReading = nifContext(reading, { ...context, diagnostics: held }, options);
  const { nifs, crates } = nifsOnSystems(findNifs(nifReading, cargo), held, askedPlatform, (platform, sink) =>
    findNifs(nifContext(readingOn(platform), { ...context, diagnostics: sink }, options), cargoOf(sink)),
  );
  const code = nifReading.projects.flatMap((one) => (one.umbrella ? [] : elixirFiles(nifReading, one)));
  const packages = await packagesOf(reading, context, { ...versions, parse, spend }, options);
  const machine = machineNeeds(options, reading, { context: nifReading, code, packages: packages.sources }, asked);
  const wanted = (options.programs ?? []).map((path) => joinPath(project, path));
  const calls = checkCompilers(reading, { project, fs: packages.fs, parse, diagnostics, crates: wanted });
  const aliased = reportAliases(aliasedOf(reading, options.tasks ?? []), {
    project,
    mixEnv,
    fs: packages.fs,
    parse,
    diagnostics,
    crates: wanted,
    given: options.given?.build ?? [],
  });
  const programs = cratePrograms(wanted, [...calls, ...aliased], cargo);
  reportDistillery(project, { fs, diagnostics });
  const { tasks = [], given } = options;
  const lock = reading.lockFile === undefined ? [] : [reading.lockFile];
  const allCrates = projectCrates({ crates, programs });
  const { assets, frontEnds, known, outside, node } = await readAssets(
    {
      built: options.frontEnds ?? {},
      projects: [reading.own.mix, ...reading.apps.map(({ mix }) => mix)],
      deps: reading.dependencies,
      config: reading.config,
    },
    { project, limit, fs, diagnostics },
  );
  reportDockerfiles({ project, limit, tasks, given: given?.run ?? [], frontEnds: known, fs, diagnostics });
  const needed = [project, ...reading.folders, ...lock, ...crateFiles(allCrates, project)];
  const included = (options.include ?? []).map((path) => joinPath(project, path));
  const folderOf = (path: string): string => (fs.isDirectory(path) ? path : parentPath(path));
  const withoutFrontEnds = smallestBuildRoot(project, [...needed, ...included].map(folderOf), limit);
  const ofFrontEnds = outside.map((path) => joinPath(project, path));
  const buildRoot = smallestBuildRoot(withoutFrontEnds, ofFrontEnds.map(folderOf), limit);
  const makes = await ownMakes({
    project,
    projects: [reading.own, ...reading.apps, ...reading.local],
    dependencies: reading.dependencies,
    fs,
    newEvaluator: (folder) => context.newEvaluator(folder, mixEnv),
  });
  const files = buildFiles({
    project,
    buildRoot: withoutFrontEnds,
    beside: ofFrontEnds,
    own: reading.own,
    projects: [...new Set([reading.own, ...reading.apps, ...reading.local])],
    folders: withoutMix(reading, project, fs),
    config: reading.config,
    depsFolder: reading.depsFolder,
    read: [...read],
    code,
    crates,
    include: options.include == null ? null : included,
    compilesCrates: (options.skippedNifs?.size ?? 0) > 0,
    others: makes.length + assets.length + frontEnds.length > 0 || tasks.length > 0,
    fs,
    parse,
  });
  for (const place of files.unknown) diagnostics.report("read-while-compiling", place);
  const onPlatforms = { askedPlatform, configOn: (platform: Platform) => readingOn(platform).config };
  const natives = await nativesOf(
    options,
    reading,
    { target, versions, parse, checkouts, missing, ...onPlatforms },
    cargo,
  );
  return {
    folder: project,
    buildRoot,
    needed: [...new Set([...needed, ...ofFrontEnds])].map((path) => relativePath(project, path)),
    mix: reading.own.mix,
    apps: reading.apps.map(({ mix }) => mix),
    beam,
    lockFile: reading.lockFile === undefined ? null : relativePath(project, reading.lockFile),
    deps: await withChecksums(reading, options.sources),
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
    configuration: configuration(reading.config, limit),
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

/** Hex wrote no outer checksums before version 0.20, and Nix fetches by them. */
async function withChecksums(
  { dependencies, lock, depsFolder }: MixReading,
  sources: SourceProvider | undefined,
): Promise<readonly Dependency[]> {
  const lacking = dependencies.flatMap(({ app, inProd, source }) => {
    const entry = lock.get(app);
    const lacks = source.kind === "hex" && source.outerChecksum === null && inProd !== false;
    return lacks && entry?.kind === "hex" ? [entry] : [];
  });
  if (lacking.length === 0 || sources === undefined) return dependencies;
  const found = await sources.outerChecksums(lacking, depsFolder);
  return dependencies.map((dep) => {
    const outerChecksum = dep.source.kind === "hex" ? found.get(dep.app) : undefined;
    if (outerChecksum === undefined || dep.source.kind !== "hex") return dep;
    return { ...dep, source: { ...dep.source, outerChecksum, lookedUp: true } };
  });
}

/** Folders of path dependencies that Mix takes as they are: no mix.exs says what of them is read. */
function withoutMix({ dependencies }: MixReading, project: string, fs: ReadFileSystem): readonly string[] {
  return dependencies.flatMap(({ source }) => {
    const folder = source.kind === "path" ? joinPath(project, source.path) : undefined;
    return folder === undefined || fs.exists(joinPath(folder, "mix.exs")) ? [] : [folder];
  });
}

/** What sources, configuration and mix.exs ask of the machine; what a Nix build lacks of it is reported. */
function machineNeeds(
  { project, mixEnv = "prod", given = { build: [], run: [] }, env = {}, parse, diagnostics }: ReadProjectOptions,
  reading: MixReading,
  {
    context,
    code,
    packages,
  }: { readonly context: NifContext; readonly code: readonly ElixirFile[]; readonly packages: PackageSources },
  asked: readonly Asking[],
): MachineNeeds {
  const { own, apps, config } = reading;
  const mixes = [...new Set([own.mix, ...context.projects])];
  const configPath = expandPath(knownOr(own.mix.configPath, "config/config.exs"), project);
  const { needs, compiling } = readMachine({
    project,
    mixEnv,
    fs: context.fs,
    parse,
    files: code,
    mixes,
    configFiles: config.files,
    configFolder: parentPath(configPath),
    asked,
    env,
    diagnostics,
  });
  const scripts = [own, ...apps].map(({ folder }) => joinPath(folder, "mix.exs"));
  const shown = new Set([...scripts, ...config.files].map((path) => relativePath(project, path)));
  reportOwnPriv(reading.dependencies, config, parentPath(configPath), context.fs, diagnostics);
  reportEndpoints({
    project,
    configFolder: parentPath(configPath),
    deps: reading.dependencies,
    config,
    fs: context.fs,
    diagnostics,
  });
  const inScripts = asked.filter(({ place }) => shown.has(place.file));
  reportBuildStops([...inScripts, ...compiling], needs, given.build, diagnostics);
  reportRunPrograms(needs, given.run, diagnostics);
  const { dependencies } = reading;
  const called = dependencyPrograms({ project, sources: packages.files, dependencies, mixes, parse });
  reportPackagePrograms(called, needs, dependencies, given.run, diagnostics);
  return { ...needs, programs: joined(needs.programs, called) };
}

interface Packages {
  readonly sources: PackageSources;
  /** With the files of those that do not lie in deps/. */
  readonly fs: ReadFileSystem;
  readonly besides: Project["besides"];
}

/** What the code of packages is looked through for, read once; what is left out of that is reported. */
async function packagesOf(
  reading: MixReading,
  context: MixContext,
  world: Pick<EvalWorld, "elixirVersion" | "otpRelease" | "parse" | "spend">,
  {
    sources: provider,
    readers = new Set(),
    diagnostics,
  }: Pick<ReadProjectOptions, "sources" | "readers" | "diagnostics">,
): Promise<Packages> {
  const { dependencies, lock, depsFolder } = reading;
  const wanted = (text: string): boolean => mayCallPrograms(text) || mayReadBeside(text);
  const at = { dependencies, lock, depsFolder };
  const looked =
    provider === undefined
      ? { fs: context.fs, known: new Map(), missing: new Map<string, string>() }
      : await lookIntoPackages({ ...at, fs: context.fs, sources: provider }, wanted);
  const sources = packageSources(dependencies, depsFolder, looked.fs, wanted, { known: looked.known });
  const [first] = sources.beyond;
  if (first !== undefined) {
    const names = sources.beyond.map(({ app }) => app).join(", ");
    diagnostics.report("packages-not-read", first.place, {
      names,
      why: "was not looked through whole: with the packages before it comes to too much",
    });
  }
  const read = (fs: ReadFileSystem): { readonly besides: Project["besides"]; readonly held: HeldDiagnostics } => {
    const held = new HeldDiagnostics(diagnostics);
    return { besides: besidesOf(sources, reading, { ...context, fs, diagnostics: held }, world), held };
  };
  const around =
    provider === undefined
      ? { ...looked, reading: read(looked.fs) }
      : await withSiblings(looked, { ...at, sources: provider }, read);
  reportMissing(around.missing, dependencies, readers, diagnostics);
  around.reading.held.release();
  return { sources, fs: around.fs, besides: around.reading.besides };
}

/**
 * Says which packages nobody could look into. What the written files have of one would go with it; where files of a dependency lie in deps/ for
 * others to read, it may be that they do.
 */
function reportMissing(
  missing: ReadonlyMap<string, string>,
  dependencies: readonly Dependency[],
  readers: ReadonlySet<string>,
  diagnostics: DiagnosticSink,
): void {
  const lost = dependencies.filter(({ app }) => missing.has(app));
  for (const { app, place } of lost.filter((dep) => readers.has(dep.app)))
    diagnostics.report("source-missing", place, { app, reason: missing.get(app) as string });
  const others = lost.filter(({ app }) => !readers.has(app));
  const [first] = others;
  if (first === undefined || !dependencies.some(({ sourceOnly, inProd }) => sourceOnly && inProd !== false)) return;
  const shown = others.slice(0, 5).map(({ app }) => app);
  const names = [...shown, ...(others.length > 5 ? [`${others.length - 5} more`] : [])].join(", ");
  const why = `could not be looked through: ${missing.get(first.app)}`;
  diagnostics.report("packages-not-read", first.place, { names, why });
}

/** What dependencies read beside them; their code sees the project's folders as Mix has them. */
function besidesOf(
  { files }: PackageSources,
  { dependencies, depsFolder }: MixReading,
  { project, limit, target, fs, diagnostics }: MixContext,
  world: Pick<EvalWorld, "elixirVersion" | "otpRelease" | "parse" | "spend">,
): Project["besides"] {
  return readBeside({
    project,
    depsFolder,
    dependencies,
    sources: files,
    fs,
    diagnostics,
    newEvaluator: (folder, seen) => {
      world.spend?.(EVALUATOR_STEPS, folder);
      return createEvaluator({
        ...world,
        fs: seen,
        limit: isInside(limit, depsFolder) ? limit : parentPath(depsFolder),
        project,
        cwd: folder,
        mixEnv: "prod",
        mixTarget: target,
        diagnostics: new Diagnostics(),
        maxSteps: MAX_STEPS,
      });
    },
  });
}

/** One list of programs, each with all of its places. */
function joined(
  own: MachineNeeds["programs"],
  packages: readonly MachineNeeds["programs"][number][],
): MachineNeeds["programs"] {
  const byName = new Map(own.map((need) => [need.name, need]));
  for (const { name, places, package: attribute } of packages) {
    const known = byName.get(name)?.places ?? [];
    byName.set(name, { name, places: [...known, ...places], package: attribute });
  }
  return [...byName.values()];
}

/** Of dependencies that are at hand what their mix.exs lists, too: a package says in no lock that it has a compiler. */
function checkCompilers(
  { own, apps, local, dependencies, depsFolder }: MixReading,
  options: Omit<CompilersOptions, "libraries">,
): readonly CargoCall[] {
  const projects = [...new Set([own, ...apps, ...local])].map(({ folder, mix }) => ({
    app: knownOr(mix.app, null) ?? mix.path,
    folder,
    compilers: knownOr(mix.compilers, []),
    place: mix.place,
  }));
  const present = new Set(options.fs.list(depsFolder).map(({ name }) => name));
  const packages = dependencies.flatMap(({ app, source, inProd, sourceOnly, place }) => {
    const checkout = joinPath(depsFolder, app);
    const folder = source.kind === "git" ? joinPath(checkout, takenFolder(source)) : checkout;
    const compiled = source.kind !== "path" && present.has(app) && isInside(checkout, folder);
    const text = !compiled || sourceOnly || inProd === false ? undefined : options.fs.readText(`${folder}/mix.exs`);
    return text === undefined ? [] : [{ app, folder, compilers: compilersIn(text), place }];
  });
  return reportCompilers([...projects, ...packages], { ...options, libraries: packages.map(({ folder }) => folder) });
}

/** Whose aliases the build comes to; the settings' tasks run in the project itself. */
function aliasedOf({ own, apps, local }: MixReading, tasks: readonly string[]): readonly Aliased[] {
  const projects = [own, ...apps].map((one) => ({ ...one, dependency: false, tasks: one === own ? tasks : [] }));
  return [...projects, ...local.map((one) => ({ ...one, dependency: true, tasks: [] }))];
}

/** The crates of folders that the settings name, and of those in which compilers call cargo. */
function cratePrograms(
  named: readonly string[],
  calls: readonly CargoCall[],
  cargo: CargoContext,
): readonly CrateProgram[] {
  const all = [...calls, ...named.map((folder): CargoCall => ({ folder, features: [], defaultFeatures: true }))];
  const byFolder = new Map(all.toReversed().map((call) => [`${call.folder} ${call.packageName ?? ""}`, call]));
  return [...byFolder.values()].flatMap(({ folder, features, defaultFeatures, packageName }) => {
    const crate = readCrate(cargo, { crateDir: folder, packageName, library: false });
    return crate === undefined
      ? []
      : [{ folder: relativePath(cargo.project, folder), crate, features, defaultFeatures }];
  });
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

interface NativesContext {
  readonly target: string;
  readonly versions: ToolVersions;
  readonly parse: Parse;
  readonly checkouts: ReadingWithCheckouts["checkouts"];
  readonly missing: ReadingWithCheckouts["missing"];
  /** What the project's own code asked of the platform; grows by what the code of dependencies asks. */
  readonly askedPlatform: Set<keyof Platform>;
  readonly configOn: (platform: Platform) => ProjectConfig;
}

/** What dependencies hold besides Elixir and Erlang; their code sees their own files only. */
async function nativesOf(
  { sources, native, diagnostics, budget }: ReadProjectOptions,
  { dependencies, lock, config, depsFolder }: MixReading,
  { target, versions, parse, checkouts, missing, askedPlatform, configOn }: NativesContext,
  cargo: CargoContext,
): Promise<Project["natives"]> {
  if (sources === undefined) return [];
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
    toml: await loadToml(),
    diagnostics,
    newEvaluator: ({ fs, folder }, cwd, env, platform) =>
      createEvaluator({
        ...(platform === undefined ? { onPlatform: (what) => askedPlatform.add(what) } : { platform }),
        fs,
        limit: folder,
        project: folder,
        cwd,
        mixEnv: env,
        mixTarget: target,
        ...versions,
        parse,
        diagnostics: new Diagnostics(),
        maxSteps: MAX_STEPS,
        spend: (steps) => budget?.spend("steps", steps, depsFolder),
      }),
  });
}

/** The projects whose sources are compiled from this tree, each once, and how to evaluate them. */
function nifContext(
  reading: MixReading,
  context: MixContext,
  {
    skippedNifs: skipped = new Set(),
    loaders = {},
    env = {},
  }: Pick<ReadProjectOptions, "skippedNifs" | "loaders" | "env">,
): NifContext {
  const { project, limit, fs, diagnostics, mixEnv } = context;
  const inside = [reading.own, ...reading.apps, ...reading.local].filter(({ folder }) => isInside(limit, folder));
  const loaded = new Map(inside.toReversed().map((one) => [one.folder, one]));
  const byMix = new Map(inside.filter((one) => loaded.get(one.folder) === one).map((one) => [one.mix, one]));
  return {
    project,
    limit,
    mixEnv,
    projects: [...byMix.keys()],
    newEvaluator: (mix) => reading.evaluatorFor(byMix.get(mix) ?? reading.own),
    projectConfig: (mix) => byMix.get(mix)?.config,
    config: reading.config,
    lock: reading.lock,
    hasDependency: (app) => hasDependency(reading, app),
    env,
    skipped,
    loaders,
    diagnostics,
    fs,
  };
}

/** A project whose list of dependencies is not known may have any. */
function hasDependency({ own, apps, local, dependencies }: MixReading, app: string): boolean | undefined {
  const needed = dependencies.find((dependency) => dependency.app === app)?.inProd ?? false;
  if (isUnknown(needed)) return undefined;
  return needed || ([own, ...apps, ...local].every(({ deps }) => deps.complete) ? false : undefined);
}

/** What crates are built from: files and folders. */
function crateFiles(crates: readonly Crate[], root: string): readonly string[] {
  return crates
    .flatMap(({ workspaceManifest, cargoLock, sources }) => [workspaceManifest, cargoLock ?? [], ...sources].flat())
    .map((path) => joinPath(root, path));
}

function configuration(config: ProjectConfig, limit: string): readonly AppConfiguration[] {
  return config.configuredApps().apps.map((app) => {
    const settings = config.settingsOf(app);
    // What variables of the build decide is not known here.
    const isFixed = settings !== undefined && environmentOf(settings).size === 0;
    const lines = settings === undefined ? [] : ((isFixed ? configLines(app, settings, limit) : undefined) ?? null);
    return { app, lines, atoms: settings === undefined ? [] : [...new Set(atomsIn(settings))] };
  });
}

function configuredApps(config: ProjectConfig): Known<readonly string[]> {
  const { apps, complete } = config.configuredApps();
  return complete ? [...apps].sort() : unknown("a part of the configuration cannot be known without running it");
}
