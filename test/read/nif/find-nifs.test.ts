import { describe, expect, test } from "vitest";
import { atom, bool, list, str, tuple } from "../../../src/elixir/eval/values/make.ts";
import type { Value } from "../../../src/elixir/eval/values/value.ts";
import { findSeen, keyword, otp, type Seen, unknownAt } from "./stand-in.ts";

const manifest = (name: string, more = "") =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\n\n[lib]\ncrate-type = ["cdylib"]\n${more}`;
const crate = (folder: string, name: string, source = "rustler::init!(NAME);") => ({
  [`${folder}/Cargo.toml`]: manifest(name),
  [`${folder}/Cargo.lock`]: `version = 4\n\n[[package]]\nname = "${name}"\nversion = "0.1.0"\n`,
  [`${folder}/src/lib.rs`]: source,
});
const one = (opts: Readonly<Record<string, Value>>): readonly Seen[] => [
  { module: "App.Nif", uses: [{ opts: keyword({ ...otp, ...opts }) }] },
];

describe("a module with its crate", () => {
  const { nifs, crates, findings } = findSeen({ seen: one({}), files: crate("native/app", "app") });
  test("has Rustler's defaults", () => {
    expect(nifs).toEqual([
      {
        project: ".",
        file: "lib/nif.ex",
        line: 2,
        column: 3,
        module: "App.Nif",
        macro: "Rustler",
        otpApp: "app",
        crate: "app",
        path: "native/app",
        manifest: "native/app/Cargo.toml",
        cargoLock: "native/app/Cargo.lock",
        features: [],
        defaultFeatures: true,
        mode: "release",
        target: null,
        loadFrom: null,
        skipCompilation: false,
        lib: true,
        env: [],
        rustup: null,
        version: null,
        baseUrl: null,
        targets: null,
        nifVersions: null,
        forceBuild: null,
        variants: null,
        variables: [],
      },
    ]);
    expect(crates.map((one) => one.manifest)).toEqual(["native/app/Cargo.toml"]);
    expect(findings).toEqual([]);
  });
});

describe("what the locked Rustler can", () => {
  const files = crate("native/app", "app");
  test("nothing before 0.22.0-rc.1", () => {
    expect(findSeen({ seen: one({}), files, rustler: "0.21.1" }).findings).toEqual(["rustler-too-old lib/nif.ex:2:3"]);
    expect(findSeen({ seen: one({}), files, rustler: "0.22.0-rc.0" }).findings).toEqual([
      "rustler-too-old lib/nif.ex:2:3",
    ]);
    expect(findSeen({ seen: one({}), files, rustler: "0.22.0-rc.1" }).findings).toEqual([]);
  });
  test.each([
    ["load_data_fun", "0.27.0", "0.28.0"],
    ["binaries", "0.36.2", "0.37.0"],
    ["priv_dir", "0.37.0", "0.36.2"],
    ["skip_compile?", "0.38.0", undefined],
  ])("%s is refused by %s", (option, without, withIt) => {
    const seen = one({ [option]: atom("x") });
    expect(findSeen({ seen, files, rustler: without }).findings).toEqual(["rustler-option-unknown lib/nif.ex:2:3"]);
    if (withIt !== undefined) expect(findSeen({ seen, files, rustler: withIt }).findings).toEqual([]);
  });
  test("debug outside of prod until 0.26", () => {
    const mode = (rustler: string, mixEnv: string) => findSeen({ seen: one({}), files, rustler, mixEnv }).nifs[0]?.mode;
    expect([mode("0.26.0", "dev"), mode("0.26.0", "prod"), mode("0.26.0", "bench"), mode("0.27.0", "dev")]).toEqual([
      "debug",
      "release",
      "release",
      "release",
    ]);
  });
  test("rustler_crates of mix.exs until 0.32, below all else", () => {
    const projectConfig = keyword({
      rustler_crates: keyword({ app: keyword({ path: str("rust"), features: list([str("a")]), mode: atom("debug") }) }),
    });
    const read = (rustler: string) => {
      const [nif] = findSeen({ seen: one({ mode: atom("release") }), rustler, projectConfig }).nifs;
      return [nif?.path, nif?.features, nif?.mode];
    };
    expect(read("0.32.1")).toEqual(["rust", ["a"], "release"]);
    expect(read("0.33.0")).toEqual(["native/app", [], "release"]);
  });
});

test("nothing is looked for where neither package is a dependency", () => {
  expect(findSeen({ seen: one({}), rustler: null }).nifs).toEqual([]);
});

describe("branches that are not known", () => {
  const branch = (opts: Readonly<Record<string, Value>>) => ({
    opts: keyword({ ...otp, ...opts }),
    certain: false,
  });
  test("what they agree on is certain", () => {
    const seen = [
      { module: "App.Nif", uses: [branch({ crate: str("a") }), branch({ crate: str("a"), mode: atom("debug") })] },
    ];
    const { nifs, diagnostics } = findSeen({ seen, files: crate("native/a", "a") });
    expect(nifs).toMatchObject([{ crate: "a", path: "native/a", manifest: "native/a/Cargo.toml" }]);
    expect(nifs[0]?.mode).toHaveProperty("unknown");
    expect(diagnostics).toMatchObject([{ code: "nif-uncertain", args: { differing: "; not known are then mode" } }]);
  });
  test("a certain use counts alone", () => {
    const seen = [
      { module: "App.Nif", uses: [branch({ crate: str("a") }), { opts: keyword({ ...otp, crate: str("b") }) }] },
    ];
    const { nifs, findings } = findSeen({ seen, files: crate("native/b", "b") });
    expect(nifs).toMatchObject([{ crate: "b" }]);
    expect(findings).toEqual([]);
  });
});

describe("values that are not known", () => {
  test("taint only what depends on them", () => {
    const { nifs, findings } = findSeen({ seen: one({ crate: unknownAt(7), features: list([str("a")]) }) });
    expect(nifs).toMatchObject([
      {
        otpApp: "app",
        crate: { unknown: "calls Other.value/0" },
        path: { unknown: "calls Other.value/0" },
        manifest: { unknown: "calls Other.value/0" },
        features: ["a"],
      },
    ]);
    expect(findings).toEqual(["nif-value-unknown lib/nif.ex:7:5"]);
  });
  test("configuration that is not known taints every option but otp_app", () => {
    const { nifs } = findSeen({ seen: one({}), config: { "app Elixir.App.Nif": unknownAt(1) } });
    expect(nifs[0]?.otpApp).toBe("app");
    expect(nifs[0]?.features).toHaveProperty("unknown");
  });
});

describe("names of environment variables", () => {
  const from = (name: string) => ({ variables: new Set([name]) });
  test("are those that options and conditions depend on", () => {
    const seen = [
      {
        module: "App.Nif",
        uses: [
          {
            opts: {
              ...keyword({
                ...otp,
                features: { ...list([]), ...from("FEATURES") },
                load_data: { ...atom("x"), ...from("DATA") },
              }),
            },
            variables: new Set(["SWITCH"]),
          },
        ],
      },
    ];
    const { nifs } = findSeen({ seen, files: crate("native/app", "app") });
    expect(nifs[0]?.variables).toEqual(["FEATURES", "SWITCH"]);
  });
});

describe("RustlerPrecompiled", () => {
  const precompiled = (opts: Readonly<Record<string, Value>>, more = {}) =>
    findSeen({
      seen: [
        {
          module: "App.Nif",
          uses: [{ used: "Elixir.RustlerPrecompiled", opts: keyword({ ...otp, version: str("1.0.0"), ...opts }) }],
        },
      ],
      files: crate("native/app", "app"),
      ...more,
    });
  const forced = (opts: Readonly<Record<string, Value>>, more = {}) => precompiled(opts, more).nifs[0]?.forceBuild;

  test("is forced by a dev version, by the option, by configuration", () => {
    const all = { config: { "rustler_precompiled force_build_all": bool(true) } };
    const app = { config: { "rustler_precompiled force_build": keyword({ app: bool(true) }) } };
    const other = { config: { "rustler_precompiled force_build": keyword({ other: bool(true) }) } };
    expect(forced({})).toBe(false);
    expect(forced({ version: str("1.0.0-dev") })).toBe(true);
    expect(forced({ version: str("1.0.0-dev.1") })).toBe(true);
    expect(forced({ version: str("1.0.0-rc.1") })).toBe(false);
    expect(forced({ force_build: bool(true) })).toBe(true);
    expect(forced({ force_build: str("yes") })).toBe(true);
    expect(forced({}, app)).toBe(true);
    expect(forced({}, other)).toBe(false);
    expect(forced({ force_build: bool(false) }, app)).toBe(false);
    expect(forced({ force_build: bool(false) }, all)).toBe(true);
    expect(forced({ force_build: bool(false) }, { ...all, precompiled: "0.7.1" })).toBe(false);
  });
  test("is not known to be forced where the version is not known", () => {
    expect(forced({ version: unknownAt(3) })).toEqual({ unknown: "calls Other.value/0" });
    expect(forced({ version: unknownAt(3), force_build: bool(true) })).toBe(true);
  });
  test("names the variable that forces all builds, where it counts", () => {
    const name = "RUSTLER_PRECOMPILED_FORCE_BUILD_ALL";
    expect(precompiled({}).nifs[0]?.variables).toEqual([name]);
    expect(precompiled({}, { precompiled: "0.7.1" }).nifs[0]?.variables).toEqual([]);
    expect(precompiled({ version: str("1.0.0-dev") }).nifs[0]?.variables).toEqual([]);
  });
  test("takes a URL with headers; not what a function computes", () => {
    const headers = list([tuple(str("authorization"), str("x"))]);
    expect(precompiled({ base_url: tuple(str("https://a"), headers) }).nifs[0]?.baseUrl).toBe("https://a");
    expect(precompiled({ base_url: tuple(atom("Elixir.App.Url"), atom("url")) }).nifs[0]?.baseUrl).toEqual({
      unknown: "is what App.Url.url/1 gives",
    });
  });
  test("needs no crate for a prebuilt library", () => {
    expect(precompiled({}, { files: {} }).findings).toEqual(["nif-crate-not-here lib/nif.ex:2:3"]);
    expect(precompiled({ force_build: bool(true) }, { files: {} }).findings).toEqual([
      "nif-crate-missing lib/nif.ex:2:3",
    ]);
  });
});

describe("crates", () => {
  test("that do not exist", () => {
    expect(findSeen({ seen: one({}) }).findings).toEqual(["nif-crate-missing lib/nif.ex:2:3"]);
    const skips = { seen: one({ "skip_compilation?": bool(true) }) };
    expect(findSeen(skips).findings).toEqual(["nif-library-missing lib/nif.ex:2:3"]);
    expect(findSeen({ ...skips, files: { "priv/native/libapp.so": "" } }).findings).toEqual([]);
  });
  test("of one workspace that lack the same lock", () => {
    const files = {
      "Cargo.toml": `[workspace]\nmembers = ["native/*"]\n`,
      "native/a/Cargo.toml": manifest("a"),
      "native/a/src/lib.rs": "rustler::init!(NAME);",
      "native/b/Cargo.toml": manifest("b"),
      "native/b/src/lib.rs": "rustler::init!(NAME);",
    };
    const seen = ["a", "b"].map((name) => ({
      module: name.toUpperCase(),
      uses: [{ opts: keyword({ ...otp, crate: str(name) }) }],
    }));
    expect(findSeen({ seen, files }).findings).toEqual(["cargo-lock-missing native/a/Cargo.toml:1:1"]);
  });
  test("of binaries alone need no library", () => {
    const files = {
      "native/app/Cargo.toml": `[package]\nname = "app"\nversion = "0.1.0"\n`,
      "native/app/Cargo.lock": `version = 4\n\n[[package]]\nname = "app"\nversion = "0.1.0"\n`,
      "native/app/src/main.rs": "fn main() {}",
    };
    expect(findSeen({ seen: one({ lib: bool(false) }), files }).findings).toEqual([]);
    expect(findSeen({ seen: one({}), files }).findings).toEqual(["crate-without-library native/app/Cargo.toml:1:1"]);
  });
  test("that no module loads", () => {
    const unused = {
      "native/unused/Cargo.toml": manifest("unused", `\n[dependencies]\nrustler = "0.36"\n`),
      "native/unused/src/lib.rs": `rustler::init!("Elixir.App.Gone");`,
      "native/helper/Cargo.toml": manifest("helper"),
      "native/helper/src/lib.rs": "",
    };
    const { diagnostics } = findSeen({ seen: one({}), files: { ...crate("native/app", "app"), ...unused } });
    expect(diagnostics).toMatchObject([
      {
        code: "nif-crate-unused",
        place: { file: "native/unused/Cargo.toml", line: 2 },
        args: { folder: "native/unused", declared: " (it is made for App.Gone)" },
      },
    ]);
  });
  test("that cargo refuses are loaded all the same", () => {
    const files = { "Cargo.toml": `[workspace]\nmembers = []\n`, ...crate("native/app", "app") };
    const rustler = manifest("app", `\n[dependencies]\nrustler = "0.36"\n`);
    expect(findSeen({ seen: one({}), files: { ...files, "native/app/Cargo.toml": rustler } }).findings).toEqual([
      "not-a-workspace-member native/app/Cargo.toml:1:1",
    ]);
  });
  test("whose rustler::init! names another module", () => {
    const init = (text: string) => findSeen({ seen: one({}), files: crate("native/app", "app", text) }).findings;
    expect(init(`rustler::init!("Elixir.App.Other", [add]);`)).toEqual(["nif-init-differs lib/nif.ex:2:3"]);
    expect(init(`rustler::init!(\n    "Elixir.App.Nif",\n    [add]\n);`)).toEqual([]);
    expect(init(`rustler_export_nifs! { "Elixir.App.Nif", [], None }`)).toEqual([]);
    expect(init(`rustler::init!(NAME);`)).toEqual([]);
  });
  test("without rustler::init! anywhere in it", () => {
    const init = (text: string, more: Readonly<Record<string, string>> = {}) =>
      findSeen({ seen: one({}), files: { ...crate("native/app", "app", text), ...more } }).findings;
    expect(init("pub fn add() {}")).toEqual(["crate-without-init lib/nif.ex:2:3"]);
    expect(init("mod nif;", { "native/app/src/nif.rs": 'rustler::init!("Elixir.App.Nif");' })).toEqual([]);
    expect(init('#[no_mangle] pub extern "C" fn nif_init() {}')).toEqual([]);
    expect(init('include!("generated.rs");')).toEqual([]);
  });
  test("chosen by name in a virtual workspace, from 0.37 on", () => {
    const files = {
      "rust/Cargo.toml": `[workspace]\nmembers = ["a", "b"]\n`,
      "rust/Cargo.lock": `version = 4\n\n[[package]]\nname = "a"\nversion = "0.1.0"\n\n[[package]]\nname = "b"\nversion = "0.1.0"\n`,
      "rust/a/Cargo.toml": manifest("a"),
      "rust/a/src/lib.rs": "",
      "rust/b/Cargo.toml": manifest("b"),
      "rust/b/src/lib.rs": "",
    };
    const seen = one({ crate: str("b"), path: str("rust") });
    expect(findSeen({ seen, files, rustler: "0.37.0" }).nifs).toMatchObject([
      { manifest: "rust/b/Cargo.toml", cargoLock: "rust/Cargo.lock" },
    ]);
    expect(findSeen({ seen, files, rustler: "0.36.2" }).findings).toEqual(["package-not-found rust/Cargo.toml:1:1"]);
  });
});

test("options that a Nix build answers in its own way", () => {
  const files = crate("native/app", "app");
  const seen = one({ target: str("x86_64-unknown-linux-musl"), cargo: tuple(atom("bin"), str("/opt/cargo")) });
  expect(findSeen({ seen, files }).findings).toEqual(["nif-cargo-ignored lib/nif.ex:2:3"]);
  expect(findSeen({ seen: one({ cargo: atom("system") }), files }).findings).toEqual([]);
});

test("the toolchain of rustup that an option names", () => {
  const files = crate("native/app", "app");
  const rustup = (version: string) => findSeen({ seen: one({ cargo: tuple(atom("rustup"), str(version)) }), files });
  expect(rustup("nightly-2025-01-01").findings).toEqual([]);
  expect(rustup("nightly-2025-01-01").nifs).toMatchObject([
    { rustup: { channel: "nightly-2025-01-01", components: [], targets: [], profile: null } },
  ]);
  expect(rustup("my-own").nifs).toMatchObject([{ rustup: { unknown: expect.stringContaining('"my-own"') } }]);
  expect(findSeen({ seen: one({}), files }).nifs).toMatchObject([{ rustup: null }]);
});
