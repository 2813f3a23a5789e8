import { describe, expect, test } from "vitest";
import { codes } from "../../src/diagnostics/codes.ts";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { Dependency } from "../../src/model/dependency.ts";
import type { Release } from "../../src/model/mix-project.ts";
import type { Project } from "../../src/model/project.ts";
import { unknown } from "../../src/model/unknown.ts";
import { planReleases, releaseNames } from "../../src/plan/plan-releases.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { hexDep, mixProject, nif, project } from "../emit/project.ts";

const release = (name: string, applications: readonly string[] | null = null): Release => ({
  name,
  applications,
  version: null,
  configProviders: [],
  steps: ["assemble"],
});

function planned(changes: Partial<Project>, wished: string | null = null): unknown {
  const diagnostics = new Diagnostics();
  const releases = planReleases(project(changes), { ...defaultSettings, release: wished }, diagnostics);
  return [
    ...releases.map(({ pname, releaseName, applications }) =>
      [pname, ...(releaseName === pname ? [] : [releaseName]), ...(applications ?? [])].join(" "),
    ),
    ...diagnostics.list.map(({ code }) => `${codes[code].severity} ${code}`),
  ];
}

const child = (app: string) => mixProject({ app, path: `apps/${app}` });
const inUmbrella = (app: string, requires: readonly string[]): Dependency => ({
  ...hexDep(app, { requires }),
  source: { kind: "path", path: `apps/${app}`, inUmbrella: true },
});

describe("the releases of a project", () => {
  const own = (releases: readonly Release[], defaultRelease: string | null = null): Partial<Project> => ({
    mix: mixProject({ releases, defaultRelease }),
  });
  test.each<[string, Partial<Project>, string | null, readonly string[]]>([
    ["without any, that of the application", own([]), null, ["my_app "]],
    ["without any, by its name", own([]), "my_app", ["my_app "]],
    ["one", own([release("a")]), null, ["a"]],
    [
      "several: the first, where Mix takes none",
      own([release("a"), release("b")]),
      null,
      ["a", "b", "info default-release-missing"],
    ],
    ["several: the default of mix.exs", own([release("a"), release("b")], "b"), null, ["b", "a"]],
    ["several: that of the settings", own([release("a"), release("b")], "b"), "a", ["a", "b"]],
    [
      "a default that is none of them",
      own([release("a"), release("b")], "all"),
      null,
      ["a", "b", "error release-unknown"],
    ],
    [
      "a default that is none of them, where the settings name another",
      own([release("a"), release("b")], "all"),
      "b",
      ["b", "a"],
    ],
    ["a default beside one release, which Mix does not look at", own([release("a")], "all"), null, ["a"]],
    ["unknown ones: the name that is asked for", { mix: mixProject({ releases: unknown("x") }) }, "b", ["b"]],
  ])("%s", (_, changes, wished, expected) => {
    expect(planned(changes, wished)).toEqual(expected);
  });
});

describe("an umbrella that defines none", () => {
  const umbrella = mixProject({ app: null, umbrella: true, appsPath: "apps" });
  const apps = [child("a"), child("b")];
  test("has one for each application, by default for the one that needs all others", () => {
    const deps = [inUmbrella("a", []), inUmbrella("b", ["a"])];
    const changes = { mix: umbrella, apps, deps };
    expect(planned(changes)).toEqual(["b b", "a a", "info umbrella-without-releases"]);
    expect(planned(changes, "a")).toEqual(["a a", "b b", "info umbrella-without-releases"]);
  });
  test("or one of all, where none needs all others", () => {
    const deps = [inUmbrella("a", []), inUmbrella("b", [])];
    expect(planned({ mix: umbrella, apps, deps })).toEqual([
      "umbrella a b",
      "a a",
      "b b",
      "info umbrella-without-releases",
    ]);
  });
  test("can be asked for any of them", () => {
    expect(releaseNames(project({ mix: umbrella, apps }))).toEqual(["a", "b"]);
  });
});

test("NIF modules of applications that a release does not hold are not looked for in it", () => {
  const releases = [release("all"), release("small", ["a"])];
  const changes = {
    mix: mixProject({ app: null, umbrella: true, appsPath: "apps", releases }),
    apps: [child("a"), child("b"), child("c")],
    deps: [inUmbrella("a", ["c"]), inUmbrella("b", []), inUmbrella("c", [])],
    nifs: ["a", "b", "c"].map((app) => nif(app.toUpperCase(), { project: `apps/${app}` })),
  };
  const without = planReleases(project(changes), defaultSettings, new Diagnostics()).map((each) => each.without);
  expect(without).toEqual([[], ["B"]]);
});
