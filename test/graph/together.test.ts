import { expect, test } from "vitest";
import { rebuiltBy } from "../../src/graph/changed.ts";
import { graphOf } from "../../src/graph/graph-of-plan.ts";
import { generate } from "../../src/index.ts";
import { checkOut } from "../projects/support.ts";

const built = async (name: string, changes: readonly string[]): Promise<readonly string[]> => {
  const { project, plan } = await generate({ project: checkOut(name).project, offline: true, env: {} });
  return rebuiltBy(graphOf(project, plan), plan, changes).map(({ id }) => id.replace("dependency:", ""));
};

test("a new version of a dependency builds all that are compiled with it, and what is built on them", async () => {
  const apart = await built("phoenix", ["dns_cluster"]);
  const together = await built("dependencies_together", ["dns_cluster"]);
  expect(together).toEqual(expect.arrayContaining([...apart]));
  expect(apart).not.toContain("thousand_island");
  expect(together).toContain("thousand_island");
  // Is placed, and not compiled.
  expect(together).not.toContain("daisyui");
  expect(together).not.toContain("module:Shop.Prices");
});

test("an edit of the configuration builds those that it concerns, together", async () => {
  const apart = await built("phoenix", ["config/config.exs"]);
  expect((await built("dependencies_together", ["config/config.exs"])).toSorted()).toEqual(apart.toSorted());
});
