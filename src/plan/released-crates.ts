import type { BuildPlan } from "./build-plan.ts";

/** The crates that a release is made of: those that only checks in another environment need are left out. */
export function releasedCrates({ crates, checks }: Pick<BuildPlan, "crates" | "checks">): BuildPlan["crates"] {
  return checks === null ? crates : crates.filter(({ attr }) => !checks.crates.includes(attr));
}
