import { type Painter, plain } from "../diagnostics/painter.ts";
import { printable } from "../diagnostics/printable.ts";
import type { LogReport } from "./explain-log.ts";
import type { LogPlace } from "./log/place.ts";

/** What a log says, for people. Everything that comes from the log is made printable. */
export function reportText(report: LogReport, paint: Painter = plain): string {
  const { explanation, place } = report;
  const bar = paint.dim("|");
  const log = report.end.map((line) => `  ${bar} ${printable(line)}`.trimEnd());
  const at = place === undefined ? "" : `${paint.bold(placeText(place))}: `;
  if (explanation === undefined) {
    const head = paint.yellow(paint.bold("unknown failure"));
    return [
      `${head} ${at}nothing in this log is in the table of known failures`,
      ...(log.length === 0 ? ["  the log is empty"] : log),
      `  ${paint.dim("known failures: nif2nix explain")}`,
      "",
    ].join("\n");
  }
  const { failure, cause, remedy, paste } = explanation;
  return [
    `${paint.red(paint.bold(`failure[${failure.name}]`))} ${at}${printable(failure.heading ?? failure.symptom)}`,
    ...log,
    `  ${paint.cyan("cause:")} ${printable(cause)}`,
    `  ${paint.cyan("help:")} ${printable(remedy)}`,
    ...(paste === undefined
      ? []
      : [`  ${paint.cyan("paste:")} in ${paste.where}`, ...paste.lines.map((line) => `      ${printable(line)}`)]),
    ...(report.others.length === 0 ? [] : [`  ${paint.dim(`in the log, too: ${report.others.join(", ")}`)}`]),
    `  ${paint.dim(`docs: nif2nix explain ${failure.name}`)}`,
    "",
  ].join("\n");
}

function placeText({ file, line, column }: LogPlace): string {
  return `${printable(file)}:${line}${column === undefined ? "" : `:${column}`}`;
}
