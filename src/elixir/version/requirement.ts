import { compareVersions, parsePartialVersion, parseVersion, type PartialVersion, type Version } from "./version.ts";

type Operator = ">=" | "<=" | "~>" | ">" | "<" | "==" | "!=";

interface Condition {
  /** How it joins what stands before it; the first one's is not looked at. */
  readonly join: "and" | "or";
  readonly operator: Operator;
  readonly version: PartialVersion;
}

/** A requirement as Elixir's `Version.parse_requirement/1` reads it: conditions, joined by `and` and `or`. */
export interface Requirement {
  readonly source: string;
  readonly conditions: readonly Condition[];
}

/** In the order in which Elixir's lexer tries them. `!` alone is an old way to write `!=`. */
const tokens = [">=", "<=", "~>", ">", "<", "==", " or ", " and ", "!=", "!", " "] as const;

/**
 * Reads a requirement as in mix.exs and locks: `~> 1.2 and != 1.2.3 or == 2.0.0`. A version alone means `==`; only
 * behind `~>` the patch may be missing. Undefined where Elixir refuses it. After Version.Parser in elixir's lib/elixir/lib/version.ex.
 */
export function parseRequirement(source: string): Requirement | undefined {
  const conditions: Condition[] = [];
  let join: "and" | "or" | undefined = "and";
  let operator: Operator | undefined;
  for (const word of lex(source)) {
    if (word === "and" || word === "or") {
      if (join !== undefined) return undefined;
      join = word;
    } else if (isOperator(word)) {
      if (join === undefined || operator !== undefined) return undefined;
      operator = word;
    } else {
      const version = parsePartialVersion(word.slice(1));
      if (join === undefined || version === undefined) return undefined;
      if (version.patch === null && operator !== "~>") return undefined;
      conditions.push({ join, operator: operator ?? "==", version });
      join = undefined;
      operator = undefined;
    }
  }
  return join === undefined ? { source, conditions } : undefined;
}

/** Operators and joining words as they are, all else with a `v` in front. */
function lex(source: string): string[] {
  const words: string[] = [];
  let start = 0;
  const flush = (end: number): void => {
    if (end > start) words.push(`v${source.slice(start, end)}`);
  };
  for (let at = 0; at < source.length;) {
    const token = tokens.find((candidate) => source.startsWith(candidate, at));
    if (token === undefined) {
      at++;
      continue;
    }
    flush(at);
    at += token.length;
    start = at;
    if (token !== " ") words.push(token === "!" ? "!=" : token.trim());
  }
  flush(source.length);
  return words;
}

/** A version against another, where both are whole. */
export interface Comparison {
  readonly operator: Exclude<Operator, "~>">;
  readonly than: string;
}

/** A requirement in comparisons alone: one of the lists has to hold. */
export function comparisonsOf({ conditions }: Requirement): readonly (readonly Comparison[])[] {
  const all: Comparison[][] = [];
  for (const { join, operator, version } of conditions) {
    const { major, minor, patch, pre } = version;
    const than = [[major, minor, patch ?? 0].join("."), pre.join(".")].filter((part) => part !== "").join("-");
    const next = patch === null ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
    const comparisons: readonly Comparison[] =
      operator === "~>"
        ? [
            { operator: ">=", than },
            { operator: "<", than: next },
          ]
        : [{ operator, than }];
    const group = all.at(-1);
    if (group === undefined || join === "or") all.push([...comparisons]);
    else group.push(...comparisons);
  }
  return all;
}

function isOperator(word: string): word is Operator {
  return !word.startsWith("v");
}

/**
 * Whether a version meets a requirement, as `Version.match?/3`. With `allowPre` false a pre-release meets
 * `~>`, `>` and `>=` only where the requirement names a pre-release itself. `and` binds tighter than `or`.
 */
export function versionMatches(version: Version, requirement: Requirement, allowPre = true): boolean {
  let group = true;
  for (const [index, condition] of requirement.conditions.entries()) {
    if (index > 0 && condition.join === "or") {
      if (group) return true;
      group = true;
    }
    group = group && meets(version, condition, allowPre);
  }
  return group;
}

/** How nearly all versions and requirements of a lock are written. */
const usualVersion = /^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})$/;
const usualRequirement = /^(~>|>=) (0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})(?:\.(0|[1-9][0-9]{0,8}))?$/;

/**
 * The same of texts; undefined where Elixir reads one of them as neither. A lock has a thousand requirements: what is written
 * as usual is compared without trees.
 */
export function textMatches(version: string, requirement: string): boolean | undefined {
  const has = usualVersion.exec(version);
  const wants = usualRequirement.exec(requirement);
  if (has === null || wants === null || (wants[1] === ">=" && wants[4] === undefined)) {
    const [read, parsed] = [parseVersion(version), parseRequirement(requirement)];
    return read === undefined || parsed === undefined ? undefined : versionMatches(read, parsed);
  }
  const major = Number(has[1]) - Number(wants[2]);
  const minor = Number(has[2]) - Number(wants[3]);
  const patch = Number(has[3]) - Number(wants[4] ?? 0);
  if (wants[1] === ">=") return (major || minor || patch) >= 0;
  return major === 0 && (wants[4] === undefined ? minor >= 0 : minor === 0 && patch >= 0);
}

function meets(version: Version, { operator, version: wanted }: Condition, allowPre: boolean): boolean {
  const order = compareVersions(version, { ...wanted, patch: wanted.patch ?? 0 });
  const preAllowed = allowPre || wanted.pre.length > 0 || version.pre.length === 0;
  switch (operator) {
    case "==":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0 && preAllowed;
    case ">=":
      return order >= 0 && preAllowed;
    case "~>":
      return order >= 0 && preAllowed && compareVersions(version, ceiling(wanted)) < 0;
  }
}

/** The first version that `~>` no longer takes: its own pre-releases are out too. */
function ceiling({ major, minor, patch }: PartialVersion): Version {
  const next = patch === null ? { major: major + 1, minor: 0 } : { major, minor: minor + 1 };
  return { ...next, patch: 0, pre: [0], build: null };
}
