import { findingsByCause } from "../../diagnostics/by-cause.ts";
import type { Code } from "../../diagnostics/code-entry.ts";
import { codes } from "../../diagnostics/codes.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { counted } from "../../text/counted.ts";

const SEVERITIES = ["error", "warning", "info"] as const;

const codeOf = ({ code }: Pick<Diagnostic, "code">): Code => codes[code];

/** Without those that want nothing done and were told when the project was set up. */
export function told(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter((each) => codeOf(each).toldOnce === undefined);
}

/** "1 error, 6 warnings"; empty where there is nothing. Counted are findings, as they are shown. */
export function tally(diagnostics: readonly Diagnostic[]): string {
  const findings = findingsByCause(diagnostics);
  return SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  }).join(", ");
}

/**
 * The last line of a run: how many findings, what came of it, and the command that settles them, where it is one.
 * @param outcome a clause without its full stop: "nothing was written".
 */
export function verdict(diagnostics: readonly Diagnostic[], outcome: string): string {
  const count = tally(diagnostics);
  return `${count === "" ? "" : `${count}; `}${outcome}.${remedy(diagnostics)}`;
}

/** Of what is to be done: infos ask for nothing. */
function remedy(diagnostics: readonly Diagnostic[]): string {
  const open = diagnostics.filter((each) => codeOf(each).severity !== "info");
  const [command] = new Set(open.flatMap((each) => codeOf(each).settledBy ?? []));
  if (command === undefined) return "";
  const settled = open.filter((each) => codeOf(each).settledBy === command);
  const [one, rest] = [findingsByCause(settled).length, findingsByCause(open).length];
  if (settled.length < open.length) return ` \`${command}\` settles ${one} of them.`;
  const [alone, all] =
    open.length === diagnostics.length
      ? ["it", "all of them"]
      : [`the ${codeOf(open[0] as Diagnostic).severity}`, "all but the infos"];
  return ` \`${command}\` settles ${rest === 1 ? alone : all}.`;
}
