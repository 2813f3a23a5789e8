import { describe, expect, test } from "vitest";
import { codes } from "../../src/diagnostics/codes.ts";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { Dependency } from "../../src/model/dependency.ts";
import { type DependencyNatives, nothingNative } from "../../src/model/natives.ts";
import type { NifModule } from "../../src/model/nif-module.ts";
import type { Project } from "../../src/model/project.ts";
import { unknown } from "../../src/model/unknown.ts";
import type { BuildPlan } from "../../src/plan/build-plan.ts";
import type { NifWay } from "../../src/plan/dependency-derivation.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultPackage, defaultSettings, type PackageWay, type Settings } from "../../src/settings/settings.ts";
import { crate, hexDep, nif, project } from "../emit/project.ts";

const artifact = "libfast-v1.0.0-nif-2.15-x86_64-unknown-linux-gnu.so.tar.gz";

const precompiled = (module: string, changes: Partial<NifModule> = {}): NifModule =>
  nif(module, {
    macro: "RustlerPrecompiled",
    otpApp: "fast",
    crate: "my_nif",
    version: "1.0.0",
    baseUrl: "https://example.org/fast",
    forceBuild: false,
    ...changes,
  });

const natives = (changes: Partial<DependencyNatives> = {}): DependencyNatives => ({
  ...nothingNative("fast"),
  nifs: [precompiled("Fast")],
  crates: [crate("my_nif")],
  cargoLocks: { "native/my_nif/Cargo.lock": "version = 4\n" },
  checksums: { Fast: { [artifact]: "0".repeat(64) } },
  ...changes,
});

interface Planned {
  readonly plan: BuildPlan;
  readonly ways: Record<string, NifWay>;
  readonly findings: readonly string[];
}

/** Plans an application with the dependency `fast`; `deps` are what it has besides. */
function planned(
  changes: Partial<DependencyNatives> = {},
  deps: readonly Dependency[] = [hexDep("rustler")],
  way: PackageWay | null = null,
  rest: Partial<Project> = {},
  given: Partial<Settings> = {},
): Planned {
  const diagnostics = new Diagnostics();
  const settings =
    way === null
      ? { ...defaultSettings, ...given }
      : { ...defaultSettings, packages: { fast: { ...defaultPackage, way } } };
  const made = plan(
    project({
      deps: [hexDep("fast", { requires: ["rustler_precompiled"] }), ...deps],
      natives: [natives(changes)],
      ...rest,
    }),
    settings,
    diagnostics,
  );
  return {
    plan: made,
    ways: Object.fromEntries(made.natives.map((each) => [each.app, each.way])),
    findings: diagnostics.list.map(({ code, place }) => `${codes[code].number} ${place.file}:${place.line}`),
  };
}

describe("the way of a dependency with RustlerPrecompiled", () => {
  test("prebuilt, where addresses and hashes are known: no crate is built", () => {
    const { ways, plan: made, findings } = planned();
    expect(ways).toEqual({ fast: "prebuilt" });
    expect(made.crates).toEqual([]);
    expect(findings).toEqual([]);
  });
  test.each([
    [["2.15", "2.16", "2.17"], "2.15", "27", "source"],
    [["2.15"], "2.15", "27", "prebuilt"],
    [["2.15", "2.18"], "2.18", "28", "source"],
    [["2.15", "2.18"], "2.18", "29", "prebuilt"],
    [["2.18"], "2.18", "28", "force"],
    [["2.17"], "2.17", null, "prebuilt"],
    [["2.17"], "2.17", "31", "prebuilt"],
  ])("NIF versions %j, of which %s is published, on Erlang %s: %s", (nifVersions, published, erlang, way) => {
    const nifs = [precompiled("Fast", { nifVersions })];
    const checksums = { Fast: { [artifact.replace("2.15", published)]: "0".repeat(64) } };
    const place = { file: ".tool-versions", line: 1, column: 1 };
    const beam = { erlang: erlang === null ? null : { text: erlang, place }, elixir: null };
    const settings = erlang === "31" ? { beam: { erlang, elixir: null } } : {};
    expect(planned({ nifs, checksums }, [hexDep("rustler")], null, { beam }, settings).ways).toEqual({ fast: way });
  });
  test("prebuilt, where there is no crate that could be built instead", () => {
    const nifs = [precompiled("Fast", { nifVersions: ["2.18"] })];
    expect(planned({ nifs, crates: [], cargoLocks: {} }).ways).toEqual({ fast: "prebuilt" });
  });
  test("source, where it ships no checksums", () => {
    const { ways, plan: made } = planned({ checksums: {} });
    expect(ways).toEqual({ fast: "source" });
    expect(made.crates.map((each) => each.attr)).toEqual(["my_nif"]);
  });
  test("source, where its addresses need the package to run", () => {
    expect(planned({ nifs: [precompiled("Fast", { baseUrl: unknown("calls a function") })] }).ways).toEqual({
      fast: "source",
    });
  });
  test("prebuilt, where the function of its addresses was evaluated", () => {
    const nifs = [precompiled("Fast", { baseUrl: unknown("a function") })];
    const artifactUrls = { Fast: { [artifact]: "https://example.org/a" } };
    expect(planned({ nifs, artifactUrls }).ways).toEqual({ fast: "prebuilt" });
  });
  test("one module without checksums is enough for source", () => {
    expect(planned({ nifs: [precompiled("Fast"), precompiled("Fast.Other")] }).ways).toEqual({ fast: "source" });
  });
  test.each(["prebuilt", "source", "force"] as const)("%s, where the settings say so", (way) => {
    expect(planned({}, [hexDep("rustler")], way).ways).toEqual({ fast: way });
  });
  test("force, where the package forces a build, whatever the settings say", () => {
    const nifs = [precompiled("Fast", { forceBuild: true })];
    expect(planned({ nifs }).ways).toEqual({ fast: "force" });
    expect(planned({ nifs }, [hexDep("rustler")], "prebuilt").ways).toEqual({ fast: "force" });
  });
  test("force, where it has modules with plain Rustler as well", () => {
    const nifs = [precompiled("Fast"), nif("Fast.Plain", { otpApp: "fast" })];
    expect(planned({ nifs }).ways).toEqual({ fast: "force" });
  });
  test("an unknown force_build is not taken for one", () => {
    expect(planned({ nifs: [precompiled("Fast", { forceBuild: unknown("x") })] }).ways).toEqual({ fast: "prebuilt" });
  });
});

describe("a forced build", () => {
  test("gets rustler, also where the package does not list it", () => {
    const { plan: made } = planned({}, [hexDep("rustler"), hexDep("rustler_precompiled")], "force");
    expect(made.deps.find((dep) => dep.app === "fast")?.requires).toEqual(["rustler_precompiled", "rustler"]);
  });
  test("is told by configuration where its library is", () => {
    const [fast] = planned({}, [hexDep("rustler")], "force").plan.natives;
    expect(fast?.modules).toEqual([
      {
        module: "Fast",
        systems: null,
        configApp: "fast",
        loadApp: "fast",
        library: "priv/native/libmy_nif",
        crate: "my_nif",
        precompiled: null,
      },
    ]);
  });
  test("is refused without rustler", () => {
    expect(planned({}, [], "force")).toMatchObject({ ways: {}, findings: ["NN807 mix.lock:2"] });
  });
  test("is refused where rustler is there in development only", () => {
    expect(planned({}, [hexDep("rustler", { inProd: false })], "force").findings).toEqual(["NN807 mix.lock:2"]);
  });
});

describe("what is configured", () => {
  const user = hexDep("user", { requires: ["fast"] });
  const other = hexDep("other");
  const configured = (made: BuildPlan): string[] => made.deps.filter((dep) => dep.configured).map((dep) => dep.app);

  test("a forced dependency and what is built on it, since Elixir compares when it loads them", () => {
    expect(configured(planned({}, [hexDep("rustler"), user, other], "force").plan)).toEqual(["fast", "user"]);
  });
  test("no prebuilt one", () => {
    expect(configured(planned({}, [hexDep("rustler"), user, other]).plan)).toEqual([]);
  });
  test("what the project configures, and what is built on that, through others", () => {
    const chain = [hexDep("a"), hexDep("b", { requires: ["a"] }), hexDep("c", { requires: ["b"] }), other];
    expect(configured(planned({}, chain, null, { configuredApps: ["a"] }).plan)).toEqual(["a", "b", "c"]);
  });
  test("everything, where the configuration could not be read", () => {
    const { plan: made } = planned({}, [other], null, { configuredApps: unknown("x") });
    expect(configured(made)).toEqual(["fast", "other"]);
  });
});

describe("what keeps a dependency from being planned, at its place in the user's files", () => {
  test("NN812: the package ships no crate", () => {
    expect(planned({ crates: [] }, [], "source").findings).toEqual(["NN812 mix.lock:2"]);
  });
  test("NN812 not for published artifacts", () => {
    expect(planned({ crates: [] }).findings).toEqual([]);
  });
  test("NN813: its crate has no Cargo.lock", () => {
    expect(planned({ cargoLocks: {} }, [], "source").findings).toEqual(["NN813 mix.lock:2"]);
    const crates = [crate("my_nif", { cargoLock: null })];
    expect(planned({ crates }, [], "source").findings).toEqual(["NN813 mix.lock:2"]);
  });
  test("NN814: something that no recipe can know, and it is planned all the same", () => {
    const diagnostics = new Diagnostics();
    const bare = natives({ app: "ex_cldr", nifs: [], crates: [], cargoLocks: {}, checksums: {} });
    const made = plan(
      project({ deps: [hexDep("ex_cldr")], natives: [bare], nifs: [nif("A")], crates: [crate("my_nif")] }),
      defaultSettings,
      diagnostics,
    );
    expect(diagnostics.list.map(({ code }) => codes[code].number)).toEqual(["NN814"]);
    expect(made.natives.map(({ app, way }) => ({ app, way }))).toEqual([{ app: "ex_cldr", way: "none" }]);
  });
  test("NN815: a Hex repository of unknown address, once", () => {
    const fast = hexDep("fast");
    const source = { ...fast.source, repo: "acme" } as typeof fast.source;
    const diagnostics = new Diagnostics();
    plan(project({ deps: [{ ...fast, source }], natives: [natives()] }), defaultSettings, diagnostics);
    expect(diagnostics.list.map(({ code }) => codes[code].number)).toEqual(["NN815"]);
  });
  test("NN817: artifacts are wished for that are not known", () => {
    expect(planned({ checksums: {} }, [], "prebuilt").findings).toEqual(["NN817 mix.lock:2"]);
  });
  test("NN802: the name of the artifact", () => {
    const nifs = [precompiled("Fast", { crate: unknown("x") })];
    expect(planned({ nifs }, [], "prebuilt").findings).toEqual(["NN802 mix.lock:2"]);
  });
});
