import { describe, expect, test } from "vitest";
import { isUsersOwn, mayBeOurs } from "../../src/apply/own-paths.ts";
import { workflow } from "../../src/cli/init/ci.ts";
import { envrc } from "../../src/cli/init/direnv.ts";
import { forges } from "../../src/cli/init/forges.ts";
import { generate } from "../../src/index.ts";
import type { Style } from "../../src/settings/settings.ts";
import { makeProject } from "../cli/support/project.ts";

// A run that was killed is finished or undone as far as its journal names files of ours; golden projects show the other styles.
describe("files that nif2nix writes are known by their paths", () => {
  const src = "github:example/hello_nif/0123456789abcdef0123456789abcdef01234567";
  test.each<[Style, readonly string[]]>([
    ["flake", ["flake.nix", "nix/package.nix"]],
    ["default", ["default.nix", "nix/package.nix"]],
    ["nixpkgs", ["pkgs/by-name/he/hello_nif/package.nix"]],
  ])("in the style %s", async (style, owned) => {
    const more = style === "nixpkgs" ? { src } : {};
    const { files } = await generate({ project: makeProject(), offline: true, env: {}, style, ...more });
    expect(files.map(({ path }) => path).filter((path) => !mayBeOurs(path))).toEqual([]);
    expect(files.map(({ path }) => path).filter(isUsersOwn)).toEqual(expect.arrayContaining([...owned]));
    expect(files.filter(({ ownership }) => ownership === "user").map(({ path }) => path)).toEqual(
      files.map(({ path }) => path).filter(isUsersOwn),
    );
  });

  test("those of init alone", () => {
    for (const { path } of [envrc, ...forges.map((forge) => workflow(forge, []))])
      expect([path, mayBeOurs(path), isUsersOwn(path)]).toEqual([path, true, true]);
  });
});

test.each([
  "lib/hello.ex",
  "nix/../mix.exs",
  "nix/lib/../../mix.exs",
  "nix/lib/.git",
  "nix/locks/../x.lock",
  "nix/locks/a/../x.lock",
  "nix/locks/a/b/c.lock",
  "/nix/deps.nix",
  "nix/deps.nix/x",
  "mix.lock",
])("%s is none of them", (path) => {
  expect(mayBeOurs(path)).toBe(false);
});
