import { isInside, joinPath } from "../../model/paths.ts";
import type { MixProject } from "../../model/project.ts";
import { knownOr } from "../../model/unknown.ts";
import type { NifContext } from "./context.ts";

/** A source file that Mix compiles. */
export interface ElixirFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly project: MixProject;
}

/**
 * The .ex files below a project's elixirc_paths, hidden ones and other projects' left out, as Mix finds them
 * (Mix.Utils.extract_files/2): a path may also name a file. Dependencies and build products are never looked at,
 * even where elixirc_paths is the whole folder.
 */
export function elixirFiles(context: NifContext, project: MixProject): readonly ElixirFile[] {
  const folder = joinPath(context.root, project.path);
  const left = [knownOr(project.depsPath, "deps"), knownOr(project.buildPath, "_build"), "node_modules"].map((path) =>
    joinPath(folder, path),
  );
  const files = new Map<string, ElixirFile>();
  const visit = (path: string, depth: number): void => {
    if (left.includes(path) || files.has(path) || depth > maxDepth || !isInside(context.sourceRoot, path)) return;
    if (!context.fs.isDirectory(path)) {
      if (!path.endsWith(".ex")) return;
      const text = context.fs.readText(path);
      if (text !== undefined) files.set(path, { path, text, project });
      return;
    }
    for (const { name, directory } of context.fs.list(path)) {
      if (!name.startsWith(".") && (directory || name.endsWith(".ex"))) visit(joinPath(path, name), depth + 1);
    }
  };
  for (const path of knownOr(project.elixircPaths, ["lib"])) visit(joinPath(folder, path), 0);
  return [...files.values()];
}

/** Stops circles of symbolic links; no project is nested so deep. */
const maxDepth = 40;
