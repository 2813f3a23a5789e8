import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Parse } from "../../elixir/parse/tree.ts";
import { nothingMade, type OwnMake } from "../../model/make.ts";
import { isInside, joinPath, relativePath } from "../../model/paths.ts";
import { type Place, SourceFile } from "../../model/source.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { buildPrograms } from "../../recipes/build-programs.ts";
import { knownCompilers } from "../../recipes/known-compilers.ts";
import { gives } from "../../recipes/package-of.ts";
import { WorkReader } from "../natives/make/work.ts";
import { type CargoCall, cargoCalls } from "./cargo-calls.ts";
import { taskOf } from "./own-tasks.ts";
import { elixirIn } from "./package-sources.ts";
import { startsUnknown, systemCommands } from "./system-commands.ts";

/** A project whose mix.exs lists compilers. */
export interface Compiled {
  readonly app: string;
  /** Absolute. */
  readonly folder: string;
  readonly compilers: readonly string[];
  /** Archives of Mix that it asks for, by name. */
  readonly archives?: readonly string[];
  /** Where a finding about it stands. */
  readonly place: Place;
}

export interface CompilersOptions {
  /** Absolute: files are named from here. */
  readonly project: string;
  readonly fs: ReadFileSystem;
  readonly parse: Parse;
  readonly diagnostics: DiagnosticSink;
  /** Absolute: folders of dependencies that are at hand, whose compilers others may list. */
  readonly libraries: readonly string[];
  /** Absolute: folders of the project's applications and path dependencies, whose compilers others may list. */
  readonly local: readonly string[];
  /** Attributes of nixpkgs that builds are given: the release's, and those of packages, by application. */
  readonly given: { readonly build: readonly string[]; readonly packages: Readonly<Record<string, readonly string[]>> };
  /** Absolute: folders of crates that the settings name. */
  readonly crates: readonly string[];
}

/** Of those that are known the ones that read more than the folders which Mix compiles. */
const wide: ReadonlySet<string> = new Set(["elixir_make"]);

/** Compilers that read code and priv/ alone, as far as the project's own files go. */
export const plainCompilers: ReadonlySet<string> = new Set([...knownCompilers].filter((name) => !wide.has(name)));

/** The task of a compiler that is not known by its name, from the project that lists it or another that is at hand. */
const compilerTask = (compiler: string, folder: string, options: CompilersOptions): ReturnType<typeof taskOf> =>
  taskOf(`compile.${compiler}`, [folder, ...options.local, ...options.libraries], options);

/**
 * Reports compilers of a project's or a package's own that call what a build does not have.
 * @returns the folders in which those of the project have cargo build something.
 */
export function reportCompilers(projects: readonly Compiled[], options: CompilersOptions): readonly CargoCall[] {
  const calls: CargoCall[] = [];
  for (const { app, folder, compilers, archives = [], place } of projects) {
    const isPackage = options.libraries.includes(folder);
    const given = isPackage ? options.given.packages[app] : options.given.build;
    for (const compiler of compilers.filter((name) => !knownCompilers.has(name))) {
      const found = compilerTask(compiler, folder, options);
      const own = found?.folder === folder && !isPackage;
      const cargo = own ? cargoCalls(found.tree, folder, options.fs) : [];
      calls.push(...cargo);
      const built = cargo.length > 0 || (own && options.crates.some((crate) => isInside(folder, crate)));
      const { programs, unknown } = found === undefined ? notFound : calledBy(found, folder, options);
      const lacking = programs.filter(
        (program) =>
          !buildPrograms.has(program) && !(built && program === "cargo") && !(given && gives(given, program)),
      );
      // Who was given something was looked at by a person.
      if (lacking.length === 0 && (!unknown || (given !== undefined && given.length > 0))) continue;
      const what = [
        ...(lacking.length > 0 ? [`it calls ${lacking.join(", ")}`] : []),
        ...(unknown
          ? [found === undefined ? "what it calls is not known" : "it calls what its code does not name"]
          : []),
        ...(found === undefined && archives.length > 0
          ? [`the archive that may have it (${archives.join(", ")}) is empty in the build`]
          : []),
      ].join(", and ");
      const where = isPackage
        ? `[package.${app}] in nif2nix.toml: nativeBuildInputs, env, downloads`
        : "[build] in nif2nix.toml: nativeBuildInputs, and crates, the folders in which it calls cargo, whose programs are built apart; what npm would build, under [assets]";
      options.diagnostics.report("compiler-of-its-own", place, { app, compiler, what, where });
    }
  }
  return calls;
}

interface Called {
  readonly programs: readonly string[];
  /** Whether it may call others. */
  readonly unknown: boolean;
}

const notFound: Called = { programs: [], unknown: true };

/** A package's code is read so far for what a compiler in it calls. */
const mostFiles = 200;

/** What a task calls, where it is another package's what any code of that does. */
function calledBy(
  found: NonNullable<ReturnType<typeof taskOf>>,
  lister: string,
  { project, fs, parse }: CompilersOptions,
): Called {
  const mixEnv = "prod";
  if (found.folder === lister) return { programs: found.programs, unknown: startsUnknown(found.tree, mixEnv) };
  const programs = new Set(found.programs);
  const files = [...elixirIn(joinPath(found.folder, "lib"), fs)];
  let unknown = files.length > mostFiles || startsUnknown(found.tree, mixEnv);
  for (const path of files.slice(0, mostFiles)) {
    const text = fs.readText(path) ?? "";
    if (!STARTS.test(text)) continue;
    const tree = parse(new SourceFile(relativePath(project, path), text)).root;
    for (const { program } of systemCommands(tree, mixEnv)) programs.add(program);
    unknown ||= startsUnknown(tree, mixEnv);
  }
  return { programs: [...programs], unknown };
}

const STARTS = /System\.(?:cmd|shell)|:os\.cmd|:spawn/;

/**
 * What compilers of a project's own have make or scripts do, as an application's own native code: libraries, programs, downloads. Those that only
 * call programs are not among them.
 */
export function makesOfCompilers(
  projects: readonly Compiled[],
  options: Pick<CompilersOptions, "project" | "fs" | "parse">,
): readonly OwnMake[] {
  return projects.flatMap(({ app, folder, compilers, place }): OwnMake[] => {
    const reader = new WorkReader({ fs: options.fs, folder });
    for (const compiler of compilers.filter((name) => !knownCompilers.has(name))) {
      const found = taskOf(`compile.${compiler}`, [folder], options);
      if (found === undefined) continue;
      for (const { program, command, folder: at } of systemCommands(found.tree, "prod"))
        if (RUNS_FILES.test(program)) reader.commands(command, joinPath(at));
    }
    if (!reader.read.some(({ inFile }) => inFile)) return [];
    const make = { ...nothingMade, ...reader.work };
    return [
      {
        app,
        place,
        folder: relativePath(options.project, folder),
        tool: "make",
        rebarPlugins: [],
        make,
        published: null,
      },
    ];
  });
}

/** Programs that run what stands in a file of the project: make, a shell, a script by its path. */
const RUNS_FILES = /^(?:g?make|(?:ba)?sh|\.?[\w.-]*\/[\w./-]+)$/;

/** The compilers that a mix.exs lists, as its text has them: nothing of a package is evaluated for this alone. */
export function compilersIn(mixExs: string): readonly string[] {
  const lists = [...mixExs.matchAll(/\bcompilers:\s*(?:Mix\.compilers\(\)\s*\+\+\s*)?\[([^\]]*)\]/g)];
  return lists.flatMap(([, inside = ""]) =>
    [...inside.matchAll(/(?<!:):([a-z]\w*)/g)].map(([, name]) => name as string),
  );
}
