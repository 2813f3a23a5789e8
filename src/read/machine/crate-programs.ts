import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Parse } from "../../elixir/parse/tree.ts";
import type { CrateProgram } from "../../model/crate.ts";
import { takenFolder } from "../../model/lock.ts";
import { isInside, joinPath, relativePath } from "../../model/paths.ts";
import { knownOr } from "../../model/unknown.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { CargoContext } from "../cargo/cargo-context.ts";
import { readCrate } from "../cargo/read-crate.ts";
import type { MixReading } from "../mix/read-mix.ts";
import { type Aliased, reportAliases } from "./alias-runs.ts";
import type { CargoCall } from "./cargo-calls.ts";
import { type Compiled, type CompilersOptions, compilersIn, reportCompilers } from "./compilers.ts";

export interface CrateProgramsOptions {
  /** Absolute: places are shown from here. */
  readonly project: string;
  readonly mixEnv: string;
  /** With the files of packages. */
  readonly fs: ReadFileSystem;
  readonly parse: Parse;
  /** Absolute: folders of crates that the settings name. */
  readonly named: readonly string[];
  /** Tasks that the settings have run, with their arguments. */
  readonly tasks: readonly string[];
  /** Attributes of nixpkgs that builds are given: the release's, and those of packages. */
  readonly given: CompilersOptions["given"];
  readonly diagnostics: DiagnosticSink;
}

/**
 * The crates whose programs the build takes: of folders that the settings name, and of those in which the project's compilers and aliases
 * call cargo. What else these call that a build does not have is reported.
 */
export function cratePrograms(
  reading: MixReading,
  cargo: CargoContext,
  { project, mixEnv, fs, parse, named, tasks, given, diagnostics }: CrateProgramsOptions,
): readonly CrateProgram[] {
  const shared = { project, fs, parse, diagnostics, crates: named };
  const calls = [
    ...callsOfCompilers(reading, { ...shared, given }),
    ...reportAliases(aliasedOf(reading, tasks), { ...shared, mixEnv, given: given.build }),
    ...named.map((folder): CargoCall => ({ folder, features: [], defaultFeatures: true })),
  ];
  const byFolder = new Map(calls.toReversed().map((call) => [`${call.folder} ${call.packageName ?? ""}`, call]));
  return [...byFolder.values()].flatMap(({ folder, features, defaultFeatures, packageName }) => {
    const crate = readCrate(cargo, { crateDir: folder, packageName, library: false });
    return crate === undefined
      ? []
      : [{ folder: relativePath(cargo.project, folder), crate, features, defaultFeatures }];
  });
}

/** The project, its applications and path dependencies, with what compiles them. */
export function compiledOf({ own, apps, local }: Pick<MixReading, "own" | "apps" | "local">): readonly Compiled[] {
  return [...new Set([own, ...apps, ...local])].map(({ folder, mix }) => ({
    app: knownOr(mix.app, null) ?? mix.path,
    folder,
    compilers: knownOr(mix.compilers, []),
    archives: knownOr(mix.archives, []).map(({ name }) => name),
    place: mix.place,
  }));
}

/** Of dependencies that are at hand what their mix.exs lists, too: a package says in no lock that it has a compiler. */
function callsOfCompilers(
  reading: MixReading,
  options: Omit<CompilersOptions, "libraries" | "local">,
): readonly CargoCall[] {
  const { dependencies, depsFolder } = reading;
  const projects = compiledOf(reading);
  const present = new Set(options.fs.list(depsFolder).map(({ name }) => name));
  const packages = dependencies.flatMap(({ app, source, inProd, sourceOnly, place }) => {
    const checkout = joinPath(depsFolder, app);
    const folder = source.kind === "git" ? joinPath(checkout, takenFolder(source)) : checkout;
    const compiled = source.kind !== "path" && present.has(app) && isInside(checkout, folder);
    const text = !compiled || sourceOnly || inProd === false ? undefined : options.fs.readText(`${folder}/mix.exs`);
    return text === undefined ? [] : [{ app, folder, compilers: compilersIn(text), place }];
  });
  const [local, libraries] = [projects, packages].map((all) => all.map(({ folder }) => folder)) as [string[], string[]];
  return reportCompilers([...projects, ...packages], { ...options, local, libraries });
}

/** Whose aliases the build comes to; the settings' tasks run in the project itself. */
function aliasedOf({ own, apps, local }: MixReading, tasks: readonly string[]): readonly Aliased[] {
  const projects = [own, ...apps].map((one) => ({ ...one, dependency: false, tasks: one === own ? tasks : [] }));
  return [...projects, ...local.map((one) => ({ ...one, dependency: true, tasks: [] }))];
}
