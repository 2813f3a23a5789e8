import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import { HeldDiagnostics } from "../../diagnostics/held.ts";
import type { Evaluator } from "../../elixir/eval/api.ts";
import type { Beside, Dependency } from "../../model/dependency.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import type { MixReading } from "../mix/read-mix.ts";
import type { SourceProvider } from "../sources/source-tree.ts";
import { mayCallPrograms } from "./dependency-programs.ts";
import { lookIntoPackages, withSiblings } from "./look-into-packages.ts";
import { type PackageSource, packageSources } from "./package-sources.ts";
import { mayReadBeside, readBeside } from "./read-beside.ts";

export interface PackagesOptions {
  /** Absolute: places are shown from here. */
  readonly project: string;
  readonly fs: ReadFileSystem;
  /** Undefined = only what lies in deps/ is looked through. */
  readonly sources: SourceProvider | undefined;
  /** Dependencies that read something beside them when the project's files were written. */
  readonly readers: ReadonlySet<string>;
  /** An evaluator in a package's folder. */
  newEvaluator(folder: string, fs: ReadFileSystem): Evaluator;
  readonly diagnostics: DiagnosticSink;
}

/** Packages as they were looked through. */
export interface Packages {
  /** Their code, as far as it may call programs or read what lies beside it. */
  readonly code: readonly PackageSource[];
  /** With the files of those that do not lie in deps/. */
  readonly fs: ReadFileSystem;
  /** What they read beside them. */
  readonly besides: readonly Beside[];
}

/** Looks once through the code of packages; what is left out of that is reported. */
export async function readPackages(
  { dependencies, lock, depsFolder }: MixReading,
  { project, fs, sources, readers, newEvaluator, diagnostics }: PackagesOptions,
): Promise<Packages> {
  const wanted = (text: string): boolean => mayCallPrograms(text) || mayReadBeside(text);
  const at = { dependencies, lock, depsFolder };
  const looked =
    sources === undefined
      ? { fs, known: new Map(), missing: new Map<string, string>() }
      : await lookIntoPackages({ ...at, fs, sources }, wanted);
  const { files, beyond } = packageSources(dependencies, depsFolder, looked.fs, wanted, { known: looked.known });
  const [first] = beyond;
  if (first !== undefined) {
    const names = beyond.map(({ app }) => app).join(", ");
    diagnostics.report("packages-not-read", first.place, {
      names,
      why: "was not looked through whole: with the packages before it comes to too much",
    });
  }
  const read = (seen: ReadFileSystem): { readonly besides: readonly Beside[]; readonly held: HeldDiagnostics } => {
    const held = new HeldDiagnostics(diagnostics);
    const options = { project, depsFolder, dependencies, sources: files, newEvaluator };
    return { besides: readBeside({ ...options, fs: seen, diagnostics: held }), held };
  };
  const around =
    sources === undefined
      ? { ...looked, reading: read(looked.fs) }
      : await withSiblings(looked, { ...at, sources }, read);
  reportMissing(around.missing, dependencies, readers, diagnostics);
  around.reading.held.release();
  return { code: files, fs: around.fs, besides: around.reading.besides };
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
