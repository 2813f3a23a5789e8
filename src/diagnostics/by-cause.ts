import type { Code, Several } from "./code-entry.ts";
import { codes } from "./codes.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { fill, type Finding, toFinding } from "./finding.ts";

/** Names that a message lists; of more it gives the number. */
const LISTED = 10;

/**
 * Diagnostics -> one finding for each cause, at the place of the first: two hundred dependencies that want the same
 * command are one thing to do. Which belong together, and what goes without saying, is in the code table.
 */
export function findingsByCause(diagnostics: readonly Diagnostic[]): readonly Finding[] {
  const causes = new Map<string, Diagnostic[]>();
  for (const diagnostic of withoutImplied(diagnostics)) {
    const key = causeOf(diagnostic);
    const same = causes.get(key);
    if (same === undefined) causes.set(key, [diagnostic]);
    else same.push(diagnostic);
  }
  return [...causes.values()].map(toOneFinding);
}

const codeOf = (diagnostic: Diagnostic): Code => codes[diagnostic.code];

function withoutImplied(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const key = (number: string, app: string | undefined): string => `${number} ${app}`;
  const present = new Set(diagnostics.map((each) => key(codeOf(each).number, each.args["app"])));
  return diagnostics.filter((each) => {
    const { impliedBy } = codeOf(each);
    return impliedBy === undefined || !present.has(key(impliedBy, each.args["app"]));
  });
}

/** The same for diagnostics that are one finding; for those of a code without words for several, which place and args they have. */
function causeOf({ code, place, args }: Diagnostic): string {
  const { several } = codes[code] as Code;
  if (several === undefined) return JSON.stringify([code, place, args]);
  const said = Object.keys(args).filter((name) => name !== several.by && wordsOf(code, several).includes(`{${name}}`));
  return JSON.stringify([code, said.map((name) => args[name])]);
}

const wordsOf = (code: Diagnostic["code"], several: Several): string =>
  several.message + (several.help ?? codes[code].help);

function toOneFinding(diagnostics: readonly Diagnostic[]): Finding {
  const first = diagnostics[0] as Diagnostic;
  const finding = toFinding(first);
  const { several } = codeOf(first);
  if (several === undefined || diagnostics.length === 1) return finding;
  const places = diagnostics.map(({ place, args }) => ({ name: args[several.by] ?? "", ...place }));
  const { each = `{${several.by}}` } = several;
  const names = [...new Set(diagnostics.map(({ args }) => fill(each, args)))];
  // One name in several places is said as one.
  if (names.length === 1) return { ...finding, places };
  const args = { ...first.args, names: list(names), count: String(names.length) };
  return {
    ...finding,
    message: fill(several.message, args),
    help: fill(several.help ?? codeOf(first).help, args),
    places,
  };
}

function list(names: readonly string[]): string {
  const more = names.length - LISTED;
  return more > 0 ? `${names.slice(0, LISTED).join(", ")} and ${more} more` : names.join(", ");
}
