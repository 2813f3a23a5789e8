import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { Crate } from "../../src/model/crate.ts";
import type { ToolchainRequest } from "../../src/model/toolchain.ts";
import { type Known, unknown } from "../../src/model/unknown.ts";
import { plan } from "../../src/plan/plan.ts";
import { type CrateSettings, defaultSettings } from "../../src/settings/settings.ts";
import { crate, nif, project } from "../emit/project.ts";

const place = { file: "rust-toolchain.toml", line: 2, column: 11 };
const nothing = { components: [], targets: [], profile: null };
const file = (asks: Known<Partial<ToolchainRequest>>): Partial<Crate> => ({
  toolchain: {
    path: place.file,
    place,
    asks: "unknown" in asks ? asks : { channel: null, ...nothing, ...asks },
  },
});
const nightly: Partial<Crate> = {
  nightly: { what: "#![feature(test)]", path: "src/lib.rs", place: { file: "src/lib.rs", line: 1, column: 1 } },
};

/** What the crate is built with, and the findings. */
function planned(changes: Partial<Crate>, settings: Partial<CrateSettings> = {}) {
  const diagnostics = new Diagnostics();
  const own = { nativeBuildInputs: [], buildInputs: [], env: {}, outputHashes: {}, toolchain: null, ...settings };
  // Built in two ways, so that a finding told twice would be seen.
  const nifs = [nif("A"), nif("B", { features: ["b"] })];
  const made = plan(
    project({ nifs, crates: [crate("my_nif", changes)] }),
    { ...defaultSettings, crates: { my_nif: own } },
    diagnostics,
  );
  const found = diagnostics.list.map((each) => `${each.code} ${each.place.file}:${each.place.line}`);
  return { toolchain: made.crates.map((each) => each.toolchain), shell: made.package, found };
}

describe("the Rust of the package set suffices", () => {
  test.each([
    ["without a toolchain file", {}],
    ["for stable", file({ channel: "stable" })],
    ["for stable with tools for people", file({ channel: "stable", components: ["clippy", "rustfmt", "rust-src"] })],
    ["for a file that names tools only", file({ components: ["rust-analyzer"] })],
  ])("%s", (_, changes) => {
    expect(planned(changes)).toMatchObject({ toolchain: [null, null], found: [], shell: { toolchainFile: null } });
  });

  test("where the settings say so", () => {
    const { toolchain, found } = planned(file({ channel: "nightly-2026-01-31" }), { toolchain: "nixpkgs" });
    expect([toolchain, found]).toEqual([[null, null], []]);
  });
});

describe("a toolchain of its own", () => {
  test.each([
    [{ channel: "1.90.0" }, { ...nothing, channel: "1.90.0" }],
    [
      { channel: "nightly-2026-01-31", profile: "minimal" },
      { ...nothing, channel: "nightly-2026-01-31", profile: "minimal" },
    ],
    [{ targets: ["wasm32-wasip1"] }, { ...nothing, channel: "stable", targets: ["wasm32-wasip1"] }],
    [{ components: ["llvm-tools"] }, { ...nothing, channel: "stable", components: ["llvm-tools"] }],
  ])("%j", (asks, toolchain) => {
    expect(planned(file(asks))).toMatchObject({
      toolchain: [toolchain, toolchain],
      found: [],
      shell: { toolchain, toolchainFile: place.file },
    });
  });

  test.each(["nightly", "beta"])("%s without a date moves by itself", (channel) => {
    expect(planned(file({ channel })).found).toEqual(["toolchain-undated rust-toolchain.toml:2"]);
  });

  test("from the settings, in place of the file", () => {
    const { toolchain, shell, found } = planned(file({ channel: "nightly" }), { toolchain: "1.90.0" });
    expect(toolchain[0]).toEqual({ ...nothing, channel: "1.90.0" });
    expect([shell.toolchain, shell.toolchainFile, found]).toEqual([{ ...nothing, channel: "1.90.0" }, null, []]);
  });
});

describe("findings", () => {
  test("a file that asks for what nobody else has, unless the settings decide", () => {
    expect(planned(file(unknown("why"))).found).toEqual(["toolchain-unknown rust-toolchain.toml:2"]);
    expect(planned(file(unknown("why")), { toolchain: "nixpkgs" }).found).toEqual([]);
  });

  test("code for a nightly, and none asked for", () => {
    expect(planned(nightly).found).toEqual(["nightly-needed src/lib.rs:1"]);
    expect(planned({ ...nightly, ...file({ channel: "1.90.0" }) }).found).toEqual(["nightly-needed src/lib.rs:1"]);
    expect(planned({ ...nightly, ...file({ channel: "nightly-2026-01-31" }) }).found).toEqual([]);
    expect(planned(nightly, { toolchain: "nightly-2026-01-31" }).found).toEqual([]);
    expect(planned(nightly, { env: { RUSTC_BOOTSTRAP: "1" } }).found).toEqual([]);
  });
});

describe("a toolchain that a module's cargo option names", () => {
  const asked = { ...nothing, channel: "nightly-2025-01-01" };
  const own = { nativeBuildInputs: [], buildInputs: [], env: {}, outputHashes: {} };

  function withOption(rustup: NonNullable<ReturnType<typeof nif>["rustup"]>, toolchain: string | null = null) {
    const diagnostics = new Diagnostics();
    const nifs = [nif("A", { rustup }), nif("B")];
    const crates = [crate("my_nif", file({ channel: "1.90.0" }))];
    const settings = { ...defaultSettings, crates: { my_nif: { ...own, toolchain } } };
    const made = plan(project({ nifs, crates }), settings, diagnostics);
    return { made, found: diagnostics.list.map((each) => `${each.code} ${each.place.file}`) };
  }

  test("wins over the crate's file, for this module only; the shell does not read it from a file", () => {
    const { made, found } = withOption(asked);
    expect(made.crates.map((each) => each.toolchain)).toEqual([asked, { ...nothing, channel: "1.90.0" }]);
    expect(made.package).toMatchObject({ toolchain: asked, toolchainFile: null });
    expect(found).toEqual([]);
  });

  test("loses against the settings", () => {
    const { made } = withOption(asked, "nixpkgs");
    expect(made.crates.every((each) => each.toolchain === null)).toBe(true);
  });

  test("is refused at the module where nobody else has it", () => {
    expect(withOption(unknown("it is somebody's own")).found).toEqual([`toolchain-unknown ${nif("A").file}`]);
  });
});
