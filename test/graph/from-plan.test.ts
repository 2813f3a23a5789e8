import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { graphOf } from "../../src/graph/graph-of-plan.ts";
import { FatalDiagnostic, type Generation, generate } from "../../src/index.ts";
import { releasedCrates } from "../../src/plan/released-crates.ts";
import { checkOut, goldenProjects } from "../projects/support.ts";

const names = readdirSync(goldenProjects, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

async function generated(name: string): Promise<Generation | undefined> {
  try {
    return await generate({ ...checkOut(name), offline: true, env: {} });
  } catch (error) {
    if (error instanceof FatalDiagnostic) return undefined;
    throw error;
  }
}

describe("a plan as a graph", () => {
  test.each(names)("%s: every part of the plan is a node, and belongs to a release", async (name) => {
    const generation = await generated(name);
    if (generation === undefined) return;
    const { project, plan } = generation;
    const { nodes, edges } = graphOf(project, plan);
    const ids = nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining([
        ...plan.deps.map(({ app }) => `dependency:${app}`),
        ...releasedCrates(plan).map(({ attr }) => `crate:${attr}`),
        ...plan.nifs.map(({ module }) => `module:${module}`),
        ...plan.package.releases.map(({ pname }) => `release:${pname}`),
      ]),
    );
    for (const { from, to } of edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
    // From the releases back along every edge.
    const found = new Set(ids.filter((id) => id.startsWith("release:")));
    for (const id of found) for (const edge of edges) if (edge.to === id) found.add(edge.from);
    const named = plan.deps.filter(({ requires }) => requires.length > 0).flatMap(({ requires }) => requires);
    expect(ids.filter((id) => id.startsWith("crate:") && !found.has(id))).toEqual([]);
    // What only an application that no release has would need is built and not joined.
    expect(ids.filter((id) => !found.has(id) && named.includes(id.slice(id.indexOf(":") + 1)))).toEqual([]);
  });

  test("crates lead to the modules that load them, and these to the application that is released", async () => {
    const { project, plan } = (await generated("hello_nif")) as Generation;
    const lines = graphOf(project, plan).edges.map(({ from, to }) => `${from} > ${to}`);
    expect(lines).toEqual(
      expect.arrayContaining(["crate:hello_nif > module:HelloNif", "module:HelloNif > release:hello_nif"]),
    );
  });

  test("what a release only builds with is said not to be started", async () => {
    const { project, plan } = (await generated("phoenix")) as Generation;
    const told = graphOf(project, plan).nodes.filter(({ details }) => details.some(([name]) => name === "started"));
    const written = /\{:(\w+),[^}]*runtime: (?:false|Mix\.env\(\) == :dev)/g;
    const mixExs = readFileSync(join(goldenProjects, "phoenix/project/mix.exs"), "utf8");
    const named = [...mixExs.matchAll(written)].map(([, app]) => app);
    expect(told.map(({ label }) => label).toSorted()).toEqual(named.toSorted());
    expect(named).not.toEqual([]);
  });

  test("binaries of others are marked, with where they come from", async () => {
    const { project, plan } = (await generated("precompiled_prebuilt")) as Generation;
    const { nodes, edges } = graphOf(project, plan);
    const archives = nodes.filter(({ kind }) => kind === "archive");
    expect(archives.length).toBeGreaterThan(0);
    for (const { id, details, marks } of archives) {
      expect(marks).toContain("prebuilt");
      expect(details.map(([name]) => name)).toContain("whence");
      const module = edges.find(({ from }) => from === id)?.to;
      expect(nodes.find((node) => node.id === module)?.marks).toEqual(["native", "prebuilt"]);
    }
  });
});
