import { changes } from "./write-plan.ts";
import type { WritePlan } from "./write-plan.ts";

/**
 * What applying a plan would change, as a unified diff that `git apply` and `patch -p1` take; empty where it is nothing.
 * The library that compares is loaded only here, so that other commands do not wait for it.
 */
export async function renderDiff(plan: WritePlan): Promise<string> {
  const changed = changes(plan);
  if (changed.length === 0) return "";
  const { FILE_HEADERS_ONLY, createTwoFilesPatch } = await import("diff");
  return changed
    .map(({ path, oldText, newText }) => {
      const from = oldText === null ? "/dev/null" : `a/${path}`;
      const to = newText === null ? "/dev/null" : `b/${path}`;
      return createTwoFilesPatch(from, to, oldText ?? "", newText ?? "", undefined, undefined, {
        headerOptions: FILE_HEADERS_ONLY,
      });
    })
    .join("");
}
