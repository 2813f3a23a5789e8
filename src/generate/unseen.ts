import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { MixProject } from "../model/mix-project.ts";
import { isInside, joinPath, relativePath } from "../model/paths.ts";
import { projectCrates } from "../model/project-crates.ts";
import type { Project } from "../model/project.ts";
import { knownOr } from "../model/unknown.ts";
import type { ReadFileSystem } from "../ports/file-system.ts";
import { largeFiles } from "../read/git/large-files.ts";
import { additions, type Unseen, unseenFiles, type Wanted } from "../read/git/unseen-files.ts";
import type { IgnoredBy, WorkTree } from "../read/git/work-tree.ts";
import { SETTINGS_FILE, type Style } from "../settings/settings.ts";
import { shellQuoted } from "../text/shell-word.ts";

/** What Elixir and Erlang compile. */
const SOURCES = /\.(?:ex|eex|heex|leex|erl|hrl|xrl|yrl|asn1|mib|app\.src)$/;
const RUST = /\.rs$|^Cargo\.(?:toml|lock)$/;

/** The folder of a Mix project, as far as it is the same in all of them. */
function inMixFolder(folder: string, elixircPaths: readonly string[]): readonly Wanted[] {
  const surely = ["mix.exs", "mix.lock", SETTINGS_FILE, "rebar.config"];
  const perhaps = ["priv", "rel", "c_src", "Makefile", "native", "flake.nix", "nix"];
  return [
    ...surely.map((name) => ({ path: joinPath(folder, name), evenIgnored: true })),
    ...elixircPaths.map((path) => ({ path: joinPath(folder, path), names: SOURCES, evenIgnored: true })),
    ...["src", "include"].map((name) => ({ path: joinPath(folder, name), names: SOURCES, evenIgnored: false })),
    { path: joinPath(folder, "config"), names: /\.exs$/, evenIgnored: false },
    ...perhaps.map((name) => ({ path: joinPath(folder, name), evenIgnored: false })),
  ];
}

function wantedBy(project: Project): readonly Wanted[] {
  const { folder } = project;
  const mixes: readonly MixProject[] = [project.mix, ...project.apps];
  const local = project.deps.flatMap(({ source }) => (source.kind === "path" ? [source.path] : []));
  return [
    ...mixes.flatMap(({ path, elixircPaths, umbrella }) =>
      inMixFolder(joinPath(folder, path), umbrella ? [] : knownOr(elixircPaths, ["lib"])),
    ),
    ...local.flatMap((path) => inMixFolder(joinPath(folder, path), ["lib"])),
    ...project.machine.compileFiles.map(({ name }) => ({ path: joinPath(folder, name), evenIgnored: true })),
    ...project.configFiles.map((path) => ({ path: joinPath(folder, path), evenIgnored: true })),
    ...project.assets.map(({ project: path }) => ({ path: joinPath(folder, path, "assets"), evenIgnored: false })),
    ...project.frontEnds.map(({ folder: path }) => ({ path: joinPath(folder, path), evenIgnored: false })),
    ...project.buildFiles.all
      .filter((path) => !isInside(path, "."))
      .map((path) => ({ path: joinPath(folder, path), evenIgnored: false })),
    ...projectCrates(project).flatMap(({ manifest, workspaceManifest, cargoLock, sources }) => [
      ...[manifest, workspaceManifest, ...(cargoLock === null ? [] : [cargoLock])].map((path) => ({
        path: joinPath(folder, path),
        evenIgnored: true,
      })),
      ...sources.flatMap((path) => [
        { path: joinPath(folder, path), names: RUST, evenIgnored: true },
        { path: joinPath(folder, path), evenIgnored: false },
      ]),
    ]),
  ];
}

const NOTHING: Unseen = { unknown: [], ignored: [], submodules: [] };

/**
 * Reports what the build reads and a flake does not see, with what to do.
 * @returns the names that `git add` would take, from the project's folder.
 */
export function checkUnseen(
  project: Project,
  tree: WorkTree,
  fs: ReadFileSystem,
  { style, diagnostics }: { readonly style: Style; readonly diagnostics: DiagnosticSink },
): readonly string[] {
  const shown = (path: string): string => relativePath(project.folder, path);
  const start = (path: string) => ({ file: shown(path), line: 1, column: 1 });
  const wanted = wantedBy(project);
  // Without a flake Nix reads what lies in the folder, and a package of nixpkgs has its sources from elsewhere.
  const { unknown, ignored, submodules } = style === "flake" ? unseenFiles(wanted, tree, fs) : NOTHING;
  const command = gitAdd(unknown, tree, project.folder);
  for (const path of unknown) diagnostics.report("unknown-to-git", start(path), { file: shown(path), command });
  const configuration = new Set(project.configFiles.map((path) => joinPath(project.folder, path)));
  for (const { path, by } of ignored) {
    if (configuration.has(path)) {
      const config = { path: shown(path), rule: by.rule, ignores: shown(by.file), line: String(by.line) };
      diagnostics.report("config-ignored", start(path), config);
    } else reportIgnored(path, by, project.folder, diagnostics);
  }
  for (const path of submodules) diagnostics.report("in-submodule", start(path), { folder: shown(path) });
  for (const { path, target } of linksOutside(tree, wanted, fs)) {
    diagnostics.report("link-outside", start(path), { file: shown(path), target });
  }
  const inRepository = [tree.folder, project.folder].map((folder) => joinPath(folder));
  for (const { pattern, place } of largeFiles(inRepository, fs, shown)) {
    diagnostics.report("in-large-file-storage", place, { pattern });
  }
  return additions(unknown, tree, project.folder).map(shown);
}

function reportIgnored(path: string, by: IgnoredBy, folder: string, diagnostics: DiagnosticSink): void {
  const [file, ignores] = [path, by.file].map((each) => relativePath(folder, each)) as [string, string];
  const args = { file, rule: by.rule, ignores, line: String(by.line), command: `git add --force ${quoted(file)}` };
  diagnostics.report("ignored-by-git", { file, line: 1, column: 1 }, args);
}

/** Reports files that are written and that git would not take: each once by the outermost folder that it ignores. */
export function checkWritten(
  files: readonly { readonly path: string }[],
  folder: string,
  tree: WorkTree,
  diagnostics: DiagnosticSink,
): void {
  const ignored = new Map<string, IgnoredBy>();
  for (const { path } of files) {
    if (tree.isTracked(joinPath(folder, path))) continue;
    const parts = path.split("/");
    const around = parts.map((_, at) => joinPath(folder, parts.slice(0, at + 1).join("/")));
    const by = tree.ignoredBy(around.at(-1) as string);
    // What lies in a folder that is ignored is ignored by the same rule.
    const outermost = by && around.find((each) => tree.ignoredBy(each) !== undefined);
    if (by !== undefined && outermost !== undefined) ignored.set(outermost, by);
  }
  for (const [path, by] of ignored) reportIgnored(path, by, folder, diagnostics);
}

/** Links among what is wanted that lead out of the repository: git has the link alone, and a Nix build nothing at its end. */
function linksOutside(
  { folder, links }: WorkTree,
  wanted: readonly Wanted[],
  fs: ReadFileSystem,
): readonly { readonly path: string; readonly target: string }[] {
  const limit = fs.realPath(folder);
  return links.flatMap((path) => {
    const target = wanted.some((one) => isInside(one.path, path)) ? fs.realPath(path) : limit;
    // What leads nowhere is its own path.
    return isInside(limit, target) || target === path ? [] : [{ path, target }];
  });
}

/** The same for a Mix project that was not read: what lies where Mix has it. */
export function unseenIn(folder: string, tree: WorkTree, fs: ReadFileSystem): Unseen & { readonly command: string } {
  const unseen = unseenFiles(inMixFolder(folder, ["lib"]), tree, fs);
  return { ...unseen, command: gitAdd(unseen.unknown, tree, folder) };
}

/** The command that makes git know files; paths from `folder`, quoted for a shell. */
function gitAdd(unknown: readonly string[], tree: WorkTree, folder: string): string {
  const paths = additions(unknown, tree, folder).map((path) => quoted(relativePath(folder, path)));
  return `git add ${paths.join(" ")}`;
}

/** For a shell. */
function quoted(path: string): string {
  const plain = /^[\w./+@%:,=][\w./+@%:,=-]*$/.test(path);
  return plain ? path : shellQuoted(isInside(".", path) && path.startsWith("-") ? `./${path}` : path);
}
