import { applyWrites } from "../apply/apply-writes.ts";
import { inTurn } from "../apply/in-turn.ts";
import { lookingOnce } from "../apply/locate.ts";
import { planRemovals } from "../apply/plan-removals.ts";
import { planWrites } from "../apply/plan-writes.ts";
import { renderDiff } from "../apply/render-diff.ts";
import { type WriteAction, type WritePlan, changedSince, changes, problems } from "../apply/write-plan.ts";
import { type Diagnostic, FatalDiagnostic } from "../diagnostics/diagnostic.ts";
import { toFindings } from "../diagnostics/to-findings.ts";
import type { OutputFile } from "../emit/output-file.ts";
import { nodeWritePorts } from "../ports/node-write-file-system.ts";
import { counted } from "../text/counted.ts";
import { type Cli, print, say } from "./cli.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { WriteFlags } from "./flags.ts";
import { show } from "./screen/show-findings.ts";
import { verdict } from "./screen/verdict.ts";
import { waiting } from "./settled.ts";
import { VERSION } from "./version.ts";

/** What would be written to a project, and removed from it. */
export function planFor(files: readonly OutputFile[], project: string, force: boolean): WritePlan {
  const ports = { ...nodeWritePorts, files: lookingOnce(nodeWritePorts.files) };
  const plan = planWrites(files, project, ports, { force, version: VERSION });
  return { ...plan, entries: [...plan.entries, ...planRemovals(files, plan.project, ports, force)] };
}

export interface Written {
  readonly code: ExitCode;
  /** Everything stands as it should. */
  readonly done: boolean;
}

/**
 * Carries a plan out and says so; or, by the flags, shows it only. Nothing is written where a file is in the way.
 * @param planned what to do as things stand now; asked again when it is our turn to write.
 * @param earlier findings of reading and planning, shown together with those of writing.
 * @param ask asked before anything is changed; false = leave it.
 */
export async function write(
  cli: Cli,
  flags: WriteFlags,
  planned: () => WritePlan,
  earlier: readonly Diagnostic[],
  ask: () => Promise<boolean> = async () => true,
): Promise<Written> {
  const { format, dryRun } = flags;
  const asked = planned();
  const refused = problems(asked);
  const findings = [...earlier, ...refused];
  // A person reads them before the question; a program gets one document, and only about what happened.
  if (format === "text") await show(cli, format, findings, asked.project);
  const may = refused.length === 0 && !dryRun;
  const none = changes(asked).length === 0;
  const done = may && (none || (await ask()));
  const { plan, settled } = done && !none ? await carryOut(cli, asked, planned) : { plan: asked, settled: [] };
  findings.push(...settled);
  if (format === "json") await printJson(cli, plan, findings);
  else if (format !== "text") await show(cli, format, findings, plan.project);
  else {
    if (done) sayWhatHappened(cli, plan);
    else if (dryRun && refused.length === 0) await printDiff(cli, plan);
    say(cli, verdict(findings, outcome(plan, done, dryRun && refused.length === 0)));
  }
  return { code: refused.length > 0 ? EXIT.usage : EXIT.fine, done };
}

interface CarriedOut {
  /** What was done. */
  readonly plan: WritePlan;
  /** What a run that was killed meanwhile had left. */
  readonly settled: readonly Diagnostic[];
}

/** In turn: another run may have written some of it since the plan was made. */
async function carryOut(cli: Cli, asked: WritePlan, planned: () => WritePlan): Promise<CarriedOut> {
  return inTurn(asked.project, nodeWritePorts, waiting(cli), async (settled) => {
    const plan = planned();
    const lost = changedSince(asked, plan, nodeWritePorts);
    if (lost !== undefined) throw new FatalDiagnostic("changed-meanwhile", { file: lost, line: 1, column: 1 });
    await applyWrites(plan, nodeWritePorts);
    return { plan, settled };
  });
}

async function printDiff(cli: Cli, plan: WritePlan): Promise<void> {
  const diff = await renderDiff(plan);
  if (diff === "") return;
  // A program gets the diff as it is, so that it can be applied; a terminal gets nothing that it would act on.
  print(
    cli,
    cli.terminal.out ? await (await import("./screen/terminal-diff.ts")).terminalDiff(diff, cli.colour.out) : diff,
  );
}

export const NOTHING_WRITTEN = "nothing was written";

function outcome(plan: WritePlan, done: boolean, dryRun: boolean): string {
  const all = changes(plan);
  const removed = all.filter(({ action }) => action === "remove").length;
  if (dryRun)
    return all.length === 0
      ? "nothing would change"
      : `${counted(all.length, "file")} would change; ${NOTHING_WRITTEN}`;
  if (!done) return NOTHING_WRITTEN;
  if (all.length === 0) return "nothing to write: all files are as they should be";
  const gone = removed === 0 ? "" : `, ${counted(removed, "file")} removed`;
  return `${counted(all.length - removed, "file")} written${gone}`;
}

const words: Readonly<Record<Exclude<WriteAction, "unchanged">, string>> = {
  create: "created",
  update: "renewed",
  "keep-user": "kept, it is yours",
  remove: "removed, nothing needs it any more",
  "keep-edited": "kept, it was edited by hand; nothing needs it any more",
  refused: "refused",
};

/** What is as it was is counted: of a large project it would be all that a person sees. */
function sayWhatHappened(cli: Cli, plan: WritePlan): void {
  const told = plan.entries.flatMap(({ path, action }) => (action === "unchanged" ? [] : [{ path, action }]));
  const width = Math.max(...told.map(({ path }) => path.length));
  for (const { path, action } of told) say(cli, `${path.padEnd(width)}  ${words[action]}`);
  const unchanged = plan.entries.length - told.length;
  if (unchanged > 0) say(cli, `${counted(unchanged, "file")} unchanged`);
}

async function printJson(cli: Cli, plan: WritePlan, diagnostics: readonly Diagnostic[]): Promise<void> {
  const { jsonText } = await import("../diagnostics/render/json.ts");
  const files = plan.entries.map(({ path, action }) => ({ path, action }));
  print(cli, jsonText({ schemaVersion: 1, files, diagnostics: toFindings(diagnostics, plan.project) }));
}
