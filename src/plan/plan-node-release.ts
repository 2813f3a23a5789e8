import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { NodeRequest } from "../model/assets.ts";
import { nodeNames, nodeReleases } from "../recipes/node-versions.ts";

/**
 * The attribute of nixpkgs of the Node that builds web assets: what the settings say, else what the project asks for where nixpkgs has
 * it; its default where any will do. Reports what nixpkgs does not have.
 * @param given "22"; "nixpkgs" for its default; null = what the project asks for.
 */
export function planNodeRelease(asked: NodeRequest | null, given: string | null, diagnostics: DiagnosticSink): string {
  if (given !== null) return given === "nixpkgs" ? "nodejs" : `nodejs_${given}`;
  if (asked === null || isAny(asked.text)) return "nodejs";
  const takes = rangeOf(asked.text);
  const fitting = nodeReleases.filter((release) => takes?.(Number(release)) === true);
  if (fitting.length === nodeReleases.length) return "nodejs";
  // The newest: a range most often has a lower bound that was the newest when it was written.
  if (fitting.length > 0) return `nodejs_${fitting.at(-1)}`;
  const wanted = /\d+/.exec(named(asked.text))?.[0];
  const newer = wanted === undefined ? undefined : nodeReleases.find((release) => Number(release) > Number(wanted));
  const taken = takes === undefined ? "nodejs" : `nodejs_${newer ?? nodeReleases.at(-1)}`;
  diagnostics.report("node-not-in-nixpkgs", asked.place, {
    asked: asked.text,
    has: nodeReleases.join(", "),
    taken,
  });
  return taken;
}

/** What names whatever is there or newest. */
const isAny = (text: string): boolean => /^(?:\*|x|latest|current|node|stable|lts|lts\/\*|system|)$/i.test(text.trim());

/** "20" of "lts/iron" and "lts-iron". */
function named(text: string): string {
  const name = /^lts[/-](\w+)$/i.exec(text.trim())?.[1]?.toLowerCase();
  return name !== undefined && Object.hasOwn(nodeNames, name) ? (nodeNames[name] as string) : text;
}

/**
 * Which releases a version or a range of npm takes (docs.npmjs.com, semver), by the first number alone: nixpkgs has one version of each
 * release, and patches go on. Undefined where it cannot be read.
 */
function rangeOf(text: string): ((release: number) => boolean) | undefined {
  const alternatives = named(text)
    .split("||")
    .map((part) => comparators(part.trim()));
  if (alternatives.some((each) => each === undefined)) return undefined;
  return (release) => alternatives.some((each) => each?.every((takes) => takes(release)));
}

type Takes = (release: number) => boolean;

const COMPARATOR = /^(>=|<=|>|<|=|\^|~>?)?\s*v?(\d{1,6}|[xX*])((?:\.(?:\d{1,6}|[xX*])){0,2})(?:[-+][\w.+-]*)?$/;

function comparators(text: string): readonly Takes[] | undefined {
  const between = /^v?(\d{1,6})[\d.xX*]*\s+-\s+v?(\d{1,6})[\d.xX*]*$/.exec(text);
  if (between !== null) return [(release) => release >= Number(between[1]) && release <= Number(between[2])];
  const parts = text.replace(/(>=|<=|>|<|=|\^|~>?)\s+/g, "$1").split(/[\s,]+/);
  const read = parts.filter((part) => part !== "").map(comparator);
  return read.some((each) => each === undefined) ? undefined : (read as readonly Takes[]);
}

function comparator(text: string): Takes | undefined {
  const match = COMPARATOR.exec(text);
  if (match === null) return undefined;
  const [, sign, first = "", rest = ""] = match;
  if (!/\d/.test(first)) return () => true;
  const major = Number(first);
  // 20.0.0 and 20 begin the release; 20.1 lies in it.
  const begins = !/[1-9]/.test(rest);
  switch (sign) {
    case ">=":
      return (release) => release >= major;
    case ">":
      return (release) => (/\d/.test(rest) ? release >= major : release > major);
    case "<":
      return (release) => (begins ? release < major : release <= major);
    case "<=":
      return (release) => release <= major;
    default:
      return (release) => release === major;
  }
}
