import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { evaluate, withFiles } from "./nix.ts";

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** The functions of the library with builders that give back what they got. */
const helpers = `
  let
    packages = {
      lib = import ${path("test/pkgs/lib")};
      stdenv.hostPlatform = { isMusl = false; isDarwin = false; isLinux = false; extensions.sharedLibrary = ".so"; rust.rustcTarget = "x86_64-unknown-linux-gnu"; };
      beamPackages.erlang = { outPath = "erlang"; version = "27.3"; };
      writeText = name: text: text;
      runCommand = name: attributes: script: attributes // { inherit script; };
      rustPlatform.buildRustPackage = arguments: arguments;
      makeRustPlatform = null;
      craneLib = { buildPackage = arguments: arguments; buildDepsOnly = arguments: null; };
      autoPatchelfHook = null;
      # Named as nixpkgs does it, and by Nix's own rules for names.
      fetchurl = { url, sha256, name ? baseNameOf url }: builtins.toFile name "";
    };
    part = name: packages.lib.callPackageWith packages (${path("src/emit/library")} + "/\${name}.nix") { };
    helpers = part "mix" // part "crates" // part "rustler" // part "precompiled" // part "checks";
    kept = source: folder: builtins.concatLists (map (name:
      let
        file = folder + "/\${name}";
        type = (builtins.readDir folder).\${name};
      in
      if !(source.filter file type) then [ ] else if type == "directory" then kept source file else [ file ]
    ) (builtins.attrNames (builtins.readDir folder)));
  in
`;

function keptOf(files: readonly string[], source: (folder: string) => string): readonly string[] {
  const written = files.map((file) => ({ path: file, text: "", ownership: "user" as const }));
  return withFiles(written, (folder) => {
    const kept = evaluate(`${helpers} kept (${source(folder)}) "${folder}"`) as readonly string[];
    return kept.map((file) => file.slice(folder.length + 1));
  });
}

describe("which files reach a build", () => {
  test("a release: not what Mix, cargo and editors leave behind, but folders of the same name that hold sources", () => {
    const kept = keptOf(
      [
        "mix.exs",
        "lib/my_app/deps/graph.ex",
        "lib/my_app/result/parser.ex",
        "lib/my_app/_build/plan.ex",
        "native/my_nif/Cargo.toml",
        "native/my_nif/target/release/libmy_nif.so",
        "deps/jason/mix.exs",
        "_build/prod/lib/my_app/ebin/my_app.app",
        "assets/node_modules/left-pad/index.js",
        "priv/native/libmy_nif.so",
        "priv/native/libmy_nif-v0.1.0-nif-2.15-x86_64-unknown-linux-gnu.so",
        "priv/native/libmy_nif_too.so",
        "apps/child/mix.exs",
        "apps/child/deps/jason/mix.exs",
        "flake.nix",
        "nix/deps.nix",
      ],
      (folder) =>
        `(helpers.mixProject { pname = "my_app"; version = "1"; root = ${folder}; configPath = "config/config.exs"; crates = [ "my_nif" ]; }).src`,
    );
    expect(kept).toEqual([
      "apps/child/mix.exs",
      "lib/my_app/_build/plan.ex",
      "lib/my_app/deps/graph.ex",
      "lib/my_app/result/parser.ex",
      "mix.exs",
      "native/my_nif/Cargo.toml",
      "priv/native/libmy_nif_too.so",
    ]);
  });

  test("a crate: modules named deps and result are sources", () => {
    const kept = keptOf(
      [
        "Cargo.toml",
        "Cargo.lock",
        "src/lib.rs",
        "src/deps/mod.rs",
        "src/result/mod.rs",
        "target/release/x",
        "README.md",
      ],
      (folder) => `(helpers.buildCrate {
        pname = "my_nif"; version = "1"; libName = "my_nif"; root = ${folder}; cargoLock = "${folder}/Cargo.lock"; builder = "rustPlatform";
        sources = [ "Cargo.toml" "Cargo.lock" "src" ];
      }).src`,
    );
    expect(kept).toEqual(["Cargo.lock", "Cargo.toml", "src/deps/mod.rs", "src/lib.rs", "src/result/mod.rs"]);
  });
});

describe("the atom that a module is", () => {
  // Elixir: to_string(My.Nif) is "Elixir.My.Nif", to_string(:my_nif) is "my_nif".
  const module = (name: string): string =>
    `{ module = "${name}"; configApp = "my_app"; loadApp = "my_app"; library = "priv/native/libx"; crate = { libName = "x"; outPath = "/x"; }; }`;

  test("in the check of the release", () => {
    const names = `(helpers.releaseCheck { release = { pname = "x"; outPath = "/x"; }; modules = [ ${module("My.Nif")} ${module("my_nif")} ]; }).env.NIF2NIX_MODULES`;
    expect(evaluate(`${helpers} ${names}`)).toBe("Elixir.My.Nif\nmy_nif");
  });

  test("in the configuration of the release", () => {
    const release = `helpers.mixProject { pname = "x"; version = "1"; root = ./.; configPath = "c.exs"; config = helpers.nifConfig [ ${module("My.Nif")} ${module("my_nif")} ]; }`;
    const script = evaluate(`${helpers} (${release}).postPatch`) as string;
    expect(script).toContain('Config.config(:my_app, :"Elixir.My.Nif", skip_compilation?: true');
    expect(script).toContain("Config.config(:my_app, :my_nif, skip_compilation?: true");
  });
});

test("an artifact has a name in the store, whatever its address ends in", () => {
  const file = "libfast-v1.0.0+one-nif-2.17-x86_64-unknown-linux-gnu.so.tar.gz";
  const script = evaluate(`${helpers} builtins.unsafeDiscardStringContext (helpers.prebuiltDependency {
    modules = [
      {
        module = "Fast"; basename = "fast"; version = "1.0.0+one"; nifVersions = [ "2.17" ]; variants = { };
        urls."${file}" = "https://example.com/download?file=1&token=2";
        checksums."${file}" = "${"0".repeat(64)}";
      }
    ];
  }).attributes.postPatch`);
  expect(script).toMatch(new RegExp(`ln -s /nix/store/[0-9a-z]{32}-${file.replace("+", "\\+")} `));
});

describe("text in Elixir", () => {
  // Every character that Elixir might refuse or read in another way; a literal that is read as Elixir code gives it back.
  const code = (value: number): string => String.fromCodePoint(value);
  const range = (from: number, to: number): string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => code(from + index));
  const odd = [
    ...range(1, 0x30),
    ...range(0x5b, 0x60),
    ...range(0x7b, 0xa0),
    ...range(0x2000, 0x206f),
    "\u{feff}",
    "#{x}",
  ];

  test("is read as it was written", () => {
    const text = `a${odd.join("b")}`;
    const file = { path: "text.json", text: JSON.stringify(text), ownership: "user" as const };
    const written = withFiles([file], (folder) =>
      evaluate(`${helpers} (helpers.mixProject {
        pname = "x"; version = "1"; root = ./.; configPath = "c.exs";
        config = helpers.nifConfig [ {
          module = "M"; configApp = "a"; loadApp = "a"; crate = { libName = "x"; outPath = "/x"; };
          library = builtins.fromJSON (builtins.readFile ${folder}/text.json);
        } ];
      }).postPatch`),
    ) as string;
    const config = /load_from: \{:a, (".*")\}\)/s.exec(written)?.[1] ?? "";
    const read = execFileSync("elixir", ["-e", "IO.write(elem(Code.eval_string(IO.read(:stdio, :eof)), 0))"], {
      input: config,
      encoding: "utf8",
      env: { ...process.env, ELIXIR_ERL_OPTIONS: "+fnu" },
    });
    expect(JSON.stringify(read)).toBe(JSON.stringify(text));
  });
});

/** What cargo is told on a system, by rustPlatform. */
const flagsOn = (platform: string, more: string): unknown =>
  evaluate(`${helpers}
    let
      stdenv.hostPlatform = packages.stdenv.hostPlatform // {
        ${platform}
        rust.cargoEnvVarTarget = "TRIPLE";
      };
      crates = packages.lib.callPackageWith (packages // { inherit stdenv; }) (${path("src/emit/library/crates.nix")}) { };
    in
    (crates.buildCrate {
      pname = "x";
      version = "1";
      libName = "x";
      fetched = "/sources";
      cargoLock = "/Cargo.lock";
      ${more}
    }).env`);

describe("flags that a system wants beside a crate's own", () => {
  // cargo 1.95: [build] flags are joined with CARGO_BUILD_RUSTFLAGS alone, those of a target with CARGO_TARGET_T_RUSTFLAGS alone.
  test.each([
    ["isMusl = true;", "", { CARGO_TARGET_TRIPLE_RUSTFLAGS: "-C target-feature=-crt-static" }],
    ["isMusl = true;", "buildFlagsOnly = true;", { CARGO_BUILD_RUSTFLAGS: "-C target-feature=-crt-static" }],
    ["isDarwin = true;", "", { CARGO_TARGET_TRIPLE_RUSTFLAGS: "-C link-arg=-undefined -C link-arg=dynamic_lookup" }],
    ["", "buildFlagsOnly = true;", {}],
  ])("%s %s", (platform, more, expected) => {
    expect(flagsOn(platform, more)).toEqual(expected);
  });
});
