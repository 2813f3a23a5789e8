import { type Painter, plain } from "../../diagnostics/painter.ts";
import { printable } from "../../diagnostics/printable.ts";
import { counted } from "../../text/counted.ts";
import { labelText } from "./label.ts";
import type { BuildProgress } from "./progress.ts";

/** Builds that are shown at once; of more their number. */
const SHOWN = 8;

/**
 * What Nix is doing, as a tree: the count, and below it what builds, in which phase and for how long.
 * @param now milliseconds of the clock that the progress was given.
 * @param width columns of the screen; no line is longer than one less.
 */
export function drawProgress(
  progress: BuildProgress,
  now: number,
  width: number,
  paint: Painter = plain,
): readonly string[] {
  const running = [...progress.running.values()];
  const shown = running.slice(0, SHOWN);
  const names = shown.map(({ label }) => printable(labelText(label)));
  const column = Math.min(Math.max(0, ...names.map((name) => name.length)), Math.max(10, width - 30));
  const rows = shown.map(({ phase, start }, at) => {
    const name = cut(names[at] as string, column).padEnd(column);
    return [name, cut(phaseWord(phase), 12).padEnd(12), seconds(now - start)] as const;
  });
  const more = running.length - shown.length;
  const downloads = progress.downloads.size;
  const rest = [...(more > 0 ? [`and ${more} more`] : []), ...(downloads > 0 ? [counted(downloads, "download")] : [])];
  const lines = [...rows.map((row) => row.join("  ")), ...rest];
  return [
    cut(headline(progress), width - 1),
    ...lines.map((line, at) => {
      const branch = at === lines.length - 1 ? "└─ " : "├─ ";
      return paint.dim(branch) + cut(line, width - 1 - branch.length);
    }),
  ];
}

function headline({ evaluated, counts, running }: BuildProgress): string {
  if (!evaluated && running.size === 0) return "evaluating";
  const left = Math.max(0, counts.expected - counts.done);
  return `building: ${counts.done} of ${counts.expected} done, ${left} left${counts.failed > 0 ? `, ${counts.failed} failed` : ""}`;
}

/** `buildPhase` -> `build`. */
function phaseWord(phase: string | undefined): string {
  return phase === undefined ? "" : printable(phase.replace(/Phase$/, "")).toLowerCase();
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}

/** Milliseconds -> `12 s`, `3 min 5 s`. */
export function seconds(milliseconds: number): string {
  const all = Math.max(0, Math.round(milliseconds / 1000));
  return all < 60 ? `${all} s` : `${Math.floor(all / 60)} min ${all % 60} s`;
}
