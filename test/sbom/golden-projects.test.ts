import { readdirSync } from "node:fs";
import { Version } from "@cyclonedx/cyclonedx-library/Spec";
import { JsonStrictValidator } from "@cyclonedx/cyclonedx-library/Validation";
import { PackageURL } from "packageurl-js";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../cli/support/project.ts";
import { nif2nix } from "../cli/support/run.ts";
import { checkOut, goldenProjects, runOf } from "../projects/support.ts";
import { askMix, hasElixir } from "../read/mix/oracle.ts";
import { type Component, type Document, allOf } from "./document.ts";

const names = readdirSync(goldenProjects, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const validator = new JsonStrictValidator(Version.v1dot6);

interface Made {
  readonly name: string;
  readonly project: string;
  readonly env: string;
  readonly text: string;
  readonly document: Document;
}

/** All of them, in copies that are there until the test ends. */
async function bills(): Promise<{
  readonly made: readonly Made[];
  readonly refused: readonly Pick<Made, "name" | "project">[];
}> {
  const made: Made[] = [];
  const refused: Pick<Made, "name" | "project">[] = [];
  for (const name of names) {
    const { project, mixEnv = "prod" } = checkOut(name);
    const home = temporaryFolder();
    const argv = ["sbom", "--offline", ...(runOf(name).mixEnv === undefined ? [] : ["--env", mixEnv])];
    const env = { HOME: home, HEX_HOME: home, CARGO_HOME: home };
    const { code, stdout } = await nif2nix(argv, { cwd: project, env });
    if (code !== 0) refused.push({ name, project });
    else made.push({ name, project, env: mixEnv, text: stdout, document: JSON.parse(stdout) as Document });
  }
  return { made, refused };
}

test("every project that can be read has a bill: strictly by CycloneDX's schema, whole, and reached from the release", async () => {
  const { made, refused } = await bills();
  expect(made.length).toBeGreaterThan(30);
  for (const { name, project } of refused) {
    const { code } = await nif2nix(["scan", "--offline"], { cwd: project });
    expect([name, code]).toEqual([name, 2]);
  }
  for (const { name, text, document } of made) {
    expect(await validator.validate(text), name).toBeNull();
    const all = [document.metadata.component, ...allOf(document.components)];
    const refs = all.map((each) => each["bom-ref"]);
    expect(new Set(refs).size, name).toBe(refs.length);
    const needs = new Map(document.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
    for (const ref of [...needs.keys(), ...[...needs.values()].flat()]) expect(refs, name).toContain(ref);
    const reached = new Set([document.metadata.component["bom-ref"]]);
    for (const ref of reached) for (const next of needs.get(ref) ?? []) reached.add(next);
    expect(
      refs.filter((ref) => !reached.has(ref)),
      name,
    ).toEqual([]);
    // Whoever reads them makes the same of them.
    for (const { purl } of all) if (purl !== undefined) expect(PackageURL.fromString(purl).toString(), name).toBe(purl);
  }
  const [first] = made as [Made];
  expect(await validator.validate(first.text.replace('"version": 1', '"version": "one"'))).not.toBeNull();
});

describe.skipIf(!hasElixir)("the packages of the environment", () => {
  test("are those of Mix's converger", async () => {
    const { made } = await bills();
    // Without what a fixture cannot have: Mix asks for the sources of git dependencies before it answers.
    const asked = made.filter(({ text }) => !text.includes('"type": "vcs"'));
    const { answers } = askMix(asked.map(({ project, env }) => ({ kind: "closure", path: project, env })));
    let compared = 0;
    for (const [index, { name, document }] of asked.entries()) {
      const {
        deps,
        diverged = [],
        error,
      } = answers[index] as {
        readonly deps?: Readonly<Record<string, unknown>>;
        readonly diverged?: readonly unknown[];
        readonly error?: string;
      };
      if (deps === undefined || error !== undefined || diverged.length > 0) continue;
      const ours = document.components.flatMap((each: Component) => {
        const [kind, app = ""] = each["bom-ref"].split(":");
        return kind === "dependency" || (kind === "application" && deps[app] !== undefined) ? [app] : [];
      });
      expect(ours.toSorted(), name).toEqual(Object.keys(deps).toSorted());
      compared++;
    }
    expect(compared).toBeGreaterThan(20);
  });
});
