import { resolve } from "node:path";
import { checkRelease } from "../release/check-release.ts";
import { type Cli, print, say, sayPainted } from "./cli.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Format } from "./flags.ts";

/** Whether a built release can start: what it says of itself, and what is known of the reason where it cannot. */
export async function checkReleaseAt(cli: Cli, path: string, format: Format): Promise<ExitCode> {
  const { verdict, lines } = await checkRelease(resolve(cli.cwd, path), { ...cli.env });
  if (format === "text") {
    for (const line of lines) say(cli, line);
    if (verdict === "dead") await sayWhy(cli, lines);
  } else {
    const { jsonText } = await import("../diagnostics/render/json.ts");
    print(cli, jsonText({ schemaVersion: 1, release: path, verdict, lines }));
  }
  if (verdict === "no release") return EXIT.usage;
  return verdict === "dead" ? EXIT.findings : EXIT.fine;
}

async function sayWhy(cli: Cli, lines: readonly string[]): Promise<void> {
  const [{ explainLog }, { reportText }, { linesOf }, { loadPainter }] = await Promise.all([
    import("../build/explain-log.ts"),
    import("../build/report-text.ts"),
    import("../build/log/clean-line.ts"),
    import("../diagnostics/painter.ts"),
  ]);
  const report = explainLog(linesOf(lines.join("\n")));
  if (report.explanation !== undefined) sayPainted(cli, `\n${reportText(report, await loadPainter(cli.colour.err))}`);
}
