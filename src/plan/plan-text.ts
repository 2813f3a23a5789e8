import type { BuildPlan } from "./build-plan.ts";

const texts = new WeakMap<BuildPlan, string>();

/**
 * All of a plan as one text, for what hardly any plan has: characters that are not in it are in none of its texts, and one
 * search is a tenth of a look at each. Characters that JSON escapes stand there as escapes.
 */
export function planText(plan: BuildPlan): string {
  let text = texts.get(plan);
  if (text === undefined) texts.set(plan, (text = JSON.stringify(plan)));
  return text;
}
