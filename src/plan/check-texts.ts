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

/** Fields of a plan that become the name of a derivation, or a part of it. */
const naming: ReadonlySet<string> = new Set(["version", "pname", "app"]);

/** Parts of a plan whose `version` and `app` are a derivation's; elsewhere they are what others call so. */
const derivations = /^(?:checks\.environments\.\d+\.plan\.)?(?:package\.releases\.\d+|crates\.\d+|deps\.\d+)\.\w+$/;

/** Asked the dear question last: nearly every text is a name. */
const isBadName = (text: string, path: readonly string[]): boolean =>
  naming.has(path.at(-1) as string) && !name.test(text) && derivations.test(path.join(".")) && !isNoVersion(text, path);

/** What `git describe` says where there is no git: a name ends in its dash then, which is one. */
const isNoVersion = (value: string, path: readonly string[]): boolean => value === "" && path.at(-1) === "version";

/**
 * Whether every string of a plan can be written and used in Nix: the one check before they are, whatever file they came from.
 */
export function checkTexts(plan: BuildPlan, project: Project, diagnostics: DiagnosticSink): void {
  if (!mayBeUnwritable(planText(plan)) && everyPlan(plan).every(hasNames)) return;
  const placeOf = placesOf(plan, project);
  const refuse = (text: string, problem: string): void => {
    const what = path.join(".");
    diagnostics.report("text-refused", placeOf(path), { what, text: JSON.stringify(text.slice(0, 80)), problem });
  };
  /** Names and indices that lead to what is looked at. */
  const path: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === "string") {
      if (unwritable(value)) refuse(value, "has a character that no Nix string can hold");
      else if (isBadName(value, path)) refuse(value, "is not a name, or part of one, that the Nix store takes");
    } else if (typeof value === "object" && value !== null) {
      for (const key in value) {
        if (unwritable(key)) refuse(key, "has a character that no Nix string can hold");
        path.push(key);
        look(value[key as keyof typeof value]);
        path.pop();
      }
    }
  };
  look(plan);
}

/** NUL and halves stand in JSON as escapes. */
const mayBeUnwritable = (json: string): boolean => json.includes("\\u") || suspicious.test(json);

/** Whether all that `derivations` finds in a plan is a name. */
function hasNames({ package: { releases }, crates, deps }: BuildPlan): boolean {
  const isName = (text: string): boolean => name.test(text);
  const isVersion = (text: string): boolean => text === "" || name.test(text);
  const isNamed = (each: { readonly pname: string; readonly version: string }): boolean =>
    isName(each.pname) && isVersion(each.version);
  return (
    releases.every(isNamed) &&
    crates.every(isNamed) &&
    deps.every(({ app, version }) => isName(app) && isVersion(version))
  );
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
