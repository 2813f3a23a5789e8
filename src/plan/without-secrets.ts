import type { DiagnosticSink } from "../diagnostics/diagnostic.ts";
import { withoutCredentials } from "../model/credentials.ts";
import type { Place } from "../model/source.ts";
import type { BuildPlan } from "./build-plan.ts";
import { planText } from "./plan-text.ts";

/**
 * A plan with every address in it as one may write it down, whatever file it came from; what was left out is reported. The plan
 * itself where there is nothing to leave out.
 * @param place where the project is declared: for what has no nearer one.
 */
export function withoutSecrets(plan: BuildPlan, place: Place, diagnostics: DiagnosticSink): BuildPlan {
  if (!mayHoldOne(planText(plan)) || !holdsOne(plan)) return plan;
  const clean = (value: unknown, path: string): unknown => {
    if (typeof value === "string") return mayHoldOne(value) ? cleanText(value, path) : value;
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, each]) => {
      const at = path === "" ? key : `${path}.${key}`;
      return [key, each, mayHoldOne(key) ? cleanText(key, path) : key, clean(each, at)] as const;
    });
    if (entries.every(([key, each, newKey, now]) => key === newKey && each === now)) return value;
    return Array.isArray(value)
      ? entries.map(([, , , now]) => now)
      : Object.fromEntries(entries.map(([, , key, now]) => [key, now]));
  };
  const cleanText = (text: string, path: string): string => {
    const cleaned = withoutCredentials(text);
    if (cleaned !== text) diagnostics.report("address-with-secret", place, { what: path });
    return cleaned;
  };
  return clean(plan, "") as BuildPlan;
}

/** Most texts are no address at all. */
const mayHoldOne = (text: string): boolean => text.includes("://") && (text.includes("@") || text.includes("?"));

/** Whether there is anything to leave out, which hardly any plan has. */
function holdsOne(value: unknown): boolean {
  if (typeof value === "string") return mayHoldOne(value) && withoutCredentials(value) !== value;
  if (typeof value !== "object" || value === null) return false;
  for (const key in value) if (holdsOne(key) || holdsOne(value[key as keyof typeof value])) return true;
  return false;
}
