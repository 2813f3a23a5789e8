import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../src/diagnostics/diagnostic.ts";
import type { Dependency } from "../../src/model/dependency.ts";
import { type DependencyNatives, nothingNative } from "../../src/model/natives.ts";
import type { NifModule } from "../../src/model/nif-module.ts";
import { checkPublished } from "../../src/plan/check-published.ts";
import { plan } from "../../src/plan/plan.ts";
import { releaseTargets } from "../../src/recipes/rust-targets.ts";
import { defaultSettings, type Settings } from "../../src/settings/settings.ts";
import { inLibrary } from "../emit/library/library.ts";
import { crate, hexDep, nif, project } from "../emit/project.ts";

const module = (changes: Partial<NifModule> = {}): NifModule =>
  nif("Fast", {
    macro: "RustlerPrecompiled",
    otpApp: "fast",
    crate: "my_nif",
    version: "1.0.0",
    baseUrl: "https://example.org/fast",
    forceBuild: false,
    nifVersions: ["2.15", "2.17"],
    ...changes,
  });

const sum = "0".repeat(64);
const fileOf = (triple: string, version: string): string => `libmy_nif-v1.0.0-nif-${version}-${triple}.so.tar.gz`;

interface Given {
  readonly files: readonly string[];
  readonly nif?: Partial<NifModule>;
  readonly natives?: Partial<DependencyNatives>;
  readonly deps?: readonly Dependency[];
  readonly settings?: Partial<Settings>;
}

/** Arguments of what is said of the dependency `fast` on Erlang/OTP 27, whose NIF version is 2.17. */
function said({ files, nif: changes = {}, natives = {}, deps = [], settings = {} }: Given) {
  const fast: DependencyNatives = {
    ...nothingNative("fast"),
    nifs: [module(changes)],
    checksums: { Fast: Object.fromEntries(files.map((file) => [file, sum])) },
    ...natives,
  };
  const read = project({ deps: [hexDep("fast"), ...deps], natives: [fast] });
  const diagnostics = new Diagnostics();
  const beam = { erlang: "27", elixir: null };
  checkPublished(plan(read, { ...defaultSettings, beam, ...settings }, new Diagnostics()), read, diagnostics);
  return diagnostics.list.map(({ code, args, place }) => {
    expect([code, place.file]).toEqual(["published-not-everywhere", "mix.lock"]);
    return args;
  });
}

const name = ({ system, libc }: (typeof releaseTargets)[number]): string =>
  libc === "musl" ? `${system} with musl` : system;
const triples = releaseTargets.map(({ triple }) => triple);
const all = triples.flatMap((triple) => [fileOf(triple, "2.15"), fileOf(triple, "2.17")]);

test("the systems are those for which Nix stops, whatever is published", () => {
  // A number for each list of files: its bits say which are there. Primes spread them.
  const lists = Array.from({ length: 24 }, (_, at) => all.filter((_file, bit) => ((at * 397 + 101) >> bit) & 1));
  const host = (triple: string): string => `{
    config = "${triple}"; isDarwin = ${triple.endsWith("darwin")}; isLinux = ${triple.includes("linux")};
    isMusl = ${triple.endsWith("musl")}; rust.rustcTarget = "${triple}"; extensions.sharedLibrary = ".so";
  }`;
  const stops = inLibrary(`map (files: map (hostPlatform: !(builtins.tryEval (
    (partWith { stdenv = { inherit hostPlatform; }; fetchurl = { sha256, ... }: sha256; } "precompiled").prebuiltDependency {
      app = "fast";
      modules = [ {
        module = "Fast"; basename = "my_nif"; version = "1.0.0"; nifVersions = [ "2.15" "2.17" ]; baseUrl = "https://example.org/fast";
        checksums = builtins.listToAttrs (map (name: { inherit name; value = "${sum}"; }) files);
      } ];
    }).attributes.postPatch).success) [ ${triples.map(host).join(" ")} ]) (builtins.fromJSON ''${JSON.stringify(lists)}'')`) as boolean[][];
  const expected = stops.map((each) =>
    releaseTargets
      .filter((_target, at) => each[at])
      .map(name)
      .join(", "),
  );
  const way = { fast: { ...wayOf("prebuilt") } };
  const found = lists.map((files) =>
    said({ files, settings: { outputs: ["musl"], packages: way } })
      .map(({ systems }) => systems)
      .join(),
  );
  expect(found).toEqual(expected);
  expect(new Set(expected).size).toBeGreaterThan(10);
});

function wayOf(way: "prebuilt") {
  return {
    way,
    nativeBuildInputs: [],
    buildInputs: [],
    env: {},
    git: null,
    checkouts: {},
    downloads: {},
  } as const;
}

describe("what can be done about it", () => {
  const files = [fileOf("x86_64-unknown-linux-gnu", "2.17"), fileOf("aarch64-unknown-linux-gnu", "2.17")];
  const withCrate = { crates: [crate("my_nif")], cargoLocks: { "native/my_nif/Cargo.lock": "version = 4\n" } };
  const instead = (given: Omit<Given, "files">): string | undefined =>
    said({ files, settings: { packages: { fast: wayOf("prebuilt") } }, ...given })[0]?.["instead"];

  test("musl counts where that output is asked for, and all that is there is no matter", () => {
    expect(said({ files })).toMatchObject([{ what: "Fast of fast", systems: "aarch64-darwin" }]);
    expect(said({ files, settings: { outputs: ["musl"] } })).toMatchObject([
      { systems: "x86_64-linux with musl, aarch64-linux with musl, aarch64-darwin" },
    ]);
    expect(said({ files: all, settings: { outputs: ["musl"] } })).toEqual([]);
  });

  test("a system less, where the package brings no crate", () => {
    expect(instead({})).toBe("Take aarch64-darwin out of `systems` in flake.nix");
    expect(instead({ settings: { style: "default" } })).toBe("Build elsewhere only");
  });

  test("the crate under the name that RustlerPrecompiled asks for, where the target is declared", () => {
    expect(instead({ natives: withCrate })).toContain('[package.fast] way = "source"');
  });

  test("the crate by force where it is not, with rustler", () => {
    const targets = ["x86_64-unknown-linux-gnu"];
    const forced = instead({ natives: withCrate, nif: { targets } });
    expect(forced).toContain('[package.fast] way = "force"');
    expect(forced).toContain("{:rustler, ");
    const rustler = instead({ natives: withCrate, nif: { targets }, deps: [hexDep("rustler")] });
    expect(rustler).toContain('[package.fast] way = "force"');
    expect(rustler).not.toContain("{:rustler, ");
  });

  test("nothing where the crate is built anyway", () => {
    const source = { packages: { fast: { ...wayOf("prebuilt"), way: "source" } } } as const;
    expect(said({ files, natives: withCrate, settings: source })).toEqual([]);
  });
});

test("archives of elixir_make, and files that a recipe names", () => {
  const artifacts = (names: readonly string[]) => ({
    app: "fast",
    version: "1.0",
    type: "nif",
    url: "https://example.org/@{artefact_filename}",
    checksums: Object.fromEntries(names.map((target) => [`fast-nif-2.16-${target}-1.0.tar.gz`, sum])),
  });
  const read = project({ deps: [hexDep("fast")], natives: [nothingNative("fast")] });
  const made = plan(read, defaultSettings, new Diagnostics());
  const planned = (changes: Partial<(typeof made.natives)[number]>) => {
    const diagnostics = new Diagnostics();
    const none = { nativeBuildInputs: [], buildInputs: [], env: {} };
    const natives = {
      app: "fast",
      way: "none",
      modules: [],
      inputs: none,
      buildPlugins: [],
      make: null,
      cached: null,
      checkouts: [],
      scripts: [],
      sourceFolders: [],
      ...changes,
    } as const;
    checkPublished({ ...made, natives: [natives] }, read, diagnostics);
    return diagnostics.list.map(({ args }) => [
      args["what"],
      args["systems"],
      /\[package\.fast\] (\w+)/.exec(args["instead"] ?? "")?.[1],
    ]);
  };
  const linux = ["x86_64-linux-gnu", "aarch64-linux-gnu"];
  expect(planned({ make: { way: "prebuilt", artifacts: artifacts(linux) } })).toEqual([
    ["fast", "aarch64-darwin", "way"],
  ]);
  expect(planned({ make: { way: "prebuilt", artifacts: artifacts([...linux, "aarch64-apple-darwin"]) } })).toEqual([]);
  const files = { "x86_64-linux-gnu": { url: "https://example.org/a", sha256: sum } };
  const env = { MODEL: { files } };
  expect(planned({ inputs: { nativeBuildInputs: [], buildInputs: [], env } })).toEqual([
    ["MODEL of fast", "aarch64-linux, aarch64-darwin", "env"],
  ]);
  expect(planned({ cached: files })).toEqual([["fast", "aarch64-linux, aarch64-darwin", undefined]]);
});
