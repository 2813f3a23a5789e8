import { isLoud } from "./loud.ts";

/** Lines that fit beside an explanation on a screen. */
const SHOWN = 30;
/** Of which these may stand before the line that matters. */
const BEFORE = 6;

/**
 * The lines of a log that matter: around the line that gave a failure away; where none is known, from the first line that
 * says that something stopped; where nothing does, the last ones. At most 30, without empty lines at either end.
 * @param known the number of the line that gave the failure away.
 */
export function relevantEnd(lines: readonly string[], known?: number): readonly string[] {
  const loud = lines.findIndex((line) => isLoud(line));
  const start = known ?? (loud < 0 ? undefined : loud);
  if (start === undefined) return trimmed(lines.slice(-SHOWN));
  const from = Math.max(0, start - BEFORE);
  return trimmed(lines.slice(from, from + SHOWN));
}

function trimmed(lines: readonly string[]): readonly string[] {
  const said = (line: string): boolean => line.trim() !== "";
  return lines.slice(lines.findIndex(said), lines.findLastIndex(said) + 1);
}
