import { relativePath } from "../../model/paths.ts";
import { SourceFile } from "../../model/source.ts";
import { isInside } from "./builtins/readable-files.ts";
import type { Frame, Source } from "./frame.ts";
import type { ModuleState } from "./module-state.ts";
import type { Loaded, Runtime } from "./runtime.ts";
import { Scope } from "./scope.ts";
import { nil } from "./values/make.ts";
import { noNames } from "./values/variables.ts";

/** Says which file (absolute) may define a module, by its full name. */
type Finder = (module: string) => string | undefined;

/** Files of the project, each evaluated once, and the modules that they define. */
export class Loader {
  readonly #files = new Map<string, Loaded | undefined>();
  readonly #missing = new Set<string>();
  readonly #finders: Finder[] = [];
  readonly #rt: () => Runtime;

  /** @param rt the evaluator's runtime, of which the loader is a part. */
  constructor(rt: () => Runtime) {
    this.#rt = rt;
  }

  /** Asks one more for modules, those that were not found before included. */
  addFinder(find: Finder): void {
    this.#finders.push(find);
    this.#missing.clear();
  }

  /** A module of the project, loading its file where needed. */
  findModule(name: string): ModuleState | undefined {
    const { modules } = this.#rt();
    const known = modules.get(name);
    if (known !== undefined || this.#missing.has(name)) return known;
    this.#missing.add(name);
    for (const find of this.#finders) {
      const path = find(name);
      if (path !== undefined) this.loadFile(path);
      const found = modules.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Evaluates a file (absolute) once; undefined where it is not there or lies outside of the limit. */
  loadFile(path: string): Loaded | undefined {
    if (this.#files.has(path)) return this.#files.get(path);
    // Two files that load each other: the second sees what the first has defined so far.
    this.#files.set(path, { value: nil, modules: [], bindings: new Map() });
    const loaded = this.#evaluate(path);
    this.#files.set(path, loaded);
    return loaded;
  }

  #evaluate(path: string): Loaded | undefined {
    const rt = this.#rt();
    const { fs, parse, project } = rt.world;
    const text = isInside(rt.world, path) && !fs.isDirectory(path) ? fs.readText(path) : undefined;
    if (text === undefined) return undefined;
    // `../` where a file of the same repository lies outside.
    const file = new SourceFile(relativePath(project, path), text);
    const frame = scriptFrame({ file, path });
    const before = rt.path;
    // A file means the same wherever it is first asked for.
    rt.path = { certain: true, variables: noNames };
    const earlier = rt.passedOver.length;
    const value = rt.eval(parse(file).root, frame);
    rt.path = before;
    const [raised] = rt.passedOver.slice(earlier);
    const modules = [...rt.modules.values()].filter((module) => module.file === path);
    return { value, modules, bindings: frame.scope.variables(), raised };
  }
}

/** The frame of a file's top: no module, no variables. */
export function scriptFrame(source: Source): Frame {
  return {
    source,
    scope: Scope.empty(),
    module: undefined,
    fn: undefined,
    attributes: undefined,
    unquotes: undefined,
    expansion: undefined,
  };
}
