import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import type { Project } from "../model/project.ts";
import type { Place } from "../model/source.ts";
import { type BuildPlan, everyPlan } from "./build-plan.ts";
import { planText } from "./plan-text.ts";

/** What a Nix string cannot hold: NUL, and half of a surrogate pair. Most text has nothing that is even near to it. */
const unwritable = (text: string): boolean => suspicious.test(text) && (text.includes("\0") || halves.test(text));
// oxlint-disable-next-line no-control-regex
const suspicious = /[\0\ud800-\udfff]/;
const halves = /\p{Surrogate}/u;

/** What a name in the store may be, of which versions are a part (Nix manual, "store path": 211 characters with the version). */
const name = /^[A-Za-z0-9+_?=-][A-Za-z0-9+._?=-]{0,99}$/;

/**
 * Whether every string of a plan can be written and used in Nix: the one check before they are, whatever file they came from.
 */
export function checkTexts(plan: BuildPlan, project: Project, diagnostics: DiagnosticSink): void {
  const placeOf = placesOf(plan, project);
  const refuse = (text: string, path: readonly string[], problem: string): void => {
    const what = path.join(".");
    diagnostics.report("text-refused", placeOf(path), { what, text: JSON.stringify(text.slice(0, 80)), problem });
  };
  /** Names and indices that lead to what is looked at. */
  const path: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === "string") {
      if (unwritable(value)) refuse(value, path, "has a character that no Nix string can hold");
    } else if (typeof value === "object" && value !== null) {
      for (const key in value) {
        if (unwritable(key)) refuse(key, path, "has a character that no Nix string can hold");
        path.push(key);
        look(value[key as keyof typeof value]);
        path.pop();
      }
    }
  };
  if (mayBeUnwritable(planText(plan))) look(plan);
  for (const { text, path: at } of everyPlan(plan).flatMap(badNames))
    if (!unwritable(text)) refuse(text, at, "is not a name, or part of one, that the Nix store takes");
}

/** NUL and halves stand in JSON as escapes. */
const mayBeUnwritable = (json: string): boolean => json.includes("\\u") || suspicious.test(json);

interface Name {
  readonly text: string;
  /** Names and indices that lead to it. */
  readonly path: readonly string[];
}

/** What would become the name of a derivation, or a part of it, and cannot, in one of the plans that `everyPlan` gives. */
function badNames({ package: { releases }, crates, deps }: BuildPlan, plan: number): readonly Name[] {
  const at = plan === 0 ? [] : ["checks", "environments", String(plan - 1), "plan"];
  return [
    ...badNamesIn(releases, ["pname", "version"], [...at, "package", "releases"]),
    ...badNamesIn(crates, ["pname", "version"], [...at, "crates"]),
    ...badNamesIn(deps, ["app", "version"], [...at, "deps"]),
  ];
}

function badNamesIn<Field extends string>(
  derivations: readonly Readonly<Record<Field, string>>[],
  fields: readonly Field[],
  at: readonly string[],
): readonly Name[] {
  // What `git describe` says where there is no git is empty: a name ends in its dash then, which is one.
  const isGood = (text: string, field: Field): boolean => name.test(text) || (text === "" && field === "version");
  const found: Name[] = [];
  for (const [index, each] of derivations.entries()) {
    for (const field of fields) {
      const text = each[field];
      if (!isGood(text, field)) found.push({ text, path: [...at, String(index), field] });
    }
  }
  return found;
}

/** Where a person finds what a part of the plan was made of: the file, and the line where that is known. */
function placesOf(plan: BuildPlan, project: Project): (path: readonly string[]) => Place {
  const start = (file: string | null | undefined): Place | undefined =>
    file === null || file === undefined ? undefined : { file, line: 1, column: 1 };
  const lines: Readonly<Record<string, (index: number) => Place | undefined>> = {
    crates: (index) => start(project.crates.find((each) => each.packageName === plan.crates[index]?.pname)?.manifest),
    nifs: (index) => project.nifs.find((each) => each.module === plan.nifs[index]?.module),
    deps: (index) => project.deps.find((each) => each.app === plan.deps[index]?.app)?.place,
    natives: (index) => project.deps.find((each) => each.app === plan.natives[index]?.app)?.place,
  };
  return ([part = "", index = ""]) => {
    const found = Object.hasOwn(lines, part) ? lines[part]?.(Number(index)) : undefined;
    const { file, line, column } = found ?? project.mix.place;
    return { file, line, column };
  };
}
