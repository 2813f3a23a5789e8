import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { MixProject } from "../../src/model/mix-project.ts";
import type { Project } from "../../src/model/project.ts";
import { unknown } from "../../src/model/unknown.ts";
import { checkMixTasks } from "../../src/plan/check-mix-tasks.ts";
import { planArchives } from "../../src/plan/plan-mix-archives.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { mixProject, project } from "../emit/project.ts";

function said(changes: Partial<MixProject>, others: Partial<Project> = {}, elixir: string | null = null): unknown[] {
  const diagnostics = new Diagnostics();
  const settings = { ...defaultSettings, beam: { erlang: null, elixir } };
  checkMixTasks(project({ mix: mixProject(changes), ...others }), settings, diagnostics);
  return diagnostics.list.map(({ code, args }) => [code, ...Object.values(args)]);
}

describe("what mix.exs has Mix do besides is told", () => {
  const release = { name: "web", applications: null, version: null, configProviders: [] };
  test.each([
    [["assemble"], []],
    [["assemble", "tar"], [["release-steps", "web", ":tar"]]],
    [["assemble", "a function", "tar"], [["release-steps", "web", "a function, :tar"]]],
    [["assemble", "Bakeware.assemble/1"], [["release-steps", "web", "Bakeware.assemble/1"]]],
    [["a function", "assemble", "a function"], [["release-steps", "web", "2 functions"]]],
  ])("steps %j", (steps, expected) => {
    expect(said({ releases: [{ ...release, steps }] })).toEqual(expected);
  });

  test("steps that are not known, and a script", () => {
    const steps = unknown("calls Foo.steps/0");
    expect(said({ releases: [{ ...release, steps }], escript: true })).toMatchObject([
      ["release-steps", "web", expect.any(String)],
      ["escript-not-built"],
    ]);
  });

  test("warnings that are errors, where nothing names the Elixir", () => {
    const asked = { text: "1.18.3", place: { file: ".tool-versions", line: 1, column: 1 } };
    expect(said({ warningsAsErrors: true })).toEqual([["warnings-as-errors"]]);
    expect(said({ warningsAsErrors: true }, { beam: { erlang: null, elixir: asked } })).toEqual([]);
    expect(said({ warningsAsErrors: true }, {}, "1.18")).toEqual([]);
  });
});

describe("archives of Mix", () => {
  test.each([
    ["~> 1.0", "1.0.0"],
    ["~> 1.11.2", "1.11.2"],
    ["> 2.1.0", "2.1.1"],
    [">= 0.3.0 and < 1.0.0", "0.3.0"],
    ["~> 1.2 and != 1.2.0", "1.2.1"],
    [unknown("asks a server"), "0.0.0"],
  ])("one that has to meet %j", (requirement, version) => {
    const mix = mixProject({ archives: [{ name: "boot", requirement }] });
    expect(planArchives({ mix, apps: [] })).toEqual({ boot: version });
    expect(said({ archives: mix.archives })).toMatchObject([["archive-stands-in", "boot", expect.any(String)]]);
  });
});
