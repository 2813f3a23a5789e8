import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { nothingNative } from "../../src/model/natives.ts";
import type { NifModule } from "../../src/model/nif-module.ts";
import type { Project } from "../../src/model/project.ts";
import { type System, systems } from "../../src/model/systems.ts";
import { unknown } from "../../src/model/unknown.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultSettings, type Settings } from "../../src/settings/settings.ts";
import { crate, hexDep, nif, project } from "../emit/project.ts";

const isDarwin = (system: System): boolean => system.endsWith("-darwin");

/** A module of which some options differ between systems. */
function differing(changes: Partial<NifModule>, on: (system: System) => Partial<NifModule> | null): NifModule {
  const variants = systems.map((system) => {
    const own = on(system);
    return [system, own === null ? null : nif("A", { ...changes, ...own })] as const;
  });
  return nif("A", { ...changes, onSystems: Object.fromEntries(variants) as Record<System, NifModule | null> });
}

function planned(read: Partial<Project>, settings: Partial<Settings> = {}) {
  const diagnostics = new Diagnostics();
  const one = { ...crate("my_nif"), features: { names: ["metal", "cuda"], owners: ["my_nif"] } };
  const other = { ...crate("other_nif"), manifest: "native/other_nif/Cargo.toml" };
  const made = plan(project({ crates: [one, other], ...read }), { ...defaultSettings, ...settings }, diagnostics);
  return {
    made,
    findings: diagnostics.list.filter(({ code }) => code.startsWith("nif-option") || code === "feature-unknown"),
  };
}

const onDarwin = (value: Partial<NifModule>) => (system: System) => (isDarwin(system) ? value : {});

describe("what systems differ in", () => {
  test("is a choice in the crate where cargo is told it", () => {
    const { made, findings } = planned({
      nifs: [
        differing({}, onDarwin({ features: ["metal"], env: [["SDK", "x"]], mode: "debug", defaultFeatures: false })),
      ],
    });
    expect(findings).toEqual([]);
    const on = <T>(linux: T, darwin: T) => ({
      onSystems: Object.fromEntries(systems.map((system) => [system, isDarwin(system) ? darwin : linux])),
    });
    expect(made.crates).toMatchObject([
      {
        attr: "my_nif",
        features: on<readonly string[]>([], ["metal"]),
        defaultFeatures: on(true, false),
        mode: on("release", "debug"),
        env: {},
        envOn: on<object>({}, { SDK: "x" }).onSystems,
      },
    ]);
    expect(made.nifs).toMatchObject([{ module: "A", crate: "my_nif", systems: null }]);
  });

  test("is a choice of the library where it is another crate, or none", () => {
    const { made, findings } = planned({
      nifs: [
        differing({}, (system) =>
          system === "x86_64-linux" ? null : isDarwin(system) ? { manifest: "native/other_nif/Cargo.toml" } : {},
        ),
      ],
    });
    expect(findings).toEqual([]);
    expect(made.nifs).toMatchObject([
      { crate: "my_nif", systems: ["aarch64-linux"] },
      { crate: "other_nif", systems: ["x86_64-darwin", "aarch64-darwin"] },
    ]);
  });

  test("is no matter where the settings say it", () => {
    const { made } = planned(
      { nifs: [differing({}, onDarwin({ features: ["metal"] }))] },
      { nifs: { A: { skip: false, features: ["cuda"], defaultFeatures: null, mode: null, crate: null, loads: null } } },
    );
    expect(made.crates).toMatchObject([{ features: ["cuda"] }]);
    expect(made.nifs).toMatchObject([{ systems: null }]);
  });
});

describe("what is not right on a system", () => {
  test("is refused with that system's name", () => {
    const { made, findings } = planned({
      nifs: [differing({}, onDarwin({ features: unknown("runs a program") }))],
    });
    expect(made.nifs).toEqual([]);
    expect(findings.map(({ code, args }) => [code, args["option"], args["why"]])).toEqual([
      ["nif-option-unknown", "features", "runs a program (on x86_64-darwin, aarch64-darwin)"],
    ]);
  });

  test("is refused once and without names where it is so on all", () => {
    const { findings } = planned({ nifs: [differing({ features: unknown("x") }, onDarwin({ mode: "debug" }))] });
    expect(findings.map(({ args }) => args["why"])).toEqual(["x"]);
  });

  test("is a feature that the crate has not", () => {
    const { findings } = planned({ nifs: [differing({}, onDarwin({ features: ["meta"] }))] });
    expect(findings).toMatchObject([{ code: "feature-unknown", args: { feature: "meta" } }]);
  });
});

describe("a dependency's module", () => {
  const natives = (module: NifModule): Partial<Project> => ({
    deps: [hexDep("fast", { requires: ["rustler"] }), hexDep("rustler")],
    natives: [
      {
        ...nothingNative("fast"),
        nifs: [module],
        crates: [
          { ...crate("my_nif"), features: { names: ["metal"], owners: ["my_nif"] } },
          { ...crate("other_nif"), manifest: "native/other_nif/Cargo.toml" },
        ],
        cargoLocks: { "native/my_nif/Cargo.lock": "version = 4\n", "native/other_nif/Cargo.lock": "version = 4\n" },
      },
    ],
  });

  test("has the choice in its crate, too", () => {
    const { made, findings } = planned(natives(differing({ otpApp: "fast" }, onDarwin({ features: ["metal"] }))));
    expect(findings).toEqual([]);
    expect(made.crates).toMatchObject([
      { features: { onSystems: { "x86_64-linux": [], "aarch64-darwin": ["metal"] } } },
    ]);
    expect(made.natives).toMatchObject([{ app: "fast", modules: [{ module: "A", crate: "my_nif" }] }]);
  });

  test("is a choice of the library where it is another crate, or none", () => {
    const { made, findings } = planned(
      natives(
        differing({ otpApp: "fast" }, (system) =>
          system === "x86_64-linux" ? null : isDarwin(system) ? { manifest: "native/other_nif/Cargo.toml" } : {},
        ),
      ),
    );
    expect(findings).toEqual([]);
    expect(made.natives).toMatchObject([
      {
        app: "fast",
        modules: [
          { module: "A", crate: "my_nif", systems: ["aarch64-linux"] },
          { module: "A", crate: "other_nif", systems: ["x86_64-darwin", "aarch64-darwin"] },
        ],
      },
    ]);
    expect(made.crates.map(({ attr }) => attr)).toEqual(["my_nif", "other_nif"]);
  });

  test("is refused where it is not known on one", () => {
    const { made, findings } = planned(
      natives(differing({ otpApp: "fast" }, onDarwin({ features: unknown("runs a program") }))),
    );
    expect(made.natives).toEqual([]);
    expect(findings).toMatchObject([{ code: "nif-option-unknown", args: { module: "A of fast" } }]);
  });
});
