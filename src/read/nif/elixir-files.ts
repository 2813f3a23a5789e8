import type { MixProject } from "../../model/mix-project.ts";
import { isInside, joinPath } from "../../model/paths.ts";
import { knownOr } from "../../model/unknown.ts";
import type { NifContext } from "./nif-context.ts";

/** A source file that Mix compiles. */
export interface ElixirFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly project: MixProject;
}

/** What was read for a run: finding NIFs and what code asks of the machine look at the same files. */
const known = new WeakMap<NifContext, Map<MixProject, readonly ElixirFile[]>>();

/**
 * The .ex files below a project's elixirc_paths, hidden ones left out, as Mix finds them (Mix.Utils.extract_files/2): a
 * path may also name a file, and links are followed, here each once. Dependencies and build products are never looked
 * at, even where elixirc_paths is the whole folder. Read once for each context.
 */
export function elixirFiles(context: NifContext, project: MixProject): readonly ElixirFile[] {
  const ofContext = known.get(context) ?? new Map<MixProject, readonly ElixirFile[]>();
  known.set(context, ofContext);
  const files = ofContext.get(project) ?? readElixirFiles(context, project);
  ofContext.set(project, files);
  return files;
}

function readElixirFiles(context: NifContext, project: MixProject): readonly ElixirFile[] {
  const { fs } = context;
  const folder = joinPath(context.project, project.path);
  const left = [knownOr(project.depsPath, "deps"), knownOr(project.buildPath, "_build"), "node_modules"].map((path) =>
    joinPath(folder, path),
  );
  const limit = fs.realPath(context.limit);
  const files = new Map<string, ElixirFile>();
  const seen = new Set<string>();
  // `real` is the path without links where that is known, so that only links are resolved.
  const read = (path: string, real: string = fs.realPath(path)): void => {
    const text = files.has(path) || !isInside(limit, real) ? undefined : fs.readText(path);
    if (text !== undefined) files.set(path, { path, text, project });
  };
  const walk = (path: string, real: string = fs.realPath(path)): void => {
    if (left.includes(path) || seen.has(real) || !isInside(limit, real)) return;
    seen.add(real);
    for (const { name, directory, link } of fs.list(path)) {
      if (name.startsWith(".") || !(directory || name.endsWith(".ex"))) continue;
      (directory ? walk : read)(`${path}/${name}`, link === false ? `${real}/${name}` : undefined);
    }
  };
  for (const path of knownOr(project.elixircPaths, ["lib"])) {
    const start = joinPath(folder, path);
    if (fs.isDirectory(start)) walk(start);
    else if (start.endsWith(".ex")) read(start);
  }
  return [...files.values()];
}
