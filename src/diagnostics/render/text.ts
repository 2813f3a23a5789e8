import type { Code } from "../code-entry.ts";
import { codes } from "../codes.ts";
import type { Severity } from "../diagnostic.ts";
import type { Finding } from "../finding.ts";
import { type Painter, plain } from "../painter.ts";
import { printable } from "../printable.ts";
import { frame } from "./code-frame.ts";

/** The text of a line (from 1) of a file named in a finding; undefined where it cannot be had. */
export type LineReader = (file: string, line: number) => string | undefined;

/** Numbers of the findings that are of no line. */
const ofWholeFiles: ReadonlySet<string> = new Set(
  Object.values(codes).flatMap((code: Code) => (code.wholeFile === true ? [code.number] : [])),
);

const colourOf = { error: "red", warning: "yellow", info: "cyan" } as const satisfies Record<Severity, keyof Painter>;

/**
 * A finding for people: place and message, code frame, help, where to read more.
 * Everything that comes from the project is made printable.
 */
export function renderText(finding: Finding, readLine: LineReader = () => undefined, paint: Painter = plain): string {
  const place = `${printable(finding.file)}:${finding.line}:${finding.column}`;
  const head = paint[colourOf[finding.severity]](paint.bold(`${finding.severity}[${finding.code}]`));
  const source = ofWholeFiles.has(finding.code) ? undefined : readLine(finding.file, finding.line);
  return [
    `${head} ${paint.bold(place)}: ${printable(finding.message)}`,
    ...(source === undefined || source === "" ? [] : frame(source, finding.line, finding.column, paint)),
    `  ${paint.cyan("help:")} ${printable(finding.help)}`,
    `  ${paint.dim(`docs: nif2nix explain ${finding.code}`)}`,
    "",
  ].join("\n");
}
