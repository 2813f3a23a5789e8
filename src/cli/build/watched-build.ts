import { closeSync, openSync, readSync } from "node:fs";
import { explainLog } from "../../build/explain-log.ts";
import { linesOf } from "../../build/log/clean-line.ts";
import { drawProgress, seconds } from "../../build/nix-log/draw.ts";
import { nixEvent } from "../../build/nix-log/event.ts";
import { type Label, labelOf, labelText } from "../../build/nix-log/label.ts";
import { type Building, BuildProgress, type Change } from "../../build/nix-log/progress.ts";
import { reportText } from "../../build/report-text.ts";
import { builtOf } from "../../build/result/built.ts";
import type { Painter } from "../../diagnostics/painter.ts";
import { printable } from "../../diagnostics/printable.ts";
import { type Ended, runProgram } from "../../ports/run-program.ts";
import { type Cli, say, sayPainted } from "../cli.ts";
import { liveRegion } from "../screen/live-region.ts";

/** Bytes of a .drv file that are looked at: what tells its kind stands in the names of its variables. */
const LOOKED_AT = 512 * 1024;
/** Failed builds that are told about, each with its log. */
const TOLD = 3;

/** How a build ended, and how to say so: why it failed, or what came out. */
export interface Watched extends Ended {
  readonly report: () => Promise<void>;
}

/**
 * Runs `nix build` and shows what it does: a live region on a terminal, elsewhere a line when a build begins and ends.
 * @param args of nix, without what says how the log looks.
 */
export async function watchedBuild(
  cli: Cli,
  args: readonly string[],
  project: string,
  paint: Painter,
): Promise<Watched> {
  const began = Date.now();
  const progress = new BuildProgress(labelIn());
  const region = cli.terminal.err
    ? liveRegion(cli, () => drawProgress(progress, Date.now(), widthOf(cli), paint))
    : undefined;
  const ended = await runProgram("nix", [...args, "--json", "--log-format", "internal-json"], {
    cwd: project,
    takeOutput: true,
    onLine: (line) => {
      const event = nixEvent(line);
      if (event === undefined) return;
      const change = progress.apply(event, Date.now());
      const text = change === undefined ? undefined : changeText(change, Date.now(), region !== undefined);
      if (region === undefined) {
        if (text !== undefined) say(cli, text);
      } else if (text !== undefined) region.say(text);
      else region.draw();
    },
  }).finally(() => region?.end());
  return {
    ...ended,
    report: async () => {
      const took = seconds(Date.now() - began);
      if (ended.status !== 0) return sayFailure(cli, progress, took, paint);
      const { sayResult } = await import("./build-result.ts");
      await sayResult(cli, { built: builtOf(ended.stdout), project, took, label: labelIn() }, paint);
    },
  };
}

function widthOf(cli: Cli): number {
  return cli.terminal.columns ?? 80;
}

/** Labels of derivations, each file looked at once. */
function labelIn(): (derivation: string) => Label {
  const known = new Map<string, Label>();
  return (derivation) => {
    let label = known.get(derivation);
    if (label === undefined) {
      label = labelOf(derivation, beginning(derivation));
      known.set(derivation, label);
    }
    return label;
  };
}

function beginning(path: string): string | undefined {
  if (!/^\/[^\0]{1,300}\.drv$/.test(path)) return undefined;
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(LOOKED_AT);
      return bytes.toString("latin1", 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** A line for what changed; on a terminal, where the tree shows what runs, only what stays of interest. */
function changeText(change: Change, now: number, live: boolean): string | undefined {
  if (change.kind === "warning") return linesOf(change.text)[0]?.text;
  const name = labelText(change.building.label);
  if (change.kind === "began") return live ? undefined : `building ${name}`;
  return live ? undefined : `ended    ${name} (${seconds(now - change.building.start)})`;
}

function sayFailure(cli: Cli, progress: BuildProgress, took: string, paint: Painter): void {
  const errors = progress.errors.flatMap((error) => error.split("\n"));
  const failed = progress.failed();
  if (failed.length === 0) {
    say(cli, `Nix failed after ${took}:`);
    sayPainted(cli, reportText(explainLog(linesOf(errors.join("\n"))), paint));
    return;
  }
  for (const building of failed.slice(0, TOLD)) {
    const { label, phase, derivation } = building;
    sayPainted(
      cli,
      `${paint.bold(printable(labelText(label)))} failed${phase === undefined ? "" : ` in ${printable(phase)}`}, ${took} after the start`,
    );
    sayPainted(cli, reportText(explainLog(linesOf(logOf(building, errors))), paint));
    say(cli, `its whole log: nix log ${derivation}`);
  }
  if (failed.length > TOLD) say(cli, `and ${failed.length - TOLD} more builds failed: nif2nix build --raw-log`);
}

/** What a failed build printed, and what Nix says of it alone: a hash that differs stands in Nix's words only. */
function logOf({ lines, derivation }: Building, errors: readonly string[]): string {
  const from = errors.findIndex((line) => line.includes(derivation));
  const next = errors.findIndex((line, at) => at > from && /^(?:\u001b\[[\d;]{1,9}m)?error:/.test(line));
  return [...lines, ...(from < 0 ? [] : errors.slice(from, next < 0 ? undefined : next))].join("\n");
}
