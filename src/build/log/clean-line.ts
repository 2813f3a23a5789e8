/** Characters of a line that are looked at and shown; a minified file in an error message would be megabytes. */
const LONGEST = 4096;

/** ECMA-48: control sequences, then operating system commands with their text, then what is left of either. */
const ESCAPES = /\u001b\[[0-?]*[ -/]*[@-~]?|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]?/g;

/** What tools put before each line of what another program says. */
const PREFIXES = [
  // GitHub's `gh run view --log`: job, step, time.
  /^[^\t]{1,100}\t[^\t]{1,100}\t(?=\ufeff?\d{4}-\d\d-\d\dT)/,
  // GitHub, GitLab and other CI: the time.
  /^\ufeff?\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]? (?:\d\d[OE] ?)?/,
  // docker buildx: step, seconds.
  /^#\d{1,4} \d{1,6}\.\d{1,3} /,
  // GitHub's marks.
  /^##\[(?:error|warning|group|command)\]/,
];

/** A line of a log without what is not its text. */
export interface CleanLine {
  readonly text: string;
  /** Whose line it is: `my_app-0.1.0` of Nix's `my_app-0.1.0> ...`. */
  readonly from?: string;
}

/**
 * A line of a log -> its text: without escape sequences, what a carriage return wrote over, and the prefixes of CI, Docker and
 * Nix; at most 4096 characters. Control characters that are left are for `printable` at the end.
 */
export function cleanLine(raw: string): CleanLine {
  let text = (raw.length > LONGEST ? `${raw.slice(0, LONGEST)}…` : raw).replace(ESCAPES, "").trimEnd();
  const over = text.lastIndexOf("\r");
  if (over >= 0) text = text.slice(over + 1);
  for (const prefix of PREFIXES) text = text.replace(prefix, "");
  // The tail of a log as Nix quotes it: `       > text`.
  const quoted = /^ {0,12}> ?(?=\S|$)/.exec(text);
  if (quoted !== null) return { text: text.slice(quoted[0].length) };
  const named = /^([A-Za-z0-9][A-Za-z0-9._+-]{0,100})>(?: |$)/.exec(text);
  return named === null ? { text } : { text: text.slice(named[0].length), from: named[1] as string };
}

/** The end of a log that is read: what failed is there. */
export const LOG_LIMIT = 32 * 1024 * 1024;

/** A log -> its lines. */
export function linesOf(log: string): readonly CleanLine[] {
  const end = log.length > LOG_LIMIT ? log.slice(-LOG_LIMIT) : log;
  return end.split(/\r?\n/).map(cleanLine);
}
