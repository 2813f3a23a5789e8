import { describe, expect, test } from "vitest";
import { codes } from "../../src/diagnostics/codes.ts";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { nothingNative } from "../../src/model/natives.ts";
import type { Project } from "../../src/model/project.ts";
import { unknown, wrongKind } from "../../src/model/unknown.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultSettings, type NifSettings, type Settings } from "../../src/settings/settings.ts";
import { crate, hexDep, mixProject, nif, project } from "../emit/project.ts";

function findings(changes: Partial<Project>, settings: Settings = defaultSettings): string[] {
  const diagnostics = new Diagnostics();
  plan(project(changes), settings, diagnostics);
  return diagnostics.list.map(({ code, place }) => `${codes[code].severity} ${code} ${place.file}:${place.line}`);
}

const own = (changes: Partial<NifSettings>): NifSettings => ({
  skip: false,
  features: null,
  defaultFeatures: null,
  mode: null,
  crate: null,
  loads: null,
  ...changes,
});

describe("what keeps a project from being planned", () => {
  const whole = { nifs: [nif("A")], crates: [crate("my_nif")] };

  test("nothing, where everything is known", () => {
    expect(findings(whole)).toEqual([]);
  });
  test("not even that there is no NIF, which is only said", () => {
    expect(findings({})).toEqual(["info no-nif-found mix.exs:1"]);
  });
  test("a version that Mix does not take, of what is compiled", () => {
    const { mix } = project({});
    for (const version of ["", "1.0", "v1.0.0", "01.0.0", "1.0.0 ", "1.0.0+a_b"])
      expect(findings({ ...whole, mix: { ...mix, version } })).toEqual(["error project-version-invalid mix.exs:1"]);
    // A missing one, and what is no string (1, :latest), are refused by Mix as well; what is not known may be right.
    for (const version of [null, wrongKind("a string")])
      expect(findings({ ...whole, mix: { ...mix, version } })).toEqual(["error project-version-invalid mix.exs:1"]);
    expect(findings({ ...whole, mix: { ...mix, version: unknown("calls System.cmd/2") } })).toEqual([
      "info project-version-unknown mix.exs:1",
    ]);
    expect(findings({ ...whole, mix: { ...mix, version: "1.0.0-dev+a" } })).toEqual([]);
    expect(findings({ ...whole, mix: { ...mix, umbrella: true, version: "" } })).not.toContain(
      "error project-version-invalid mix.exs:1",
    );
  });
  test("not where a compiler of the project may make one", () => {
    const { mix } = project({});
    expect(findings({ mix: { ...mix, compilers: ["my_zig", "elixir", "app"] } })).toEqual([]);
    expect(findings({ mix: { ...mix, compilers: ["leex", "elixir", "app"] } })).toHaveLength(1);
  });
  test("not where dependencies may bring one and their sources could not be had: that is said where it is seen", () => {
    const without = { ...nothingNative("fast"), requires: ["rustler"] };
    const deps = [hexDep("fast")];
    expect(findings({ deps, natives: [{ ...without, unread: true }] })).toEqual([]);
    expect(findings({ deps, natives: [without] })).toEqual(["info no-nif-found mix.exs:1"]);
  });
  test("an option of the wrong kind by its own words, and one that the configuration sets where it does", () => {
    const configured = {
      options: ["mode", "load_from"],
      place: { file: "config/config.exs", line: 7, column: 1 },
    };
    const wrong = { features: wrongKind("a list of strings"), mode: unknown("calls Foo.mode/0") };
    expect(findings({ ...whole, nifs: [nif("A", { ...wrong, configured })] })).toEqual([
      "error nif-option-wrong lib/native.ex:2",
      "error nif-option-unknown config/config.exs:7",
    ]);
  });
  test("not where a library lies that is put there by the build", () => {
    const loadFrom = unknown("calls Foo.path/0");
    expect(findings({ ...whole, nifs: [nif("A", { loadFrom })] })).toEqual([]);
    const shipped = nif("A", { loadFrom, skipCompilation: true, manifest: null });
    expect(findings({ ...whole, nifs: [shipped] })).toEqual(["error nif-option-unknown lib/native.ex:2"]);
  });
  test("an option that is not known, once for each, at the module's place", () => {
    const nifs = [nif("A", { features: unknown("calls Foo.bar/0"), mode: unknown("calls Foo.mode/0") })];
    expect(findings({ ...whole, nifs })).toEqual([
      "error nif-option-unknown lib/native.ex:2",
      "error nif-option-unknown lib/native.ex:2",
    ]);
  });
  test("not for a module that the settings leave out", () => {
    const nifs = [nif("A", { otpApp: unknown("x") }), nif("B")];
    expect(findings({ ...whole, nifs }, { ...defaultSettings, nifs: { A: own({ skip: true }) } })).toEqual([]);
  });
  test("not for an option that the settings decide", () => {
    const nifs = [nif("A", { features: unknown("x") })];
    expect(findings({ ...whole, nifs }, { ...defaultSettings, nifs: { A: own({ features: [] }) } })).toEqual([]);
  });
  test("a self-hosted Hex repository of unknown address", () => {
    const dep = hexDep("a");
    const source = { ...dep.source, repo: "acme" } as typeof dep.source;
    const deps = [{ ...dep, source }];
    expect(findings({ ...whole, deps })).toEqual(["error repository-unknown mix.lock:2"]);
    const repos = { acme: { url: "https://hex.acme.example", keyVariable: null } };
    expect(findings({ ...whole, deps }, { ...defaultSettings, repos })).toEqual([]);
  });
  test("a library in an application that is compiled elsewhere", () => {
    expect(findings({ ...whole, nifs: [nif("A", { otpApp: "other" })] })).toEqual([
      "error load-from-foreign-app lib/native.ex:2",
    ]);
  });
  test("a lock from before Hex 0.20", () => {
    const dep = hexDep("old");
    const source = { ...dep.source, outerChecksum: null } as typeof dep.source;
    expect(findings({ ...whole, deps: [{ ...dep, source }] })).toEqual([
      "error lock-without-outer-checksum mix.lock:2",
    ]);
  });
  test("a feature that the crate does not have, unless the settings name others", () => {
    const nifs = [nif("A", { features: ["fasst"] })];
    expect(findings({ ...whole, nifs })).toEqual(["error feature-unknown lib/native.ex:2"]);
    expect(findings({ ...whole, nifs }, { ...defaultSettings, nifs: { A: own({ features: ["fast"] }) } })).toEqual([]);
  });
  describe("RustlerPrecompiled in the project without rustler", () => {
    const precompiled = { macro: "RustlerPrecompiled", version: "1.0.0" } as const;

    test("nothing: the crate takes the place of the artifact", () => {
      expect(findings({ ...whole, nifs: [nif("A", precompiled)] })).toEqual([]);
    });
    test("a build that the module forces", () => {
      expect(findings({ ...whole, nifs: [nif("A", { ...precompiled, forceBuild: true })] })).toEqual([
        "error rustler-missing-for-force lib/native.ex:2",
      ]);
      const deps = [hexDep("rustler")];
      expect(findings({ ...whole, deps, nifs: [nif("A", { ...precompiled, forceBuild: true })] })).toEqual([]);
      const only = [hexDep("rustler", { inProd: false })];
      expect(findings({ ...whole, deps: only, nifs: [nif("A", { ...precompiled, forceBuild: true })] })).toHaveLength(
        1,
      );
    });
    test("a name of the artifact that is not known", () => {
      expect(findings({ ...whole, nifs: [nif("A", { ...precompiled, version: unknown("x") })] })).toEqual([
        "error nif-option-unknown lib/native.ex:2",
      ]);
    });
  });
  test("names that no line of configuration can hold", () => {
    expect(findings({ ...whole, nifs: [nif("A\nB")] })).toEqual(["error unsafe-name lib/native.ex:2"]);
  });
  test("a git dependency whose subdir leads out of it", () => {
    const source = {
      kind: "git",
      url: "https://e.org/a",
      rev: "a".repeat(40),
      branch: null,
      tag: null,
      ref: null,
    } as const;
    const dep = hexDep("a", { source: { ...source, submodules: false, sparse: null, subdir: "../../etc" } });
    expect(findings({ ...whole, deps: [dep] })).toEqual(["error path-outside-root mix.lock:2"]);
  });
  test("the application's name", () => {
    expect(findings({ ...whole, mix: mixProject({ app: unknown("x") }) })).toContain(
      "error project-app-unknown mix.exs:1",
    );
  });
});
