import { describe, expect, test } from "vitest";
import { notAProject, umbrellaOf } from "../../../src/read/mix/nearby-projects.ts";
import { memoryFileSystem } from "./memory.ts";

const near = (folder: string, paths: readonly string[]): string | undefined =>
  notAProject(folder, memoryFileSystem(Object.fromEntries(paths.map((path) => [path, ""]))))["near"];

test("what is no folder is told apart", () => {
  const files = memoryFileSystem({ "/r/mix.exs": "" });
  expect(notAProject("/r/mix.exs", files)).toMatchObject({ near: ", which is a file; there is a Mix project in .." });
  expect(notAProject("/nowhere", files)).toMatchObject({ near: ", which does not exist" });
});

test("a project of another tool is told what it is", () => {
  expect(near("/r", ["/r/rebar.config"])).toBe(
    " but a rebar.config: this is a project of rebar3, for which nixpkgs has beamPackages.rebar3Relx",
  );
  expect(near("/r/gleam", ["/r/.git/HEAD", "/r/mix.exs", "/r/gleam/gleam.toml"])).toBe(
    " but a gleam.toml: this is a project of Gleam; there is a Mix project in ..",
  );
});

describe("the Mix project that was most likely meant", () => {
  test("is the nearest above", () => {
    expect(near("/r/app/native/nif", ["/r/.git/HEAD", "/r/mix.exs", "/r/app/mix.exs", "/r/app/native/nif/x"])).toBe(
      "; there is a Mix project in ../..",
    );
  });
  test("is that of the umbrella, above an application's folder", () => {
    const files = memoryFileSystem({
      "/r/.git/HEAD": "",
      "/r/mix.exs": 'def project, do: [apps_path: "apps"]',
      "/r/apps/a/mix.exs": "",
      "/r/apps/a/lib/a.ex": "",
    });
    expect(notAProject("/r/apps/a/lib", files)).toMatchObject({
      path: "../../..",
      near: "; there is a Mix project in ../../..",
    });
  });
  test("is not looked for outside of the repository", () => {
    expect(near("/r/app/native", ["/r/mix.exs", "/r/app/.git/HEAD", "/r/app/native/x"])).toBe("");
  });
  test("is below, in a monorepo, and never a dependency or a build", () => {
    const paths = ["b/mix.exs", "a/api/mix.exs", "deps/x/mix.exs", "a/_build/y/mix.exs", ".z/mix.exs", "a/b/c/mix.exs"];
    expect(
      near(
        "/r",
        [".git/HEAD", ...paths].map((path) => `/r/${path}`),
      ),
    ).toBe("; there is a Mix project in each of a/api, b");
  });
  test("is not found where there is none", () => {
    expect(notAProject("/r", memoryFileSystem({ "/r/README.md": "" }))).toMatchObject({
      near: "",
      path: "path/to/project",
    });
  });
});

describe("the umbrella of an application", () => {
  const umbrella = (appsPath: string): Record<string, string> => ({
    "/r/mix.exs": `[apps_path: "${appsPath}"]`,
    "/r/apps/a/mix.exs": "",
  });
  test("is two folders above", () => expect(umbrellaOf("/r/apps/a", memoryFileSystem(umbrella("apps")))).toBe("/r"));
  test("keeps its applications in that folder", () =>
    expect(umbrellaOf("/r/apps/a", memoryFileSystem(umbrella("services")))).toBeUndefined());
});
