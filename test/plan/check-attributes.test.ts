import { expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { checkAttributes } from "../../src/plan/check-attributes.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultSettings, type Settings } from "../../src/settings/settings.ts";
import { crate, mixProject, nif, project } from "../emit/project.ts";

/** What is said of a project with these releases and a crate of this name. */
function said(releases: readonly string[], crateName: string, given: Partial<Settings>): readonly string[] {
  const settings = { ...defaultSettings, ...given };
  const only = crate(crateName);
  const read = project({
    mix: mixProject({
      releases: releases.map((name) => ({
        name,
        applications: null,
        version: null,
        configProviders: [],
        steps: ["assemble"],
      })),
    }),
    nifs: [nif("A", { manifest: only.manifest })],
    crates: [only],
  });
  const diagnostics = new Diagnostics();
  const planned = plan(read, settings, new Diagnostics());
  expect(planned.crates.map(({ attr }) => attr)).toEqual([crateName]);
  checkAttributes(planned, settings, read.mix.place, diagnostics);
  return diagnostics.list.map(({ code, args }) =>
    [code, `${args["set"]}.${args["name"]}`, args["hidden"], "by", args["kept"]].join(" "),
  );
}

test("a name that two things of the flake have", () => {
  const outputs = ["crates", "image", "musl"] as const;
  expect(said(["web", "client"], "native", { outputs, checks: ["test", "clippy"] })).toEqual([]);
  expect(said(["web", "image", "default"], "web", { outputs })).toEqual([
    "name-taken packages.web the crate by the release",
    "name-taken packages.image the image by the release",
    "name-taken packages.default the release by the release web",
  ]);
  expect(said(["web", "test", "load"], "native", { checks: ["test"] })).toEqual([
    "name-taken checks.test the check test by the check of the release",
    "name-taken checks.load the check of the release by the check of the release web",
  ]);
});

test("the only release leaves its name to a crate or an image, being the default as well", () => {
  expect(said(["web"], "web", { outputs: ["crates"] })).toEqual([]);
  expect(said(["image"], "image", { outputs: ["crates", "image"] })).toEqual([
    "name-taken packages.image the crate by the image",
  ]);
  expect(said(["web"], "default", { outputs: ["crates"] })).toEqual([
    "name-taken packages.default the crate by the release web",
  ]);
});

test("one release is the default under both names, and what is not asked for is not there", () => {
  expect(said(["default"], "default", { outputs: [] })).toEqual([]);
  expect(said(["test"], "image", { outputs: ["image"], checks: ["test"] })).toEqual([]);
  expect(said(["image", "web"], "native", { outputs: ["image"], style: "default" })).toEqual([]);
});
