import type { Value } from "../../elixir/eval/values/value.ts";
import type { Parse } from "../../elixir/parse/tree.ts";
import type { BuildFiles } from "../../model/build-files.ts";
import type { Crate } from "../../model/crate.ts";
import type { Dependency } from "../../model/dependency.ts";
import { expandPath, isInside, joinPath, parentPath, relativePath } from "../../model/paths.ts";
import { type Place, SourceFile } from "../../model/source.ts";
import { isUnknown, knownOr } from "../../model/unknown.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";
import { linkTargets } from "../cargo/link-targets.ts";
import { plainCompilers } from "../machine/compilers.ts";
import { type ProjectConfig, startFiles } from "../mix/config.ts";
import { keywordGet } from "../mix/keyword-get.ts";
import type { LoadedProject } from "../mix/loaded-project.ts";
import { type NamedPaths, namedPaths } from "./named-paths.ts";
import { unknownReads } from "./unknown-reads.ts";
import { unreadNames } from "./unread-names.ts";

export interface BuildFilesOptions {
  /** Absolute: the folder of mix.exs. */
  readonly project: string;
  /** Absolute: the folder that holds everything, but for what front ends are built from beside it. */
  readonly buildRoot: string;
  readonly beside: readonly string[];
  /** Absolute: where Mix has dependencies. The build has them from elsewhere, and places them there. */
  readonly depsFolder: string;
  /** The project itself. */
  readonly own: LoadedProject;
  /** It, its umbrella's applications and its path dependencies: each compiled with the release. */
  readonly projects: readonly LoadedProject[];
  readonly dependencies: readonly Dependency[];
  readonly config: ProjectConfig;
  /** What mix.exs and configuration read while they were evaluated: absolute. */
  readonly read: readonly string[];
  /** The Elixir code that is compiled. */
  readonly code: readonly { readonly path: string; readonly text: string }[];
  readonly crates: readonly Crate[];
  /** Absolute: what the settings say is read; then no more is taken for reads that are not known. */
  readonly include: readonly string[] | null;
  /** Whether Rustler may compile a crate in the release's own build. */
  readonly compilesCrates: boolean;
  /** Whether something besides the code takes files of the project: web assets, a Makefile. */
  readonly others: boolean;
  readonly fs: ReadFileSystem;
  readonly parse: Parse;
}

/** What of a project its release is built from. */
export function buildFiles(options: BuildFilesOptions): BuildFiles {
  const { project, buildRoot, projects, own, fs } = options;
  const bases = [...new Set([...projects.map(({ folder }) => folder), project, buildRoot])];
  const names = namedPaths(bases, fs);
  const surely = [...projects.flatMap((one) => mixFiles(one, fs)), ...withoutMix(options), ...configFiles(options)];
  const named = [...options.read, ...releaseFiles(own, names), ...namedByCode(options, names)].filter(
    (path) => !isInside(options.depsFolder, path),
  );
  const unknown = reads(options, names);
  const whole = named.some((path) => bases.some((base) => isInside(path, base)));
  const mayBeAny = unknown.length > 0 && options.include === null;
  const isWhole = options.others || options.compilesCrates || mayBeAny || whole || projects.some(ownCompilers);
  const present = [...surely, ...named].filter((path) => isInside(buildRoot, path) && fs.exists(path));
  const compiled = projects
    .filter(({ mix, folder }) => !mix.umbrella && isInside(buildRoot, folder))
    .map(({ folder }) => folder);
  const usual = compiled.flatMap((folder) => USUAL.map((name) => joinPath(folder, name)));
  const taken = present.flatMap((path) => [path, ...linkTargets({ fs, limit: buildRoot }, path)]);
  const except = isWhole ? left(options, bases, taken) : [];
  const shown = (paths: readonly string[]): readonly string[] =>
    [...new Set(paths)].map((path) => relativePath(project, path)).sort();
  const unknownPlaces = (mayBeAny ? unknown : [])
    .filter(({ whileCompiling }) => whileCompiling)
    .map(({ place }) => place);
  return {
    projects: shown(compiled),
    taken: shown(outermost(taken).filter((path) => !usual.some((each) => isInside(each, path)))),
    whole: isWhole,
    all: shown(outermost([buildRoot, ...options.beside])),
    except: shown(outermost(except)),
    unknown: unknownPlaces,
    config: shown(compileConfig(options)),
  };
}

/** What Mix reads in the folder of any project; taken where it is there, today or later. */
const USUAL = ["mix.exs", "lib", "src", "include", "priv", "rel"];

/** The folders that Mix compiles, and those that it puts into a release (Mix.Tasks.Compile.*, Mix.Tasks.Release). */
function mixFiles({ folder, mix, config }: LoadedProject, fs: ReadFileSystem): readonly string[] {
  if (mix.umbrella) return ["mix.exs", "rel"].map((path) => joinPath(folder, path));
  const listed = (key: string): readonly string[] => stringsIn(keywordGet(config, key));
  const paths = [
    ...USUAL,
    ...knownOr(mix.elixircPaths, []),
    ...listed("erlc_paths"),
    ...listed("erlc_include_path"),
    // RustlerPrecompiled reads them while its modules are compiled.
    ...fs.list(folder).flatMap(({ name }) => (/^checksum-.*\.exs$/.test(name) ? [name] : [])),
  ];
  return paths.map((path) => joinPath(folder, path));
}

/** Folders of path dependencies that Mix takes as they are: no mix.exs says what of them is read. */
function withoutMix({ dependencies, project, fs }: BuildFilesOptions): readonly string[] {
  return dependencies.flatMap(({ source }) => {
    const folder = source.kind === "path" ? joinPath(project, source.path) : undefined;
    return folder === undefined || fs.exists(joinPath(folder, "mix.exs")) ? [] : [folder];
  });
}

/** Files of the configuration, and runtime.exs, which goes into the release; all of its folder where not all that is read is known. */
function configFiles({ own, project, config }: BuildFilesOptions): readonly string[] {
  const main = expandPath(knownOr(own.mix.configPath, "config/config.exs"), project);
  const folder = parentPath(main);
  if (!config.configuredApps().complete && folder !== project) return [folder];
  return [...config.files, ...startFiles.map((name) => joinPath(folder, name))];
}

/** Of these what is read before the release starts: what its dependencies are compiled with. */
function compileConfig(options: BuildFilesOptions): readonly string[] {
  const files = configFiles(options).filter(
    (path) => !/\/(?:runtime|releases)\.exs$/.test(path) && options.fs.exists(path),
  );
  if (files[0] === undefined) return [];
  const folder = parentPath(files[0]);
  return outermost([...files, ...options.read.filter((path) => folder !== options.project && isInside(folder, path))]);
}

/** Files that `releases:` names: overlays, templates, the configuration at start. */
function releaseFiles({ folder, config }: LoadedProject, names: NamedPaths): readonly string[] {
  const texts = ["releases", "rel_templates_path"].flatMap((key) => stringsIn(keywordGet(config, key)));
  return texts.flatMap((text) => names.named(joinPath(folder, "mix.exs"), text) ?? []);
}

function stringsIn(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  if (value.t === "str") return [value.v];
  if (value.t === "list" || value.t === "tuple") return value.items.flatMap(stringsIn);
  return [];
}

function namedByCode(
  { project, projects, config, code, crates, fs }: BuildFilesOptions,
  names: NamedPaths,
): readonly string[] {
  // `use Rustler` names them, and what is in them is built elsewhere.
  const ofCrates = new Set(
    crates.flatMap(({ manifest, workspaceManifest }) =>
      [manifest, workspaceManifest].map((path) => parentPath(joinPath(project, path))),
    ),
  );
  const scripts = projects.map(({ folder }) => joinPath(folder, "mix.exs"));
  return [
    ...code.flatMap(({ path, text }) => names.in(path, text).filter((each) => !ofCrates.has(each))),
    ...config.files.flatMap((path) => names.in(path, fs.readText(path) ?? "").filter((each) => !ofCrates.has(each))),
    // Lists of files for a package or its documentation are no files of a build.
    ...scripts.flatMap((path) => names.in(path, fs.readText(path) ?? "", true)),
  ];
}

/** Code without one of these reads no file. */
const WORTH_A_LOOK =
  /external_resource|function_from_file|eval_file|embed_templates|\bFile\.|Path\.wildcard|Code\.\w+_file/;

function reads(
  { code, parse, project }: BuildFilesOptions,
  names: NamedPaths,
): readonly { readonly place: Place; readonly whileCompiling: boolean }[] {
  return code.flatMap(({ path, text }) => {
    // What a task calls, it calls in development.
    if (!WORTH_A_LOOK.test(text) || /\bMix\.Tasks\.(?!Compile\b)/.test(text)) return [];
    const source = new SourceFile(relativePath(project, path), text);
    return unknownReads(parse(source).root, (literal) => names.named(path, literal) !== undefined).map(
      ({ node, whileCompiling }) => ({ place: source.place(node.span.start), whileCompiling }),
    );
  });
}

/** Whether something runs in `mix compile` or `mix release` that may read anything. */
function ownCompilers({ mix: { compilers, aliases, elixircPaths } }: LoadedProject): boolean {
  if (isUnknown(compilers) || isUnknown(aliases) || isUnknown(elixircPaths)) return true;
  return (
    compilers.some((name) => !plainCompilers.has(name)) ||
    aliases.some(({ name }) => /^(?:compile|release|deps\.loadpaths|loadconfig)\b/.test(name))
  );
}

/** What a build does not read where all of the folder is taken: files for people, and crates, which are built elsewhere. */
function left(
  { projects, project, buildRoot, crates, compilesCrates, code, fs }: BuildFilesOptions,
  bases: readonly string[],
  kept: readonly string[],
): readonly string[] {
  const isBuiltHere =
    compilesCrates || projects.some(({ mix }) => !isUnknown(mix.compilers) && mix.compilers.includes("rustler"));
  const ofCrates = isBuiltHere ? [] : crates.flatMap(({ sources }) => sources.map((path) => joinPath(project, path)));
  const texts = [
    ...code.map(({ text }) => text),
    ...projects.map(({ folder }) => fs.readText(`${folder}/mix.exs`) ?? ""),
  ];
  return [
    ...unreadNames([...bases, buildRoot], kept, texts, fs),
    ...ofCrates.filter(
      (path) =>
        !bases.some((base) => isInside(path, base)) &&
        !kept.some((each) => isInside(path, each) || isInside(each, path)),
    ),
  ];
}

function outermost(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => !paths.some((other) => other !== path && isInside(other, path)));
}
