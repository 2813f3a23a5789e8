import { FatalDiagnostic, asFatal } from "../diagnostics/diagnostic.ts";
import { bugReport } from "./bug-report.ts";
import { type Cli, sayPainted } from "./cli.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { FORMATS } from "./flags.ts";
import { projectOf } from "./project-folder.ts";
import { show } from "./screen/show-findings.ts";

/** Thrown where a person said stop: Ctrl-C at a question. */
export class Interrupted extends Error {}

/**
 * Runs a command and turns what it throws into an exit code: a fatal diagnostic is shown as every other finding is (2),
 * an interruption is silent (130), anything else is a bug of ours and prints a report to send (70).
 */
export async function guarded(
  cli: Cli,
  { format = "text", project }: { readonly format?: string; readonly project?: string },
  command: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await command();
  } catch (thrown) {
    const error = asFatal(thrown);
    if (error instanceof FatalDiagnostic) {
      // Formats of one command alone, such as a picture, show no findings.
      const shown = FORMATS.find((each) => each === format) ?? "text";
      await show(cli, shown, [error.diagnostic], projectOf(cli, project));
      return EXIT.usage;
    }
    if (error instanceof Interrupted) return EXIT.interrupted;
    sayPainted(cli, bugReport(error, cli.argv));
    return EXIT.bug;
  }
}
