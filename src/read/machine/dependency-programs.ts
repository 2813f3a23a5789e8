import type { Parse } from "../../elixir/parse/tree.ts";
import type { Dependency } from "../../model/dependency.ts";
import type { ProgramNeed } from "../../model/machine.ts";
import type { MixProject } from "../../model/mix-project.ts";
import { relativePath } from "../../model/paths.ts";
import { type Place, SourceFile } from "../../model/source.ts";
import { knownOr } from "../../model/unknown.ts";
import { developmentPrograms, packageOf, runPath } from "../../recipes/package-of.ts";
import { codeNeeds } from "./code-needs.ts";
import type { PackageSource } from "./package-sources.ts";

export interface DependencyProgramsOptions {
  /** Absolute: places are shown from here. */
  readonly project: string;
  readonly sources: readonly PackageSource[];
  readonly dependencies: readonly Dependency[];
  /** The project, its umbrella's applications and path dependencies. */
  readonly mixes: readonly MixProject[];
  readonly parse: Parse;
}

/** A program that a package calls. */
export interface PackageProgram extends ProgramNeed {
  /** The packages that do. */
  readonly apps: readonly string[];
}

/** Text without one of these calls no program; a file of Mix's tasks does so in development alone. */
const CALLS = /System\.(?:cmd|shell|find_executable)\(|:os\.(?:cmd|find_executable)\(|:spawn(?:_executable)?\b/;
const TASK = /\bdefmodule\s+Mix\.Tasks\./;

/** Whether a text may call a program while the release runs. */
export const mayCallPrograms = (text: string): boolean => CALLS.test(text) && !TASK.test(text);

/**
 * Programs that the code of packages in the release calls by literal names, as far as their sources were read. Not those of the
 * release's own PATH, nor what only developing takes, nor names of other systems: those that nixpkgs has, as far as is known.
 */
export function dependencyPrograms(options: DependencyProgramsOptions): readonly PackageProgram[] {
  const { project, sources, parse } = options;
  const found = new Map<string, { readonly apps: Set<string>; readonly places: Place[] }>();
  const calling = sources.filter(({ text }) => mayCallPrograms(text));
  if (calling.length === 0) return [];
  const release = running(options);
  for (const { app, path, text } of calling) {
    if (!release.has(app)) continue;
    const source = new SourceFile(relativePath(project, path), text);
    for (const { kind, name, node } of codeNeeds(parse(source).root, { mixEnv: "prod", script: false })) {
      const isWanted = kind === "program" && !runPath.has(name) && !developmentPrograms.has(name);
      if (!isWanted || name.includes("/") || packageOf(name) === null) continue;
      const need = found.get(name) ?? { apps: new Set<string>(), places: [] };
      found.set(name, need);
      need.apps.add(app);
      need.places.push(source.place(node.span.start));
    }
  }
  return [...found].map(([name, { apps, places }]) => ({ name, places, package: packageOf(name), apps: [...apps] }));
}

/** Applications of packages that the release has: what is declared with `runtime: false` is there for the build, unless another one needs it. */
function running({ dependencies, mixes }: DependencyProgramsOptions): ReadonlySet<string> {
  const forBuild = new Set(
    mixes.flatMap(({ declaredDeps }) =>
      knownOr(declaredDeps, []).flatMap(({ app, runtime }) => (knownOr(runtime, true) ? [] : [app])),
    ),
  );
  const direct = new Set(mixes.flatMap(({ declaredDeps }) => knownOr(declaredDeps, []).map(({ app }) => app)));
  const byApp = new Map(dependencies.map((dep) => [dep.app, dep]));
  const reached = new Set([...direct].filter((app) => !forBuild.has(app)));
  for (const app of reached) {
    for (const required of byApp.get(app)?.requires ?? []) if (!forBuild.has(required)) reached.add(required);
  }
  const isFetched = (app: string): boolean => {
    const dep = byApp.get(app);
    return dep !== undefined && dep.inProd !== false && !dep.sourceOnly && dep.source.kind !== "path";
  };
  return new Set([...reached].filter(isFetched));
}
