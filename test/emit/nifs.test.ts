import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { MixProject } from "../../src/model/mix-project.ts";
import type { Project } from "../../src/model/project.ts";
import { unknown } from "../../src/model/unknown.ts";
import { planChecks } from "../../src/plan/plan-checks.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { evaluate, renderWith, withFiles } from "./nix.ts";
import { crate, hexDep, mixProject, nif, project } from "./project.ts";

// Functions that give back what they got, so that the data of nix/nifs.nix can be read.
const HELPERS = `{ ... }: {
  buildByCrane = arguments: arguments // { root = toString arguments.root; cargoLock = toString arguments.cargoLock; };
  buildWorkspaces = builtins.mapAttrs (_: arguments: arguments // { root = toString arguments.root; cargoLock = toString arguments.cargoLock; });
  onlySources = arguments: arguments // { root = toString arguments.root; };
  addConfig = file: lines: file;
  exportVariables = env: builtins.toJSON env;
  mixConfig = arguments: arguments // { root = toString arguments.root; };
  releaseCheck = arguments: arguments;
  nifConfig = modules: modules;
  placeLibraries = modules: "libraries";
  repackedArtifacts = modules: "artifacts";
}`;

/** The words that a shell makes of arguments: the oracle of what is quoted. */
const wordsOf = (text: unknown): readonly string[] =>
  execFileSync("sh", ["-c", `printf '%s\\n' ${text as string}`], { encoding: "utf8" })
    .trim()
    .split("\n");

interface Evaluated {
  readonly crates: Record<string, Record<string, unknown>>;
  readonly modules: Record<string, unknown>[];
  readonly release: Record<string, unknown>;
}

function evaluatedNifs(changes: Partial<Project>): Evaluated {
  const files = renderWith(HELPERS, plan(project(changes), defaultSettings, new Diagnostics()));
  return withFiles(files, (folder) => {
    const nifs = evaluate(`
      let nifs = import ${folder}/nix/nifs.nix { callPackage = file: arguments: import file arguments; beamPackages = { }; };
      in { inherit (nifs) crates release; modules = map (module: module // { crate = module.crate.pname or null; }) nifs.modules; }
    `);
    return JSON.parse(JSON.stringify(nifs).replaceAll(folder, "")) as Evaluated;
  });
}

describe("meta", () => {
  const lib = fileURLToPath(new URL("../pkgs/lib", import.meta.url));
  const metaOf = (about: MixProject["about"]): unknown => {
    const files = renderWith(
      HELPERS,
      plan(project({ mix: mixProject({ about }) }), defaultSettings, new Diagnostics()),
    );
    return withFiles(files, (folder) =>
      evaluate(`
        (import ${folder}/nix/nifs.nix {
          lib = import ${lib}; callPackage = file: arguments: import file arguments; beamPackages = { };
        }).release.meta or null
      `),
    );
  };

  test("what mix.exs says, licences as nixpkgs has them and others by name", () => {
    const description = 'Sends "quotes" and ${costs}';
    const meta = metaOf({ description, homepage: "https://example.com", licenses: ["Apache-2.0", "Beerware"] });
    expect(meta).toEqual({
      description,
      homepage: "https://example.com",
      license: [{ shortName: "asl20", spdxId: "Apache-2.0" }, { shortName: "Beerware" }],
      mainProgram: "my_app",
      platforms: expect.arrayContaining(["x86_64-linux", "aarch64-darwin"]),
    });
  });

  test("of a project that says nothing, the program", () => {
    expect(metaOf({ description: null, homepage: null, licenses: [] })).toEqual({ mainProgram: "my_app" });
  });

  test("what is not known is reported and left out", () => {
    const diagnostics = new Diagnostics();
    const about = { description: unknown("it is read from elsewhere"), homepage: null, licenses: ["MIT"] };
    const planned = plan(project({ mix: mixProject({ about }) }), defaultSettings, diagnostics);
    expect(planned.package.about.description).toBeNull();
    expect(diagnostics.list.find(({ code }) => code === "project-field-unknown")?.args).toMatchObject({
      field: "description",
    });
  });
});

describe("nix/nifs.nix", () => {
  test("a crate inside of the project: its own folder is the source", () => {
    const { crates, modules } = evaluatedNifs({ nifs: [nif("My.Nif")], crates: [crate("my_nif")] });
    expect(crates["my_nif"]).toEqual({
      pname: "my_nif",
      version: "0.1.0",
      libName: "my_nif",
      root: "/native/my_nif",
      cargoLock: "/native/my_nif/Cargo.lock",
      cargoExtraArgs: "--locked --manifest-path=Cargo.toml --lib",
    });
    expect(modules).toEqual([
      {
        module: "My.Nif",
        crate: "my_nif",
        configApp: "my_app",
        library: "priv/native/libmy_nif",
      },
    ]);
  });

  test("a member of a workspace outside of the project, with path dependencies beside it", () => {
    const member = crate("my-nif", {
      manifest: "../rust/my-nif/Cargo.toml",
      workspaceManifest: "../rust/Cargo.toml",
      cargoLock: "../rust/Cargo.lock",
      sources: ["../common", "../rust/Cargo.lock", "../rust/Cargo.toml", "../rust/my-nif"],
    });
    const { crates, modules } = evaluatedNifs({
      folder: "/repo/app",
      buildRoot: "/repo",
      nifs: [nif("My.Nif", { manifest: member.manifest })],
      crates: [member],
    });
    expect(crates["my-nif"]).toMatchObject({
      sources: ["common", "rust/Cargo.lock", "rust/Cargo.toml", "rust/my-nif"],
      workspace: "rust",
      cargoExtraArgs: "--locked --manifest-path=my-nif/Cargo.toml --lib",
    });
    expect(modules[0]).toMatchObject({ library: "priv/native/libmy_nif" });
  });

  test("options of cargo reach the crate", () => {
    const { crates } = evaluatedNifs({
      nifs: [nif("My.Nif", { features: ["a", "b"], defaultFeatures: false, mode: "debug", env: [["A B", "$(x)"]] })],
      crates: [crate("my_nif", { locked: [{ name: "rustler", version: "0.26.0", source: null, checksum: null }] })],
    });
    expect(crates["my_nif"]).toMatchObject({
      CARGO_PROFILE: "dev",
      env: { "A B": "$(x)", RUSTLER_NIF_VERSION: "2.15" },
    });
    expect(wordsOf(crates["my_nif"]?.["cargoExtraArgs"])).toEqual([
      "--locked",
      "--manifest-path=Cargo.toml",
      "--lib",
      "--no-default-features",
      "--features=a,b",
    ]);
  });

  test("cargo is told which crate, whatever its names are", () => {
    const manifest = "na me/it's/Cargo.toml";
    const odd = crate("my_nif", { manifest, workspaceManifest: "Cargo.toml", ownConfigs: ["a $b.toml"] });
    const { crates } = evaluatedNifs({ nifs: [nif("My.Nif", { manifest })], crates: [odd] });
    expect(wordsOf(crates["my_nif"]?.["cargoExtraArgs"])).toEqual([
      "--locked",
      "--config=a $b.toml",
      `--manifest-path=${manifest}`,
      "--lib",
    ]);
  });

  test.each(["crane", "rustPlatform"] as const)(
    "other commands of cargo run in the workspace's folder, and are told of configuration below it: %s",
    (rust) => {
      const manifest = "ws/n/Cargo.toml";
      const odd = crate("my_nif", {
        manifest,
        workspaceManifest: "ws/Cargo.toml",
        ownConfigs: ["ws/n/.cargo/config.toml"],
      });
      const made = project({ nifs: [nif("My.Nif", { manifest })], crates: [odd] });
      const release = plan(made, { ...defaultSettings, rust }, new Diagnostics());
      const found = withFiles(renderWith(HELPERS, planChecks(release, ["cargo-test"], [], new Map())), (folder) =>
        evaluate(`
          let
            nifs = import ${folder}/nix/nifs.nix {
              callPackage = file: arguments: import file arguments // { cargoTest = given: given; };
              beamPackages = { };
            };
          in (nifs.checks null).cargo-test-my_nif.configs
        `),
      );
      expect(found).toEqual(["n/.cargo/config.toml"]);
    },
  );

  test("one crate with other features is another derivation with a library of its own", () => {
    const { crates, modules } = evaluatedNifs({
      nifs: [nif("A"), nif("B", { features: ["fast"] }), nif("C")],
      crates: [crate("my_nif")],
    });
    expect(Object.keys(crates)).toEqual(["my_nif", "my_nif_2"]);
    expect(modules.map((module) => module["library"])).toEqual([
      "priv/native/libmy_nif",
      "priv/native/libmy_nif_2",
      "priv/native/libmy_nif",
    ]);
  });

  test("the name that the project's load_from says is kept where a release can hold it", () => {
    const { modules } = evaluatedNifs({
      nifs: [
        nif("A", { loadFrom: ["my_app", "priv/native/other"] }),
        nif("B", { loadFrom: ["my_app", "native/target/lost"], features: ["b"] }),
      ],
      crates: [crate("my_nif")],
    });
    expect(modules.map((module) => module["library"])).toEqual(["priv/native/other", "priv/native/libmy_nif"]);
  });

  test("a module with RustlerPrecompiled is built from the tree, without a trace in the compiled application", () => {
    const { release } = evaluatedNifs({
      deps: [hexDep("rustler")],
      nifs: [nif("A", { macro: "RustlerPrecompiled" })],
      crates: [crate("my_nif")],
    });
    expect(release["postPatch"]).toContain('{"RUSTLER_PRECOMPILED_FORCE_BUILD_ALL":"1"}');
  });

  test("without rustler it is given the crate as an artifact, where Mix compiles the module", () => {
    const { release, modules } = evaluatedNifs({
      nifs: [nif("A", { macro: "RustlerPrecompiled", version: "1.0.0", project: "../side", otpApp: "my_app" })],
      crates: [crate("my_nif")],
    });
    expect(release["postPatch"]).not.toContain("FORCE_BUILD");
    expect(modules).toEqual([
      {
        module: "A",
        crate: "my_nif",
        basename: "my_nif",
        version: "1.0.0",
        nifVersions: ["2.15"],
        directory: "../side",
      },
    ]);
  });
});
