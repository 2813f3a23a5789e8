import type { DiagnosticSink } from "../../diagnostics/diagnostic.ts";
import type { UnknownValue, Value } from "../../elixir/eval/values/value.ts";
import type { DeclaredDep } from "../../model/mix-project.ts";
import type { Place } from "../../model/source.ts";
import { declaredDep } from "./declared-dep.ts";
import { waysOf } from "./dependency-ways.ts";
import { isNil } from "./known.ts";
import type { DependencyList } from "./loaded-project.ts";
import { reportUnknownOptions } from "./unknown-options.ts";

/**
 * Reads `deps:`. What Mix refuses is reported and left out; what is not known is reported, the rest is kept.
 * @param place of what has no place of its own.
 */
export function dependencyList(value: Value | undefined, place: Place, diagnostics: DiagnosticSink): DependencyList {
  const certain: DeclaredDep[] = [];
  const possible: DeclaredDep[] = [];
  const alternatives = new Map<DeclaredDep, readonly DeclaredDep[]>();
  let complete = true;
  const add = (item: Value, because?: UnknownValue): void => {
    const ways = waysOf(item);
    const deps = ways.map((way) => declaredDep(way, place)).filter((dep) => !("invalid" in dep)) as DeclaredDep[];
    const [one] = deps;
    // Whichever way it is, it is this application.
    if (
      ways.length > 1 &&
      one !== undefined &&
      deps.length === ways.length &&
      deps.every(({ app }) => app === one.app)
    ) {
      const dep = item.t === "tuple" ? declaredDep(item, place) : one;
      const kept = "invalid" in dep ? one : dep;
      alternatives.set(kept, deps);
      keep(kept, because);
    } else if (item.t === "unknown" && item.choices === undefined) {
      complete = false;
      reportUnknown(item, diagnostics);
    } else if (item.t === "unknown") {
      for (const choice of item.choices ?? []) if (choice.t === "tuple") add(choice, item);
    } else {
      const dep = declaredDep(item, place);
      if ("invalid" in dep) diagnostics.report("invalid-dependency", dep.place, { reason: dep.invalid });
      else {
        reportUnknownOptions(dep, diagnostics);
        keep(dep, because);
      }
    }
  };
  const keep = (dep: DeclaredDep, because: UnknownValue | undefined): void => {
    if (because === undefined) certain.push(dep);
    else {
      if (!possible.some(({ app }) => app === dep.app))
        diagnostics.report("dependency-possible", dep.place, { app: dep.app, why: because.why });
      possible.push(dep);
    }
  };
  if (value === undefined || isNil(value)) return { certain, possible, alternatives, complete };
  if (value.t === "unknown") {
    if (value.choices === undefined || !value.choices.every((choice) => choice.t === "list")) {
      reportUnknown(value, diagnostics);
      return { certain, possible, alternatives, complete: false };
    }
    for (const choice of value.choices) if (choice.t === "list") for (const item of choice.items) add(item, value);
    return { certain, possible, alternatives, complete };
  }
  if (value.t !== "list") {
    diagnostics.report("invalid-dependency", place, { reason: "is not in a list" });
    return { certain, possible, alternatives, complete };
  }
  for (const item of value.items) add(item);
  if (value.open !== undefined) {
    if (value.maybe === undefined) {
      complete = false;
      reportUnknown(value.open, diagnostics);
    }
    for (const item of value.maybe ?? []) add(item, value.open);
  }
  reportDuplicates(certain, diagnostics);
  return { certain, possible, alternatives, complete };
}

function reportUnknown(because: UnknownValue, diagnostics: DiagnosticSink): void {
  diagnostics.report("deps-partly-unknown", because.place, { why: because.why });
}

function reportDuplicates(deps: readonly DeclaredDep[], diagnostics: DiagnosticSink): void {
  const seen = new Set<string>();
  for (const dep of deps) {
    if (seen.has(dep.app)) diagnostics.report("duplicate-dependency", dep.place, { app: dep.app });
    seen.add(dep.app);
  }
}
