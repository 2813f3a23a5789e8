import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import { joinPath } from "../../model/paths.ts";
import type { ReadFileSystem } from "../../ports/file-system.ts";

const FILES = ["Dockerfile", "Dockerfile.prod", "Dockerfile.production", "Dockerfile.release"];

/**
 * Tasks of Mix and Hex that a build here runs itself or has no use for (hexdocs.pm/mix, hexdocs.pm/hex), and those of web assets, which are
 * read elsewhere.
 */
const USUAL =
  /^(?:app|archive|assets|clean|cmd|compile|deps|distillery|do|docs|ecto|escript|esbuild|eval|format|help|hex|iex|loadconfig|loadpaths|local|new|phx|release|run|sass|tailwind|test|xref)(?:\.|$)/;

/**
 * Reports tasks that a Dockerfile of the project runs before `mix release` and no build here does: `sentry.package_source_code`, generators
 * of pages and data. Files of development have no release in them.
 * @param project absolute.
 * @param tasks that the settings name, with their arguments.
 */
export function reportDockerfileTasks(
  project: string,
  tasks: readonly string[],
  { fs, diagnostics }: { readonly fs: ReadFileSystem; readonly diagnostics: DiagnosticSink },
): void {
  const said = new Set(tasks.map((task) => task.split(" ")[0]));
  for (const file of FILES) {
    const lines = (fs.readText(joinPath(project, file)) ?? "").split("\n");
    const end = lines.findIndex((line) => !/^\s*#/.test(line) && /\bmix\s+release\b/.test(line));
    for (const [index, line] of lines.slice(0, Math.max(0, end)).entries()) {
      if (/^\s*#/.test(line)) continue;
      for (const { 1: task = "", index: at } of line.matchAll(/\bmix\s+(?:do\s+)?([a-z]\w*(?:\.\w+)*)/g)) {
        if (USUAL.test(task) || said.has(task)) continue;
        said.add(task);
        diagnostics.report("task-before-release", { file, line: index + 1, column: at + 1 }, { file, task });
      }
    }
  }
}
