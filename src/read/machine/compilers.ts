import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { Parse } from "../../elixir/parse/tree.ts";
import { isInside } from "../../model/paths.ts";
import type { Place } from "../../model/source.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { buildPrograms } from "../../recipes/build-programs.ts";
import { knownCompilers } from "../../recipes/known-compilers.ts";
import { type CargoCall, cargoCalls } from "./cargo-calls.ts";
import { taskOf } from "./own-tasks.ts";

/** A project whose mix.exs lists compilers. */
export interface Compiled {
  readonly app: string;
  /** Absolute. */
  readonly folder: string;
  readonly compilers: readonly string[];
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
  /** Absolute: folders of crates that the settings name. */
  readonly crates: readonly string[];
}

/** Of those that are known the ones that read more than the folders which Mix compiles. */
const wide: ReadonlySet<string> = new Set(["elixir_make"]);

/** Compilers that read code and priv/ alone, as far as the project's own files go. */
export const plainCompilers: ReadonlySet<string> = new Set([...knownCompilers].filter((name) => !wide.has(name)));

/**
 * Reports compilers of a project's or a package's own that call what a build does not have.
 * @returns the folders in which those of the project have cargo build something.
 */
export function reportCompilers(projects: readonly Compiled[], options: CompilersOptions): readonly CargoCall[] {
  const calls: CargoCall[] = [];
  for (const { app, folder, compilers, place } of projects) {
    for (const compiler of compilers.filter((name) => !knownCompilers.has(name))) {
      const found = taskOf(`compile.${compiler}`, [folder, ...options.libraries], options);
      const own = found?.folder === folder && !options.libraries.includes(folder);
      const cargo = own ? cargoCalls(found.tree, folder, options.fs) : [];
      calls.push(...cargo);
      const built = cargo.length > 0 || (own && options.crates.some((crate) => isInside(folder, crate)));
      const lacking =
        found?.programs.filter((program) => !buildPrograms.has(program) && !(built && program === "cargo")) ?? [];
      // One of another package calls what it does in files that are not its task's.
      if (found?.folder === folder && lacking.length === 0) continue;
      const what = lacking.length > 0 ? `it calls ${lacking.join(", ")}` : "what it calls is not known";
      options.diagnostics.report("compiler-of-its-own", place, { app, compiler, what });
    }
  }
  return calls;
}

/** The compilers that a mix.exs lists, as its text has them: nothing of a package is evaluated for this alone. */
export function compilersIn(mixExs: string): readonly string[] {
  const lists = [...mixExs.matchAll(/\bcompilers:\s*(?:Mix\.compilers\(\)\s*\+\+\s*)?\[([^\]]*)\]/g)];
  return lists.flatMap(([, inside = ""]) =>
    [...inside.matchAll(/(?<!:):([a-z]\w*)/g)].map(([, name]) => name as string),
  );
}
