import { type Finding, toFinding } from "../diagnostics/finding.ts";
import { loadPainter } from "../diagnostics/painter.ts";
import { renderText } from "../diagnostics/render/text.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Cli, print, say } from "./context.ts";
import type { Format } from "./flags.ts";
import { sourceLines } from "./source-lines.ts";
import { VERSION } from "./version.ts";

/** Diagnostics -> findings with paths relative to the project, which is how they are shown and compared. */
export function toFindings(diagnostics: readonly Diagnostic[], root: string): Finding[] {
  return diagnostics.map((diagnostic) => {
    const finding = toFinding(diagnostic);
    return finding.file.startsWith(`${root}/`) ? { ...finding, file: finding.file.slice(root.length + 1) } : finding;
  });
}

/** Shows findings: text on standard error, the formats for programs on standard output (there even when there are none). */
export async function show(cli: Cli, format: Format, diagnostics: readonly Diagnostic[], root: string): Promise<void> {
  const findings = toFindings(diagnostics, root);
  if (format === "text") {
    if (findings.length === 0) return;
    const paint = await loadPainter(cli.colour.err);
    const readLine = sourceLines(root);
    for (const finding of findings) say(cli, `${renderText(finding, readLine, paint)}\n`);
    return;
  }
  print(cli, await machineReadable(format, findings));
}

async function machineReadable(format: Exclude<Format, "text">, findings: readonly Finding[]): Promise<string> {
  switch (format) {
    case "json":
      return (await import("../diagnostics/render/json.ts")).renderJson(findings);
    case "sarif":
      return (await import("../diagnostics/render/sarif.ts")).renderSarif(findings, VERSION);
    case "github":
      return (await import("../diagnostics/render/github.ts")).renderGithub(findings);
  }
}
