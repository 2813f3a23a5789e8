import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { loadPainter } from "../../diagnostics/painter.ts";
import { type LineReader, renderText } from "../../diagnostics/render/text.ts";
import { toFindings, withFiles } from "../../diagnostics/to-findings.ts";
import { expandPath, isInside, relativePath } from "../../model/paths.ts";
import { nodeFileSystem } from "../../ports/node-file-system.ts";
import { repositoryOf } from "../../ports/repository.ts";
import { type Cli, print, sayPainted } from "../cli.ts";
import type { Format } from "../flags.ts";
import { VERSION } from "../version.ts";
import { sourceLines } from "./source-lines.ts";

/** Shows findings: text on standard error, the formats for programs on standard output (there even when there are none). */
export async function show(
  cli: Cli,
  format: Format,
  diagnostics: readonly Diagnostic[],
  project: string,
  readLine: LineReader = sourceLines(project),
): Promise<void> {
  const findings = toFindings(diagnostics, project);
  if (format === "text") {
    if (findings.length === 0) return;
    const paint = await loadPainter(cli.colour.err);
    for (const finding of findings) sayPainted(cli, `${renderText(finding, readLine, paint)}\n`);
    return;
  }
  print(cli, await machineReadable(format, findings, project));
}

async function machineReadable(
  format: Exclude<Format, "text">,
  findings: readonly Finding[],
  project: string,
): Promise<string> {
  switch (format) {
    case "json":
      return (await import("../../diagnostics/render/json.ts")).renderJson(findings);
    case "sarif":
      return (await import("../../diagnostics/render/sarif.ts")).renderSarif(inRepository(findings, project), VERSION);
    case "github":
      return (await import("../../diagnostics/render/github.ts")).renderGithub(inRepository(findings, project));
  }
}

/**
 * Paths as a forge wants them, relative to its checkout: in a repository of several projects those that start at the
 * project would name nothing, or another project's file. Absolute where a file lies outside.
 */
function inRepository(findings: readonly Finding[], project: string): readonly Finding[] {
  const repository = repositoryOf(project, nodeFileSystem) ?? project;
  return withFiles(findings, (file) => {
    const path = expandPath(file, project);
    return isInside(repository, path) ? relativePath(repository, path) : path;
  });
}
