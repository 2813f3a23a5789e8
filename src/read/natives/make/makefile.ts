import { Conditionals } from "./conditionals.ts";
import { Variables, isUnknownText } from "./variables.ts";

/** A rule's targets, what they need first, and its commands with variables in their place. */
export interface MakeRule {
  readonly targets: readonly string[];
  readonly prerequisites: readonly string[];
  readonly commands: readonly string[];
}

export interface Makefile {
  readonly rules: readonly MakeRule[];
  /** Commands that are run for the value of a variable: `$(shell ...)`. */
  readonly shell: readonly string[];
  /** What variables hold; rules that make knows by itself link what LDLIBS says. */
  readonly held: readonly string[];
  /** Other files that it includes. */
  readonly included: readonly string[];
  /** Texts of `$(error ...)` that make comes to. */
  readonly errors: readonly string[];
}

/**
 * Reads the part of GNU make's language that says which programs are run on what: variables, conditionals, rules.
 * Nothing is run. What is not known stands in a text as a sign (isUnknownText). Of a conditional that is not known
 * every side counts. Source: the GNU make manual.
 * @param given variables from outside: those of `make_env`.
 */
export function readMakefile(text: string, given: ReadonlyMap<string, string>): Makefile {
  const variables = new Variables(given);
  const conditionals = new Conditionals(variables);
  const included: string[] = [];
  const rules: (MakeRule & { readonly commands: string[] })[] = [];
  const errors: string[] = [];
  for (const line of joinedLines(text)) {
    if (conditionals.take(line.trim()) || !conditionals.counts) continue;
    if (line.startsWith("\t")) {
      const rule = rules.at(-1);
      const self = rule?.targets[0] ?? "";
      // `$@` is the rule's target.
      rule?.commands.push(variables.expand(line.trim().replaceAll(/\$@|\$\(@\)|\$\{@\}/g, () => self)));
      continue;
    }
    const stop = /^\s*\$[({]error\s+(.*)[)}]\s*$/.exec(line)?.[1];
    if (stop !== undefined) {
      if (conditionals.certain) errors.push(variables.expand(stop));
      continue;
    }
    const bare = line.replace(/(^|[^\\])#.*$/, "$1");
    if (variables.assign(bare)) continue;
    const other = /^\s*-?s?include\s+(.*)$/.exec(bare)?.[1];
    if (other !== undefined) {
      included.push(...variables.expand(other).split(/\s+/).filter(Boolean));
      continue;
    }
    const [, targets, rest = ""] = /^([^:=]+)::?(?!=)(.*)$/.exec(bare) ?? [];
    // `target: NAME = value` sets a variable for one rule.
    if (targets === undefined || /^\s*[\w.-]+\s*[:+?]?=/.test(rest)) continue;
    const inline = rest.indexOf(";");
    rules.push({
      targets: variables.expand(targets).split(/\s+/).filter(Boolean),
      prerequisites: variables
        .expand(inline === -1 ? rest : rest.slice(0, inline))
        .split(/[\s|]+/)
        .filter(Boolean),
      commands: inline === -1 ? [] : [variables.expand(rest.slice(inline + 1).trim())],
    });
  }
  return { rules, shell: variables.shell, held: variables.held, included, errors };
}

/** The rules that make follows for some goals, by default the first: those with patterns, and what is not known, may be any of them. */
export function rulesFor(rules: readonly MakeRule[], goals: readonly string[]): readonly MakeRule[] {
  const first = rules.flatMap(({ targets }) => targets).find((target) => !target.startsWith("."));
  const wanted = new Set(goals.length > 0 ? goals : first === undefined ? [] : [first]);
  const isWanted = ({ targets }: MakeRule): boolean =>
    targets.some((target) => wanted.has(target) || target.includes("%") || isUnknownText(target));
  for (let size = -1; size !== wanted.size;) {
    size = wanted.size;
    for (const rule of rules) if (isWanted(rule)) for (const name of rule.prerequisites) wanted.add(name);
  }
  return rules.filter(isWanted);
}

/** Lines that end in a backslash go on in the next one. */
function joinedLines(text: string): readonly string[] {
  return text.replaceAll(/\\\r?\n[\t ]*/g, " ").split(/\r?\n/);
}
