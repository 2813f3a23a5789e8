import { fill } from "../diagnostics/finding.ts";
import { isInside } from "../model/paths.ts";
import type { KnownFailure, Sign, Strength } from "./failures/failure.ts";
import { knownFailures } from "./failures/table.ts";
import type { CleanLine } from "./log/clean-line.ts";
import { afterwards } from "./log/loud.ts";
import { type LogPlace, placeIn } from "./log/place.ts";
import { relevantEnd } from "./log/relevant-end.ts";
import { matchTemplate, parseTemplate, type Template } from "./log/template.ts";

/** What is known of why a build failed. */
export interface Explanation {
  readonly failure: KnownFailure;
  readonly cause: string;
  readonly remedy: string;
  readonly paste?: { readonly where: string; readonly lines: readonly string[] };
}

/** What a log says. */
export interface LogReport {
  /** Undefined where the log has no failure that is known. */
  readonly explanation?: Explanation;
  /** Other failures that are known, by name: one log may be of several builds. */
  readonly others: readonly string[];
  /** Where in the project, as far as the log says. */
  readonly place?: LogPlace;
  /** The lines that matter, in order. */
  readonly end: readonly string[];
}

interface Match {
  readonly failure: KnownFailure;
  readonly values: Readonly<Record<string, string>>;
  readonly line: number;
  readonly strength: Strength;
}

interface Prepared {
  readonly failure: KnownFailure;
  readonly sign: Sign;
  readonly template: Template;
}

/** Lines around a sign in which `near` is looked for, and a place. */
const NEAR = 10;
const ORDER: readonly Strength[] = ["cause", "frame", "warning", "kind"];

let prepared: readonly Prepared[] | undefined;

function allSigns(): readonly Prepared[] {
  prepared ??= knownFailures.flatMap((failure) =>
    failure.signs.map((sign) => ({ failure, sign, template: parseTemplate(sign.line) })),
  );
  return prepared;
}

/**
 * The lines of a log -> why it failed, as far as that is known. A log without a failure that is known has no explanation: an
 * answer that is wrong costs more than none.
 */
export function explainLog(lines: readonly CleanLine[]): LogReport {
  const texts = lines.map(({ text }) => text);
  // GNU programs quote by the locale.
  const matches = matchesIn(texts.map((text) => text.replace(/[\u2018\u2019]/g, "'")));
  const best = matches[0];
  const place = best === undefined ? firstPlace(texts) : placeNear(texts, best.line);
  return {
    ...(best === undefined ? {} : { explanation: worded(best, texts) }),
    others: [...new Set(matches.map(({ failure }) => failure.name))].filter((name) => name !== best?.failure.name),
    ...(place === undefined ? {} : { place }),
    end: relevantEnd(texts, best?.line),
  };
}

/** What matches, at the strongest strength that does, first in the log first. */
function matchesIn(lines: readonly string[]): readonly Match[] {
  const found = new Set<string>();
  const all: Match[] = [];
  for (const [line, text] of lines.entries()) {
    for (const { failure, sign, template } of allSigns()) {
      const strength = sign.strength ?? failure.strength ?? "cause";
      const key = `${failure.name} ${strength}`;
      if (found.has(key)) continue;
      const values = matchTemplate(template, text);
      if (values === undefined || sign.unless?.some((other) => text.includes(other))) continue;
      if (sign.near?.every((other) => hasNear(lines, line, other)) === false) continue;
      found.add(key);
      all.push({ failure, values, line, strength });
    }
  }
  for (const strength of ORDER) {
    const strong = all.filter((match) => match.strength === strength);
    const counting =
      strength === "warning" ? strong.filter((match) => afterwards(lines, match.line) === undefined) : strong;
    if (counting.length > 0) return counting.toSorted((one, other) => one.line - other.line);
  }
  return [];
}

function hasNear(lines: readonly string[], at: number, text: string): boolean {
  return lines.slice(Math.max(0, at - NEAR), at + NEAR + 1).some((line) => line.includes(text));
}

function worded({ failure, values }: Match, lines: readonly string[]): Explanation {
  const words = { ...failure, ...failure.cases?.find(({ where }) => lines.some((line) => line.includes(where))) };
  const text = (template: string): string => fill(template, { ...unnamed(template), ...values });
  return {
    failure,
    cause: text(words.cause),
    remedy: text(words.remedy),
    ...(words.paste && {
      paste: { where: words.paste.where, lines: words.paste.lines.map((line) => toPaste(line, values)) },
    }),
  };
}

/** A line that somebody pastes into a shell: of a log, which others wrote, only what is a plain path or name goes into it. */
function toPaste(line: string, values: Match["values"]): string {
  const plain = Object.entries(values).filter(([, value]) => /^[A-Za-z0-9_.][A-Za-z0-9_./@+-]*$/.test(value));
  const text = fill(line, {
    ...Object.fromEntries([...line.matchAll(/\{([a-z]+)\}/g)].map(([, name = ""]) => [name, name.toUpperCase()])),
    ...Object.fromEntries(plain),
  });
  const [, command, paths = ""] = /^(git add (?:--\S+ )*)(.+)$/.exec(text) ?? [];
  if (command === undefined) return text;
  // A file that the line has anyway, or that lies in a folder which it has, is named once.
  const words = paths.split(" ");
  return command + words.filter((word, at) => !words.slice(0, at).some((other) => isInside(other, word))).join(" ");
}

/** A sign that has not all holes of the failure's sentence leaves a word in their place. */
function unnamed(template: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...template.matchAll(/\{([a-z]+)\}/g)].map(([, name = ""]) => [name, `the ${name}`]));
}

function placeBelow(lines: readonly string[], at: number): LogPlace | undefined {
  for (let line = at; line <= Math.min(at + 4 * NEAR, lines.length - 1); line++) {
    const place = placeIn(lines[line] as string);
    if (place !== undefined) return place;
  }
  return undefined;
}

function placeNear(lines: readonly string[], at: number): LogPlace | undefined {
  const below = placeBelow(lines, at);
  if (below !== undefined) return below;
  for (let line = at - 1; line >= Math.max(0, at - NEAR); line--) {
    const place = placeIn(lines[line] as string);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Of a failure that is not known: the first place below the first line that says that something is wrong. */
function firstPlace(lines: readonly string[]): LogPlace | undefined {
  const wrong = afterwards(lines, -1);
  return wrong === undefined ? undefined : placeBelow(lines, wrong);
}
