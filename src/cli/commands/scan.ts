import { Diagnostics } from "../../diagnostics/diagnostic.ts";
import { hasErrors } from "../../diagnostics/finding.ts";
import { loadPainter } from "../../diagnostics/painter.ts";
import { jsonText } from "../../diagnostics/render/json.ts";
import { toFindings } from "../../diagnostics/to-findings.ts";
import { readRun } from "../../generate/read-run.ts";
import { type Cli, print, printText, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ReadFlags } from "../flags.ts";
import { scanDocument } from "../results/scan-document.ts";
import { scanText } from "../results/scan-text.ts";
import { runOf } from "../run-of.ts";
import { show } from "../screen/show-findings.ts";
import { verdict } from "../screen/verdict.ts";

export type ScanFlags = ReadFlags & { readonly format: "text" | "json" };

/** Prints what was read. What could be read is printed even where there are errors; they decide the exit code. */
export async function scan(cli: Cli, flags: ScanFlags): Promise<ExitCode> {
  const {
    project,
    settings,
    diagnostics: { list: diagnostics },
  } = await readRun(runOf(cli, flags));
  const { plan } = await import("../../plan/plan.ts");
  // What planning finds is told where something is planned; here only what it chooses is of interest.
  const planned = plan(project, settings, new Diagnostics());
  if (flags.format === "json") {
    print(cli, jsonText(scanDocument(project, planned, toFindings(diagnostics, project.folder))));
  } else {
    printText(cli, scanText(project, planned, await loadPainter(cli.colour.out)));
    await show(cli, "text", diagnostics, project.folder);
    const read = hasErrors(diagnostics) ? "what could be read is above" : "everything was read";
    say(cli, verdict(diagnostics, read));
  }
  return hasErrors(diagnostics) ? EXIT.usage : EXIT.fine;
}
