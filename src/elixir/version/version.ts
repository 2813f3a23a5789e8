/** A version as Elixir's `Version.parse/1` reads it. Build metadata counts in no comparison. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Parts of the pre-release, numbers where all digits; empty for a release. */
  readonly pre: readonly (number | string)[];
  readonly build: string | null;
}

/** A version in a requirement, where the patch may be left out: `~> 1.2`. */
export interface PartialVersion extends Omit<Version, "patch"> {
  readonly patch: number | null;
}

/**
 * Reads a version: three numbers, then `-pre.release` and `+build`, where wanted. Undefined for anything else.
 * After Version.Parser.parse_version/2 (elixir lib/elixir/lib/version.ex), whose newest releases refuse numbers
 * of more than 14 digits; so do we.
 */
export function parseVersion(text: string): Version | undefined {
  const plain = /^(0|[1-9][0-9]{0,13})\.(0|[1-9][0-9]{0,13})\.(0|[1-9][0-9]{0,13})$/.exec(text);
  if (plain !== null) {
    return { major: Number(plain[1]), minor: Number(plain[2]), patch: Number(plain[3]), pre: [], build: null };
  }
  const version = parsePartialVersion(text);
  return version === undefined || version.patch === null ? undefined : (version as Version);
}

/** The same with a patch that may be missing. */
export function parsePartialVersion(text: string): PartialVersion | undefined {
  const [withPre, build] = splitOnce(text, "+");
  const [numbers, pre] = splitOnce(withPre, "-");
  const [major, minor, patch, ...more] = numbers.split(".").map(parseNumber);
  const preParts = pre === undefined ? [] : pre.split(".").map(parsePrePart);
  if (major === undefined || minor === undefined || more.length > 0) return undefined;
  if (patch === undefined && numbers.split(".").length > 2) return undefined;
  if (preParts.includes(undefined)) return undefined;
  if (build !== undefined && !build.split(".").every(isIdentifier)) return undefined;
  return { major, minor, patch: patch ?? null, pre: preParts as (number | string)[], build: build ?? null };
}

/** -1 where `a` comes before `b`, 1 where after, 0 where they are equal but for their build metadata. */
export function compareVersions(a: Version, b: Version): -1 | 0 | 1 {
  return (
    compare(a.major, b.major) || compare(a.minor, b.minor) || compare(a.patch, b.patch) || comparePre(a.pre, b.pre)
  );
}

function comparePre(a: Version["pre"], b: Version["pre"]): -1 | 0 | 1 {
  if (a.length === 0 || b.length === 0) return compare(b.length, a.length);
  for (let index = 0; index < a.length && index < b.length; index++) {
    const order = comparePart(a[index] as number | string, b[index] as number | string);
    if (order !== 0) return order;
  }
  return compare(a.length, b.length);
}

/** Numbers come before words, as in Erlang's order of terms. */
function comparePart(a: number | string, b: number | string): -1 | 0 | 1 {
  if (typeof a === typeof b) return compare(a, b);
  return typeof a === "number" ? -1 : 1;
}

function compare(a: number | string, b: number | string): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function parseNumber(text: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,13})$/.test(text) ? Number(text) : undefined;
}

function parsePrePart(text: string): number | string | undefined {
  if (/^[0-9]+$/.test(text)) return parseNumber(text);
  return isIdentifier(text) ? text : undefined;
}

function isIdentifier(text: string): boolean {
  return /^[0-9A-Za-z-]+$/.test(text);
}
