import { describe, expect, test } from "vitest";
import { codes } from "../../src/diagnostics/codes.ts";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { MakeBuild } from "../../src/model/make.ts";
import { type DependencyNatives, nothingNative } from "../../src/model/natives.ts";
import { unknown } from "../../src/model/unknown.ts";
import type { DependencyNifs } from "../../src/plan/dependency-derivation.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultPackage, defaultSettings, type PackageSettings } from "../../src/settings/settings.ts";
import { crate, hexDep, nif, project } from "../emit/project.ts";

const artifacts = {
  app: "fast",
  version: "1.0.0",
  type: "nif",
  url: "https://example.org/@{artefact_filename}",
  checksums: {},
};

const make = (changes: Partial<MakeBuild> = {}): MakeBuild => ({
  precompiler: true,
  precompiled: artifacts,
  forced: false,
  programs: [],
  libraries: [],
  linked: [],
  checkouts: [],
  scripts: [],
  downloads: [],
  ...changes,
});

const natives = (app: string, changes: Partial<DependencyNatives>): DependencyNatives => ({
  ...nothingNative(app),
  requires: ["elixir_make", "cc_precompiler"],
  ...changes,
});

/** How dependencies are built in a project that has a NIF of its own. */
function planned(
  all: readonly DependencyNatives[],
  packages: Readonly<Record<string, Partial<PackageSettings>>> = {},
): { readonly built: Readonly<Record<string, DependencyNifs>>; readonly findings: readonly string[] } {
  const diagnostics = new Diagnostics();
  const settings = Object.entries(packages).map(([app, wish]) => [app, { ...defaultPackage, ...wish }] as const);
  const apps = new Set([...all.map((each) => each.app), ...Object.keys(packages)]);
  const made = plan(
    project({ deps: [...apps].map((app) => hexDep(app)), natives: all, nifs: [nif("A")], crates: [crate("my_nif")] }),
    { ...defaultSettings, packages: Object.fromEntries(settings) },
    diagnostics,
  );
  return {
    built: Object.fromEntries(made.natives.map((each) => [each.app, each])),
    findings: diagnostics.list.map(({ code }) => codes[code].number),
  };
}

const fast = (changes: Partial<MakeBuild>, wish: Partial<PackageSettings> = {}) => {
  const { built, findings } = planned([natives("fast", { make: make(changes) })], { fast: wish });
  return { made: built["fast"] as DependencyNifs, findings };
};

describe("a package with a precompiler of elixir_make", () => {
  test("is compiled by default, and told so", () => {
    expect(fast({}).made.make).toEqual({ way: "source", app: "fast" });
  });
  test("takes its artifact where the settings say so", () => {
    expect(fast({}, { way: "prebuilt" }).made.make).toEqual({ way: "prebuilt", artifacts });
  });
  test("takes its artifact where the Makefile downloads", () => {
    const { made, findings } = fast({ downloads: ["runs curl"], programs: ["cmake"] });
    expect(made).toMatchObject({ make: { way: "prebuilt" }, inputs: { nativeBuildInputs: [] } });
    expect(findings).toEqual([]);
  });
  test.each([
    ["forces its build", { forced: true }],
    ["ships no hashes", { precompiled: null }],
  ] as const)("needs a hand where it downloads and %s", (_name, changes) => {
    const { made, findings } = fast({ downloads: ["runs curl"], ...changes });
    expect(made.make).toEqual({ way: "source", app: "fast" });
    expect(findings).toEqual(["NN814"]);
  });
  test("needs none where the settings put something in the place of downloads", () => {
    const download = { url: "https://example.com/a", hash: `sha256-${"A".repeat(43)}=` };
    const { made, findings } = fast({ downloads: ["runs curl"] }, { downloads: { ARCHIVE: download } });
    expect(made).toMatchObject({ make: { way: "source" }, inputs: { env: { ARCHIVE: download } } });
    expect(findings).toEqual([]);
  });
  test("whether it forces its build may be unknown: the artifact is taken where it is asked for", () => {
    expect(fast({ forced: unknown("x") }, { way: "prebuilt" }).made.make?.way).toBe("prebuilt");
  });
  test("NN817: the artifact is asked for, and there are no hashes", () => {
    expect(fast({ precompiled: null }, { way: "prebuilt" }).findings).toEqual(["NN817"]);
  });
  test("is told to compile where its sources could not be read", () => {
    expect(planned([natives("fast", {})]).built["fast"]?.make).toEqual({ way: "source", app: "fast" });
  });
});

describe("what a Makefile is seen to use", () => {
  test("programs and libraries, by the packages that have them", () => {
    expect(
      fast({ programs: ["pkg-config", "autoreconf"], libraries: ["libssl", "zlib", "constructor"] }).made.inputs,
    ).toMatchObject({
      nativeBuildInputs: ["autoconf", "automake", "libtool", "pkg-config"],
      buildInputs: ["openssl", "zlib"],
    });
  });
  test("libraries that are linked by name, and a finding for one that no table has", () => {
    const { made, findings } = fast({ linked: ["sodium", "z"] });
    expect(made.inputs.buildInputs).toEqual(["libsodium", "zlib"]);
    expect(findings).toEqual([]);
    expect(fast({ linked: ["unheard"] }).findings).toEqual(["NN814"]);
    expect(fast({ linked: ["unheard"] }, { buildInputs: ["heard"] }).findings).toEqual([]);
  });
  test("checkouts; those of the settings win", () => {
    const found = { url: "https://example.com/a", rev: "a".repeat(40), path: "c/a" };
    const other = { url: "https://example.com/b", rev: "b".repeat(40) };
    expect(fast({ checkouts: [found] }).made.checkouts).toEqual([found]);
    expect(fast({ checkouts: [found] }, { checkouts: { "c/a": other } }).made.checkouts).toEqual([
      { ...other, path: "c/a" },
    ]);
  });
});

test("the settings give any dependency something for its build", () => {
  const { built } = planned([], { plain: { nativeBuildInputs: ["cmake"], env: { A: "1" } } });
  expect(built["plain"]).toMatchObject({ way: "none", inputs: { nativeBuildInputs: ["cmake"], env: { A: "1" } } });
});

describe("archives", () => {
  const files = ["x86_64-linux-gnu-cpu", "aarch64-darwin-cpu", "x86_64-linux-gnu-cuda12"].map((target) => ({
    name: `xla_extension-0.9.1-${target}.tar.gz`,
    url: `https://example.com/${target}`,
    sha256: "a".repeat(64),
  }));
  const both = (given: typeof files) => [
    natives("xla", { files: given, requires: ["elixir_make"] }),
    natives("exla", { requires: ["elixir_make", "xla"] }),
  ];
  const targets = (made: DependencyNifs | undefined): readonly string[] => {
    const value = made?.inputs.env["XLA_ARCHIVE_PATH"];
    return typeof value === "object" && "files" in value ? Object.keys(value.files) : [];
  };

  test("of xla, for those that are built on it, all systems at once", () => {
    const { built } = planned(both(files));
    expect(targets(built["exla"])).toEqual(["x86_64-linux-gnu", "aarch64-apple-darwin"]);
    expect(targets(built["xla"])).toEqual([]);
  });
  test("in the variant that the settings name", () => {
    expect(targets(planned(both(files), { xla: { env: { XLA_TARGET: "cuda12" } } }).built["exla"])).toEqual([
      "x86_64-linux-gnu",
    ]);
  });
  test("NN814 where xla names none, unless the settings give one", () => {
    expect(planned(both([])).findings).toEqual(["NN814"]);
    expect(planned(both([]), { exla: { env: { XLA_ARCHIVE_PATH: "/a" } } }).findings).toEqual([]);
  });
  test("of evision, in the cache where it looks; CUDA is another variant", () => {
    const names = [
      "x86_64-linux-gnu-contrib-1.2.3",
      "x86_64-linux-gnu-1.2.3",
      "x86_64-linux-gnu-contrib-cuda129-cudnn9-1.2.3",
    ];
    const published = names.map((rest) => ({
      name: `evision-nif_2.16-${rest}.tar.gz`,
      url: `https://example.com/${rest}`,
      sha256: "a".repeat(64),
    }));
    const evision = natives("evision", {
      files: published,
      make: make({ precompiler: false, precompiled: null, downloads: ["runs wget"] }),
    });
    const cached = (env: Record<string, string>) => planned([evision], { evision: { env } }).built["evision"]?.cached;
    expect(cached({})).toEqual({
      "x86_64-linux-gnu": { url: "https://example.com/x86_64-linux-gnu-contrib-1.2.3", sha256: "a".repeat(64) },
    });
    expect(cached({ EVISION_ENABLE_CONTRIB: "false" })?.["x86_64-linux-gnu"]?.url).toBe(
      "https://example.com/x86_64-linux-gnu-1.2.3",
    );
    expect(planned([evision]).findings).toEqual([]);
  });
});
