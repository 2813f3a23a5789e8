import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { type DependencyNatives, nothingNative } from "../../src/model/natives.ts";
import type { NifModule } from "../../src/model/nif-module.ts";
import { type System, systems } from "../../src/model/systems.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultPackage, defaultSettings, type PackageWay } from "../../src/settings/settings.ts";
import { path } from "./library/library.ts";
import { evaluate, renderWith, withFiles } from "./nix.ts";
import { crate, hexDep, nif, project } from "./project.ts";

// Functions that give back what they got, so that the data of nix/nifs.nix can be read.
const HELPERS = `{ ... }: {
  buildByRustPlatform = arguments: arguments // { cargoLock = builtins.readFile arguments.cargoLock; };
  onlySources = arguments: null;
  addConfig = file: lines: builtins.toJSON lines;
  nifConfig = modules: modules;
  mixConfig = arguments: "the configuration";
  appConfig = arguments: names: "the configuration";
  releaseCheck = arguments: arguments;
  rustlerDependency = arguments: arguments // { way = "rustler"; };
  forcedDependency = arguments: arguments // { way = "force"; };
  prebuiltDependency = arguments: arguments // { way = "prebuilt"; };
  repackedDependency = arguments: arguments // { way = "source"; };
  plainDependency = { way = "none"; modules = [ ]; };
  withInputs = inputs: dependency: dependency // { inherit inputs; };
  modulesOf = dependencies: builtins.concatLists (map (each: each.modules) (builtins.attrValues dependencies));
}`;

const artifact = "libmy_nif-v1.0.0-nif-2.16-x86_64-unknown-linux-gnu.so.tar.gz";

const natives = (changes: Partial<DependencyNatives>): DependencyNatives => ({
  ...nothingNative("fast"),
  crates: [crate("my_nif")],
  cargoLocks: { "native/my_nif/Cargo.lock": "version = 4\n" },
  ...changes,
});

const precompiled: NifModule = nif("Fast", {
  macro: "RustlerPrecompiled",
  otpApp: "fast",
  version: "1.0.0",
  nifVersions: ["2.15", "2.16"],
  variants: { "x86_64-unknown-linux-gnu": ["old_cpu"] },
  baseUrl: "https://example.org",
  forceBuild: false,
});

interface Evaluated {
  readonly crates: Record<string, Record<string, unknown>>;
  readonly dependencies: Record<string, Record<string, unknown>>;
  readonly inherited: readonly { readonly module: string }[];
}

/** nix/nifs.nix for an application with one dependency, as real Nix reads it. */
function evaluated(
  dependency: Partial<DependencyNatives>,
  way: PackageWay | null = null,
  system: System = "x86_64-linux",
): Evaluated {
  const settings =
    way === null ? defaultSettings : { ...defaultSettings, packages: { fast: { ...defaultPackage, way } } };
  const made = natives(dependency);
  const files = renderWith(
    HELPERS,
    plan(project({ deps: [hexDep(made.app), hexDep("rustler")], natives: [made] }), settings, new Diagnostics()),
  );
  return withFiles(
    files,
    (folder) =>
      evaluate(`
      let
        file = import ${folder}/nix/nifs.nix;
        nifs = file (builtins.intersectAttrs (builtins.functionArgs file) {
          callPackage = file: arguments: import file arguments;
          beamPackages = { fetchHex = arguments: arguments; pc = "the plugin pc"; };
          lib = import ${path("test/pkgs/lib")};
          stdenv.hostPlatform = { system = "${system}"; isDarwin = ${String(system.endsWith("-darwin"))}; isLinux = ${String(!system.endsWith("-darwin"))}; };
          pkg-config = "pkg-config";
          vips = "vips";
        });
      in
      { inherit (nifs) crates dependencies; inherited = builtins.fromJSON (nifs.release.postPatch or "[ ]"); }`) as Evaluated,
  );
}

describe("dependencies of nix/nifs.nix", () => {
  test("plain Rustler: the crate from the fetched package and a copy of its lock, configured", () => {
    const { crates, dependencies, inherited } = evaluated({ nifs: [nif("Fast", { otpApp: "fast" })] });
    expect(crates["my_nif"]).toEqual({
      pname: "my_nif",
      version: "0.1.0",
      libName: "my_nif",
      fetched: { pkg: "fast", version: "1.0.0", sha256: "1".repeat(64) },
      workspace: "native/my_nif",
      cargoLock: "version = 4\n",
    });
    expect(dependencies["fast"]).toMatchObject({
      way: "rustler",
      config: "the configuration",
      modules: [{ module: "Fast", configApp: "fast", loadApp: "fast", library: "priv/native/libmy_nif" }],
    });
    expect(inherited.map((each) => each.module)).toEqual(["Fast"]);
  });

  test("prebuilt: what names an artifact, and its hashes; no crate and no configuration", () => {
    const { crates, dependencies } = evaluated({
      nifs: [precompiled],
      checksums: { Fast: { [artifact]: "a".repeat(64) } },
    });
    expect(crates).toEqual({});
    expect(dependencies["fast"]).toEqual({
      way: "prebuilt",
      app: "fast",
      modules: [
        {
          module: "Fast",
          basename: "my_nif",
          version: "1.0.0",
          nifVersions: ["2.15", "2.16"],
          variants: { "x86_64-unknown-linux-gnu": ["old_cpu"] },
          baseUrl: "https://example.org",
          checksums: { [artifact]: "a".repeat(64) },
        },
      ],
    });
  });

  test("source: the same names with the crate, and nothing that is fetched", () => {
    const { dependencies } = evaluated({ nifs: [precompiled] }, "source");
    expect(dependencies["fast"]).toMatchObject({
      way: "source",
      modules: [{ module: "Fast", basename: "my_nif", crate: { pname: "my_nif" } }],
    });
    const [module] = (dependencies["fast"]?.["modules"] ?? []) as Record<string, unknown>[];
    expect(Object.keys(module ?? {})).not.toContain("checksums");
    expect(Object.keys(module ?? {})).not.toContain("configApp");
  });

  test("force: as plain Rustler", () => {
    const { dependencies } = evaluated({ nifs: [precompiled] }, "force");
    expect(dependencies["fast"]).toMatchObject({
      way: "force",
      config: "the configuration",
      modules: [{ module: "Fast", configApp: "fast", library: "priv/native/libmy_nif" }],
    });
  });

  test("another crate on some systems: the choice of it", () => {
    const other = nif("Fast", { otpApp: "fast", manifest: "native/other/Cargo.toml" });
    const onSystems = Object.fromEntries(
      systems.map((system) => [system, system.endsWith("-darwin") ? other : nif("Fast", { otpApp: "fast" })]),
    ) as NonNullable<NifModule["onSystems"]>;
    const made = {
      nifs: [nif("Fast", { otpApp: "fast", onSystems })],
      crates: [crate("my_nif"), crate("other")],
      cargoLocks: { "native/my_nif/Cargo.lock": "version = 4\n", "native/other/Cargo.lock": "version = 4\n" },
    };
    const libraries = (system: System): unknown => evaluated(made, null, system).dependencies["fast"]?.["modules"];
    expect(libraries("aarch64-linux")).toMatchObject([{ module: "Fast", library: "priv/native/libmy_nif" }]);
    expect(libraries("aarch64-darwin")).toMatchObject([{ module: "Fast", library: "priv/native/libother" }]);
  });

  test("without NIFs: the inputs of its recipes alone", () => {
    const { dependencies, inherited } = evaluated({
      app: "vix",
      crates: [],
      requires: ["elixir_make"],
      nifs: [],
    });
    expect(dependencies["vix"]).toEqual({
      way: "none",
      modules: [],
      inputs: {
        nativeBuildInputs: ["pkg-config"],
        buildInputs: ["vips"],
        env: {
          ELIXIR_MAKE_CACHE_DIR: { buildFolder: "elixir_make" },
          VIX_COMPILATION_MODE: "PLATFORM_PROVIDED_LIBVIPS",
        },
      },
    });
    expect(inherited).toEqual([]);
  });

  test("a plugin of rebar3 comes from the BEAM packages", () => {
    const { dependencies } = evaluated({ crates: [], rebarPlugins: ["pc"] });
    expect(dependencies["fast"]).toMatchObject({ way: "none", inputs: { buildPlugins: ["the plugin pc"] } });
  });
});
