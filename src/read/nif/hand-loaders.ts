import type { Evaluator, ModuleInfo } from "../../elixir/eval/api.ts";
import { charlist, str } from "../../elixir/eval/values/make.ts";
import { dirname, join, normalize } from "../../elixir/eval/values/path-text.ts";
import { listText } from "../../elixir/eval/values/show.ts";
import type { Value } from "../../elixir/eval/values/value.ts";
import type { MixProject } from "../../model/mix-project.ts";
import type { NifModule } from "../../model/nif-module.ts";
import { joinPath, relativePath } from "../../model/paths.ts";
import { type Place, SourceFile } from "../../model/source.ts";
import { isUnknown, type Known, unknown } from "../../model/unknown.ts";
import { type ElixirFile, elixirFiles } from "./elixir-files.ts";
import type { LoaderSettings, NifContext } from "./nif-context.ts";
import { notPrecompiled } from "./precompiled-fields.ts";

/** A module that calls :erlang.load_nif/2 itself. */
export interface HandLoader {
  /** Without the Elixir. prefix. */
  readonly module: string;
  readonly project: MixProject;
  readonly place: Place;
  /** Where it looks: the application, and the path in its folder, without the file's suffix. */
  readonly library: Known<readonly [string, string]>;
}

/** As the NIF module that it is once the settings name its crate, which is not looked for yet. */
export function nifOfLoader({ module, project, place, library }: HandLoader, told: LoaderSettings[string]): NifModule {
  const app = typeof project.app === "string" ? project.app : unknown("is not known");
  const loadFrom = told.loads === null ? library : isUnknown(app) ? app : ([app, told.loads] as const);
  return {
    project: project.path,
    ...place,
    module,
    macro: "load_nif",
    otpApp: app,
    crate: told.crate,
    path: told.crate,
    manifest: null,
    cargoLock: null,
    features: [],
    defaultFeatures: true,
    mode: "release",
    target: null,
    loadFrom,
    skipCompilation: false,
    lib: true,
    env: [],
    ...notPrecompiled,
    variables: [],
  };
}

/** Where applications lie for the time of the evaluation: nothing that a project reads lies there. */
const RELEASE = "/.nif2nix-release/lib/";

/**
 * Modules of the projects that load a library themselves. Where that lies is found by running their code as far as it can be
 * known; of Erlang's own modules the name alone is read.
 * @param isKnown modules that Rustler's macros make load a library.
 */
export function handLoaders(
  context: NifContext,
  isKnown: (module: string) => boolean,
  find: (module: string) => string | undefined,
): readonly HandLoader[] {
  return context.projects
    .filter(({ umbrella }) => !umbrella)
    .flatMap((project) => [...ofElixir(context, project, find), ...ofErlang(context, project)])
    .filter(({ module }) => !isKnown(module));
}

const call = /\bload_nif\b/;

function ofElixir(
  context: NifContext,
  project: MixProject,
  find: (module: string) => string | undefined,
): readonly HandLoader[] {
  const files = elixirFiles(context, project).filter(({ text }) => call.test(text));
  if (files.length === 0) return [];
  const evaluator = context.newEvaluator(project);
  evaluator.onMissingModule(find);
  const loaded: Value[] = [];
  provideRelease(evaluator, project, loaded);
  return files.flatMap((file) =>
    (evaluator.evalFile(file.path)?.modules ?? []).flatMap((module) => {
      const loader = loaderOf(module, file);
      if (loader === undefined) return [];
      loaded.length = 0;
      evaluator.call(module.name, loader, []);
      const name = module.name.replace(/^Elixir\./, "");
      return [{ module: name, project, place: placeOf(context, file, module), library: libraryOf(loaded) }];
    }),
  );
}

/** The function that loads: the module's @on_load, else the one that the call stands in, as far as the text tells. */
function loaderOf(module: ModuleInfo, { text }: ElixirFile): string | undefined {
  const hook = module.attribute("on_load");
  const [named] = hook?.t === "tuple" ? hook.items : [hook];
  if (named?.t === "atom" && module.defines(named.v, 0)) return named.v;
  const before = text.slice(0, text.search(call));
  const [, name] = [...before.matchAll(/\bdefp?\s+([a-z_]\w*[?!]?)/g)].at(-1) ?? [];
  return name !== undefined && module.defines(name, 0) ? name : undefined;
}

function placeOf({ project }: NifContext, file: ElixirFile, module: ModuleInfo): Place {
  const source = new SourceFile(relativePath(project, file.path), file.text);
  return file.text.split(call).length === 2 ? source.place(file.text.search(call)) : module.place;
}

function libraryOf(loaded: readonly Value[]): Known<readonly [string, string]> {
  const [first, ...others] = loaded;
  if (first === undefined) return unknown("is loaded by code that could not be followed");
  if (first.t === "unknown") return unknown(first.why);
  const text = listText(first);
  if (text === undefined || others.some((other) => listText(other) !== text))
    return unknown("is made of parts that are not known");
  const path = normalize(text);
  if (!path.startsWith(RELEASE)) return unknown("does not lie in an application's folder");
  const [app = "", ...rest] = path.slice(RELEASE.length).split("/");
  return [app, rest.join("/")];
}

/** Answers what code asks for the way to its library, as a release has it; keeps what load_nif is given. */
function provideRelease(evaluator: Evaluator, { app }: MixProject, loaded: Value[]): void {
  type Run = Parameters<Evaluator["provide"]>[3];
  const provide = (module: string, name: string, arity: number, run: (args: readonly Value[]) => Value | undefined) => {
    const answer: Run = (args, site) =>
      run(args) ??
      args.find(({ t }) => t === "unknown") ?? {
        t: "unknown",
        why: `${name}/${arity} is not followed`,
        place: site.place,
      };
    evaluator.provide(module, name, arity, answer);
  };
  const folder = (value: Value | undefined): string | undefined =>
    value?.t === "atom" ? `${RELEASE}${value.v}` : undefined;
  const within = (
    base: string | undefined,
    path: Value | undefined,
    make: (text: string) => Value,
  ): Value | undefined => {
    const text = path?.t === "atom" ? path.v : path === undefined ? undefined : pathOf(path);
    return base === undefined || text === undefined ? undefined : make(join(base, text));
  };
  const maybe = (text: string | undefined, make: (text: string) => Value): Value | undefined =>
    text === undefined ? undefined : make(text);

  provide("erlang", "load_nif", 2, ([path]) => {
    if (path !== undefined) loaded.push(path);
    return { t: "atom", v: "ok" };
  });
  provide("code", "priv_dir", 1, ([name]) => maybe(folder(name), (base) => charlist(`${base}/priv`)));
  provide("code", "lib_dir", 1, ([name]) => maybe(folder(name), charlist));
  provide("code", "lib_dir", 2, ([name, part]) => within(folder(name), part, charlist));
  provide("code", "which", 1, ([module]) =>
    typeof app === "string" && module?.t === "atom" ? charlist(`${RELEASE}${app}/ebin/${module.v}.beam`) : undefined,
  );
  provide("Elixir.Application", "app_dir", 1, ([name]) => maybe(folder(name), str));
  provide("Elixir.Application", "app_dir", 2, ([name, part]) => within(folder(name), part, str));
  provide("filename", "join", 2, ([base, part]) =>
    base === undefined ? undefined : within(listText(base), part, charlist),
  );
  provide("filename", "join", 1, ([parts]) => maybe(parts === undefined ? undefined : pathOf(parts), charlist));
  provide("filename", "dirname", 1, ([path]) =>
    maybe(path === undefined ? undefined : listText(path), (text) => charlist(dirname(text))),
  );
}

/** The text of a path; a list of paths joined, as Application.app_dir/2 and :filename.join/1 take it. */
function pathOf(value: Value): string | undefined {
  const isParts = value.t === "list" && value.items.some(({ t }) => t !== "int");
  if (!isParts || value.open !== undefined) return listText(value);
  const texts = value.items.map(listText);
  return texts.every((text) => text !== undefined) ? texts.reduce(join) : undefined;
}

/** Modules of Erlang's own sources; where these look is not followed. */
function ofErlang({ project: root, fs }: NifContext, project: MixProject): readonly HandLoader[] {
  const folder = joinPath(root, project.path, "src");
  return fs.list(folder).flatMap(({ name, directory }) => {
    const path = joinPath(folder, name);
    const text = directory || !name.endsWith(".erl") ? undefined : fs.readText(path);
    const at = text?.search(/\berlang:load_nif\b/) ?? -1;
    const [, module] = /^-module\(\s*([a-z][\w@]*)\s*\)/m.exec(text ?? "") ?? [];
    if (text === undefined || at === -1 || module === undefined) return [];
    const place = new SourceFile(relativePath(root, path), text).place(at);
    return [{ module, project, place, library: unknown("is loaded by Erlang code, which is not followed") }];
  });
}
