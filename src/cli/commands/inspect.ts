import { resolve } from "node:path";
import { type Diagnostic, FatalDiagnostic } from "../../diagnostics/diagnostic.ts";
import { loadPainter } from "../../diagnostics/painter.ts";
import { jsonText } from "../../diagnostics/render/json.ts";
import { toFindings } from "../../diagnostics/to-findings.ts";
import { inspectionDiagnostics } from "../../inspect/diagnostics.ts";
import { type Inspection, inspectPath } from "../../inspect/inspect.ts";
import { fails } from "../../inspect/judge/reason.ts";
import { type Beam, findBeam } from "../../inspect/loader/find-beam.ts";
import { nodeMachineFiles } from "../../inspect/node-machine-files.ts";
import { BEAM_POLICY } from "../../inspect/policy-names.ts";
import { type Cli, print, printText, say } from "../cli.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { ScreenFlags } from "../flags.ts";
import { inspectDocument } from "../results/inspect-document.ts";
import { inspectText, tally } from "../results/inspect-text.ts";
import { show } from "../screen/show-findings.ts";

export type InspectFlags = ScreenFlags & {
  readonly format: "text" | "json" | "sarif";
  readonly policy?: readonly string[];
  readonly beam?: string;
};

/**
 * Prints what compiled libraries are and where they load. The policies that are asked for decide the exit code; without
 * any, that of the BEAM at hand, if there is one.
 */
export async function inspect(cli: Cli, flags: InspectFlags, ...paths: readonly string[]): Promise<ExitCode> {
  const beam = flags.beam === undefined ? undefined : beamOf(cli, flags.beam);
  const options = { files: nodeMachineFiles, ...(flags.policy && { policies: flags.policy }), ...(beam && { beam }) };
  const inspections = paths.map((path) => inspectPath(resolve(cli.cwd, path), path, options));
  const all = merge(inspections);
  if (flags.policy?.includes(BEAM_POLICY) === true && all.beam === null) throw noBeam(paths[0] as string);
  const deciding = flags.policy ?? (all.beam === null ? [] : [BEAM_POLICY]);
  const empty = paths.filter((_, index) => isEmpty(inspections[index] as Inspection));
  const diagnostics: Diagnostic[] = [
    ...inspectionDiagnostics(all, deciding),
    ...empty.map((file): Diagnostic => ({ code: "library-none", place: { file, line: 1, column: 1 }, args: {} })),
  ];
  if (flags.format === "json") {
    print(cli, jsonText(inspectDocument(all, deciding, toFindings(diagnostics, cli.cwd))));
  } else {
    if (flags.format === "text") printText(cli, inspectText(all, deciding, await loadPainter(cli.colour.out)));
    // Libraries have no lines to show.
    await show(cli, flags.format, diagnostics, cli.cwd, () => undefined);
    if (flags.format === "text" && all.libraries.length > 0) say(cli, tally(all, deciding));
  }
  if (all.unreadable.length > 0 || empty.length > 0) return EXIT.usage;
  const failed = all.libraries.some(({ verdicts }) =>
    verdicts.some((verdict) => deciding.includes(verdict.policy) && fails(verdict)),
  );
  return failed ? EXIT.findings : EXIT.fine;
}

function beamOf(cli: Cli, path: string): Beam {
  const beam = findBeam(resolve(cli.cwd, path), nodeMachineFiles);
  if (beam === undefined) throw noBeam(path);
  return beam;
}

function noBeam(path: string): FatalDiagnostic {
  return new FatalDiagnostic("no-beam", { file: path, line: 1, column: 1 }, { path });
}

const isEmpty = ({ libraries, unreadable }: Inspection): boolean => libraries.length === 0 && unreadable.length === 0;

function merge(inspections: readonly Inspection[]): Inspection {
  return {
    libraries: inspections.flatMap(({ libraries }) => libraries),
    unreadable: inspections.flatMap(({ unreadable }) => unreadable),
    beam: inspections.find(({ beam }) => beam !== null)?.beam ?? null,
  };
}
