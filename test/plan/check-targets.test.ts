import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import { unknown } from "../../src/model/unknown.ts";
import { plan } from "../../src/plan/plan.ts";
import { defaultSettings, type Settings } from "../../src/settings/settings.ts";
import { crate, nif, project } from "../emit/project.ts";

const place = { file: ".cargo/config.toml", line: 2, column: 11 };

function planned(read: Parameters<typeof project>[0], settings: Partial<Settings> = {}) {
  const diagnostics = new Diagnostics();
  const made = plan(project(read), { ...defaultSettings, ...settings }, diagnostics);
  const findings = diagnostics.list.map((each) => [each.code, each.args["asking"], each.place.file, each.place.line]);
  return { crates: made.crates, findings, args: diagnostics.list.map(({ args }) => args) };
}

const withTarget = (target: string, settings: Partial<Settings> = {}) =>
  planned({ nifs: [nif("A", { target })], crates: [crate("my_nif")] }, settings);

describe("a target that a module asks for", () => {
  const asking = "`target:` of A";

  test.each<[string, Settings["outputs"], string]>([
    ["x86_64-unknown-linux-gnu", [], "nif-target-ignored"],
    ["aarch64-apple-darwin", [], "nif-target-ignored"],
    ["x86_64-unknown-linux-musl", [], "nif-target-musl"],
    ["aarch64-unknown-linux-musl", ["image"], "nif-target-musl"],
    ["x86_64-unknown-linux-musl", ["image", "musl"], "nif-target-ignored"],
    ["x86_64-pc-windows-msvc", ["musl"], "nif-target-nowhere"],
    ["thumbv7em-none-eabihf", [], "nif-target-nowhere"],
    ["wasm32-unknown-unknown", [], "nif-target-nowhere"],
    ["riscv64gc-unknown-linux-gnu", [], "nif-target-nowhere"],
    ["x86_64-apple-darwin", [], "nif-target-nowhere"],
    ["x86_64-linux-musl", ["musl"], "nif-target-nowhere"],
    ["targets/board.json", [], "nif-target-nowhere"],
  ])("%s with the outputs %j: %s", (target, outputs, code) => {
    expect(withTarget(target, { outputs }).findings).toEqual([[code, asking, "lib/native.ex", 2]]);
  });

  test("says which release it is, and why not", () => {
    expect(withTarget("aarch64-unknown-linux-musl", { outputs: ["musl"] }).args).toEqual([
      { asking, target: "aarch64-unknown-linux-musl", release: "the output `musl`", system: "aarch64-linux" },
    ]);
    expect(withTarget("x86_64-linux-musl").args).toMatchObject([
      { why: expect.stringContaining("x86_64-unknown-linux-gnu and x86_64-unknown-linux-musl") },
    ]);
  });

  test("nothing of the machine's own, of what is not known, and where no crate is built", () => {
    expect(withTarget("host-tuple").findings).toEqual([]);
    const of = (changes: Parameters<typeof nif>[1]) =>
      planned({ nifs: [nif("A", changes)], crates: [crate("my_nif")] });
    expect(of({ target: unknown("calls Foo.target/0") }).findings).toEqual([]);
    expect(of({ target: "wasm32-wasip1", lib: false }).findings.map(([code]) => code)).toEqual(["no-library"]);
  });
});

test("a target by a variable, which cargo is not given", () => {
  const env = [
    ["CARGO_BUILD_TARGET", "x86_64-unknown-linux-musl"],
    ["RUSTFLAGS", "-C target-feature=-crt-static"],
  ] as const;
  const ofModule = planned({ nifs: [nif("A", { env })], crates: [crate("my_nif")] });
  expect(ofModule.findings).toEqual([["nif-target-musl", "CARGO_BUILD_TARGET of A", "lib/native.ex", 2]]);
  expect(ofModule.crates[0]?.env).toEqual({ RUSTFLAGS: "-C target-feature=-crt-static" });
  const none = { nativeBuildInputs: [], buildInputs: [], outputHashes: {}, toolchain: null };
  const crates = { my_nif: { ...none, env: { CARGO_BUILD_TARGET: "a", KEPT: "b" } } };
  expect(planned({ nifs: [nif("A")], crates: [crate("my_nif")] }, { crates }).crates[0]?.env).toEqual({ KEPT: "b" });
});

test("targets of cargo's configuration: each once, and the build names its own", () => {
  const buildTargets = [
    { target: "x86_64-unknown-linux-musl", place },
    { target: "wasm32-wasip1", place: { ...place, column: 40 } },
  ];
  const nifs = [nif("A"), nif("B")];
  const { crates, findings } = planned({ nifs, crates: [{ ...crate("my_nif"), buildTargets }] });
  const asking = "[build] target of the crate my_nif";
  expect(findings).toEqual([
    ["nif-target-musl", asking, ".cargo/config.toml", 2],
    ["nif-target-nowhere", asking, ".cargo/config.toml", 2],
  ]);
  expect(crates.map(({ namesTarget }) => namesTarget)).toEqual([true]);
  expect(planned({ nifs, crates: [crate("my_nif")] }).crates[0]?.namesTarget).toBe(false);
});

test("flags for rustc under [build], in a file or by a variable, unless a file has some for a target", () => {
  const only = (flags: { build: boolean; target: boolean }, env: readonly (readonly [string, string])[] = []) =>
    planned({ nifs: [nif("A", { env })], crates: [{ ...crate("my_nif"), flags }] }).crates[0]?.buildFlagsOnly;
  expect(only({ build: false, target: false })).toBe(false);
  expect(only({ build: true, target: false })).toBe(true);
  expect(only({ build: true, target: true })).toBe(false);
  const variable = [["CARGO_BUILD_RUSTFLAGS", "--cfg a"]] as const;
  expect(only({ build: false, target: false }, variable)).toBe(true);
  expect(only({ build: false, target: true }, variable)).toBe(false);
});
