import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { Project } from "../../src/model/project.ts";
import type { BuildPlan } from "../../src/plan/build-plan.ts";
import { sharingCrates } from "../../src/plan/library-parts.ts";
import { planChecks } from "../../src/plan/plan-checks.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultSettings } from "../../src/settings/settings.ts";
import { crate, nif, project } from "../emit/project.ts";

/** With `mix test` as a check, in an environment that has `changes` besides. */
function checked(released: Partial<Project>, changes: Partial<Project>): BuildPlan {
  const release = plan(project(released), defaultSettings, new Diagnostics());
  const inTest = project({ ...released, ...changes });
  const settings = { ...defaultSettings, mixEnv: "test" };
  const environment = { project: inTest, plan: plan(inTest, settings, new Diagnostics()) };
  return planChecks(release, ["test"], [{ name: "test", mixEnv: "test" }], new Map([["test", environment]]));
}

const named = (name: string, changes: object = {}): ReturnType<typeof nif> =>
  nif(name, {
    crate: name.toLowerCase(),
    manifest: `native/${name.toLowerCase()}/Cargo.toml`,
    cargoLock: `native/${name.toLowerCase()}/Cargo.lock`,
    ...changes,
  });

describe("NIF modules that an environment of a check has and the release has not", () => {
  test("bring their crates, under names of their own", () => {
    const { checks, crates, nifs } = checked(
      { nifs: [named("One")], crates: [crate("one")] },
      { nifs: [named("Two"), named("One")], crates: [crate("two"), crate("one")] },
    );
    expect(nifs.map(({ module }) => module)).toEqual(["One"]);
    expect(crates.map(({ attr }) => attr)).toEqual(["one", "two"]);
    expect(checks?.crates).toEqual(["two"]);
    expect(checks?.environments[0]?.added.map(({ module, crate: attr }) => [module, attr])).toEqual([["Two", "two"]]);
  });

  test("share the crate of the release where they are built alike", () => {
    const { checks, crates } = checked(
      { nifs: [named("One")], crates: [crate("one")] },
      { nifs: [named("One"), nif("Other", { ...named("One"), module: "Other" })] },
    );
    expect(crates).toHaveLength(1);
    expect(checks?.environments[0]?.added[0]).toMatchObject({ crate: "one", library: "priv/native/libone" });
  });

  test("lie beside a library of the release that has the same name", () => {
    const { checks } = checked(
      { nifs: [named("One")], crates: [crate("one")] },
      { nifs: [named("Other", { ...named("One"), module: "Other", features: ["fast"] }), named("One")] },
    );
    expect(checks?.environments[0]?.added[0]).toMatchObject({ crate: "one_2", library: "priv/native/libone_2" });
    const [shared] = checks?.environments[0]?.plan.nifs ?? [];
    expect(shared).toMatchObject({ module: "One", crate: "one", library: "priv/native/libone" });
  });

  test("are in no workspace of the release, whose crates would be built anew", () => {
    const workspaceManifest = "native/Cargo.toml";
    const of = (name: string): ReturnType<typeof crate> => crate(name, { workspaceManifest });
    const plans = [
      checked(
        { nifs: [named("One")], crates: [of("one")] },
        { nifs: [named("One"), named("Two")], crates: [of("one"), of("two")] },
      ),
      checked(
        { nifs: [named("One"), named("Two")], crates: [of("one"), of("two")] },
        { nifs: [named("One"), named("Two"), named("Three")], crates: [of("one"), of("two"), of("three")] },
      ),
    ];
    expect(plans.map((each) => sharingCrates(each).map(({ attr }) => attr))).toEqual([[], ["one", "two"]]);
  });
});
