import { compareVersions, parsePartialVersion, parseVersion, type Version } from "../../elixir/version/version.ts";

type Operator = "=" | ">" | ">=" | "<" | "<=" | "~" | "^" | "*";

interface Comparator {
  readonly operator: Operator;
  readonly major: number;
  readonly minor: number | null;
  readonly patch: number | null;
  readonly pre: Version["pre"];
}

/** Comparators that all have to hold; none: every release. */
export type CrateRequirement = readonly Comparator[];

const COMPARATOR =
  /^(=|>=|<=|>|<|~|\^)?\s*(\d+|[*xX])(?:\.(\d+|[*xX])(?:\.(\d+|[*xX])(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)?)?$/;

/**
 * A version requirement of Cargo.toml: `1.2`, `^1.2`, `~1.2.3`, `>=1, <2`, `1.*`, `*`. Undefined for what is none.
 * After the semver crate that cargo uses (https://docs.rs/semver, src/parse.rs).
 */
export function parseCrateRequirement(text: string): CrateRequirement | undefined {
  if (/^\s*[*xX]\s*$/.test(text)) return [];
  const comparators: Comparator[] = [];
  for (const part of text.split(",")) {
    const comparator = parseComparator(part.trim());
    if (comparator === undefined) return undefined;
    comparators.push(comparator);
  }
  return comparators;
}

function parseComparator(text: string): Comparator | undefined {
  const match = COMPARATOR.exec(text);
  if (match === null) return undefined;
  const [, sign, major = "", minor, patch, pre] = match;
  if (!/\d/.test(major)) return undefined;
  const number = (part: string | undefined): number | null =>
    part === undefined || !/\d/.test(part) ? null : Number(part);
  if (number(minor) === null && number(patch) !== null) return undefined;
  const wild = [minor, patch].some((part) => part !== undefined && !/\d/.test(part));
  const parsed = pre === undefined ? undefined : parsePartialVersion(`0.0.0${pre}`);
  if (pre !== undefined && parsed === undefined) return undefined;
  return {
    operator: wild && sign === undefined ? "*" : ((sign as Operator | undefined) ?? "^"),
    major: Number(major),
    minor: number(minor),
    patch: number(patch),
    pre: parsed?.pre ?? [],
  };
}

/**
 * Whether a version fulfils a requirement (semver, src/eval.rs): a pre-release only where a comparator names one of the
 * same three numbers. Undefined where the version is none.
 */
export function crateVersionMatches(text: string, requirement: CrateRequirement): boolean | undefined {
  const version = parseVersion(text);
  if (version === undefined) return undefined;
  if (!requirement.every((comparator) => holds(comparator, version))) return false;
  return (
    version.pre.length === 0 ||
    requirement.some(
      ({ major, minor, patch, pre }) =>
        pre.length > 0 && major === version.major && minor === version.minor && patch === version.patch,
    )
  );
}

function holds(comparator: Comparator, version: Version): boolean {
  switch (comparator.operator) {
    case "=":
    case "*":
      return isExact(comparator, version);
    case ">":
      return isBeyond(comparator, version, 1);
    case ">=":
      return isExact(comparator, version) || isBeyond(comparator, version, 1);
    case "<":
      return isBeyond(comparator, version, -1);
    case "<=":
      return isExact(comparator, version) || isBeyond(comparator, version, -1);
    case "~":
      return isTilde(comparator, version);
    case "^":
      return isCaret(comparator, version);
  }
}

function isExact({ major, minor, patch, pre }: Comparator, version: Version): boolean {
  return (
    version.major === major &&
    (minor === null || version.minor === minor) &&
    (patch === null || version.patch === patch) &&
    (patch === null || order(version, { major, minor: minor ?? 0, patch, pre }) === 0)
  );
}

/** Greater (1) or less (-1) in the numbers that are written. */
function isBeyond({ major, minor, patch, pre }: Comparator, version: Version, sign: 1 | -1): boolean {
  if (version.major !== major) return Math.sign(version.major - major) === sign;
  if (minor === null) return false;
  if (version.minor !== minor) return Math.sign(version.minor - minor) === sign;
  if (patch === null) return false;
  return order(version, { major, minor, patch, pre }) === sign;
}

function isTilde({ major, minor, patch, pre }: Comparator, version: Version): boolean {
  if (version.major !== major || (minor !== null && version.minor !== minor)) return false;
  return patch === null || order(version, { major, minor: minor ?? 0, patch, pre }) >= 0;
}

function isCaret({ major, minor, patch, pre }: Comparator, version: Version): boolean {
  if (version.major !== major) return false;
  if (minor === null) return true;
  if (patch === null) return major > 0 ? version.minor >= minor : version.minor === minor;
  if (major === 0 && version.minor !== minor) return false;
  if (major === 0 && minor === 0 && version.patch !== patch) return false;
  return order(version, { major, minor, patch, pre }) >= 0;
}

function order(version: Version, numbers: Pick<Version, "major" | "minor" | "patch" | "pre">): number {
  return compareVersions(version, { ...numbers, build: null });
}
