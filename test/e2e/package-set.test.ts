import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cannotBuild, usesStandIn } from "./support/machine.ts";
import { type Ran } from "./support/run.ts";
import { type Workplace, makeWorkplace, repository } from "./support/workplace.ts";

/** The stand-in refuses what nixpkgs refuses, so that a build which passes here says something. */
describe.skipIf(cannotBuild() || !usesStandIn)("the stand-in package set", () => {
  let workplace: Workplace;
  beforeAll(() => {
    workplace = makeWorkplace("unstable");
  });
  afterAll(() => workplace.remove());

  const build = (expression: string): Ran =>
    workplace.tryNix([
      "build",
      "--impure",
      "--no-link",
      "--print-build-logs",
      "--expr",
      `let pkgs = import ${workplace.folder}/set/pkgs { }; inherit (pkgs) lib; in ${expression}`,
    ]);

  test("takes no checksum that could not stand in a lock", () => {
    const ran = build('pkgs.beamPackages.fetchHex { pkg = "jason"; version = "1.4.5"; sha256 = "sha256-AAAA"; }');
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("is not the outer checksum of a mix.lock");
  });

  test("fetches nothing that is not in the store", () => {
    const sum = "0".repeat(64);
    const ran = build(`pkgs.beamPackages.fetchHex { pkg = "nowhere"; version = "1.0.0"; sha256 = "${sum}"; }`);
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("cannot fetch https://repo.hex.pm/tarballs/nowhere-1.0.0.tar");
  });

  test("gives a build no program that it did not ask for", () => {
    const ran = build('pkgs.runCommand "forgetful" { } "elixir --version >$out"');
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("elixir: command not found");
  });

  test("exports no variable of structured attributes but those of env", () => {
    const ran = build(`pkgs.stdenv.mkDerivation {
      name = "variables";
      __structuredAttrs = true;
      TOP_LEVEL = "1";
      env.FROM_ENV = "1";
      buildCommand = "env >&2; exit 1";
    }`);
    expect(ran.stderr).toMatch(/FROM_ENV=1/);
    expect(ran.stderr).not.toMatch(/TOP_LEVEL=/);
  });

  test("lets a pattern that matches nothing vanish", () => {
    const ran = build('pkgs.runCommand "glob" { } "echo matched: no-such-file-* >&2; exit 1"');
    expect(ran.stderr).toMatch(/matched:\s*$/m);
  });

  test("runs the derivation's own text of a hook before the hooks of its inputs", () => {
    const ran = build(`pkgs.stdenv.mkDerivation {
      name = "order";
      dontUnpack = true;
      nativeBuildInputs = [ (pkgs.makeSetupHook { name = "second"; } (builtins.toFile "second.sh" ''
        preBuildHooks+=(second)
        second() { echo order: second >&2; }
      '')) ];
      preBuild = "echo order: first >&2";
      installPhase = "exit 1";
    }`);
    expect(ran.stderr).toMatch(/order: first[^]*order: second/);
  });

  test("says that a crate from git needs a hash", () => {
    const lock = `version = 3
[[package]]
name = "a"
version = "1.0.0"
source = "git+https://example.org/a?rev=abc#abcdef"
`;
    const ran = build(`pkgs.rustPlatform.importCargoLock { lockFileContents = ''${lock}''; }`);
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("No hash was found while vendoring the git dependency a-1.0.0");
  });

  test("takes no hash for a crate that is not in the lock", () => {
    const ran = build(
      `pkgs.rustPlatform.importCargoLock { lockFileContents = "version = 3\npackage = []"; outputHashes."b-1.0.0" = lib.fakeHash; }`,
    );
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain("A hash was specified for b-1.0.0, but there is no corresponding git dependency");
  });

  // cfg-if is among the crates of the example.
  const checksum = "4e7648175b45a9a48536d676f68d918270699102aa8dab5496df06904c914600";
  const source = "registry+https://github.com/rust-lang/crates.io-index";
  const head = `[[package]]\nname = "cfg-if"\nversion = "1.0.5"\nsource = "${source}"\n`;
  const locks: Readonly<Record<string, string>> = {
    1: `${head}\n[metadata]\n"checksum cfg-if 1.0.5 (${source})" = "${checksum}"\n`,
    2: `${head}checksum = "${checksum}"\n`,
    3: `version = 3\n\n${head}checksum = "${checksum}"\n`,
    4: `version = 4\n\n${head}checksum = "${checksum}"\n`,
  };
  test.each(Object.entries(locks))("vendors the crates of a Cargo.lock of version %s", (_, lock) => {
    workplace.placeCrates([join(repository, "examples/hello_nif/native/hello_nif/Cargo.lock")]);
    const vendored = `pkgs.rustPlatform.importCargoLock { lockFileContents = ${JSON.stringify(lock)}; }`;
    const ran = build(`pkgs.runCommand "vendored" { v = ${vendored}; } "cat $v/cfg-if-1.0.5/Cargo.toml >&2; exit 1"`);
    expect(ran.stderr).toContain('name = "cfg-if"');
  });

  test("of version 1 crane vendors nothing", () => {
    const crane = `import ${workplace.folder}/set/pkgs/crane/lib.nix { inherit pkgs; }`;
    const vendored = `(${crane}).vendorCargoDeps { cargoLockContents = ${JSON.stringify(locks["1"])}; }`;
    const ran = build(
      `pkgs.runCommand "vendored" { v = ${vendored}; } "echo config:$(cat $v/config.toml): >&2; exit 1"`,
    );
    expect(ran.stderr).toContain("config::");
  });

  // nixpkgs: pkgs/stdenv/generic/setup.sh, recordPropagatedDependencies.
  test("gives a build what its inputs propagate", () => {
    const ran = build(`
      let
        one = pkgs.writeShellScriptBin "one" "echo the first answers >&2";
        between = pkgs.stdenv.mkDerivation {
          name = "between";
          dontUnpack = true;
          installPhase = "mkdir $out";
          propagatedBuildInputs = [ one pkgs.jq ];
        };
      in pkgs.runCommand "last" { buildInputs = [ between ]; } "one; exit 1"`);
    expect(ran.stderr).toContain("the first answers");
  });

  // nixpkgs: pkgs/build-support/cc-wrapper/add-hardening.sh, pkgs/build-support/bintools-wrapper/add-hardening.sh
  describe("has a compiler that", () => {
    const compile = (source: string, more = ""): Ran =>
      build(`pkgs.runCommandCC "compiled" { ${more} } ''
        echo '${source}' | gcc -shared -fPIC -x c - -o library.so
        readelf -d library.so >&2
        exit 1
      ''`);

    test("has all symbols looked up when a library is loaded", () => {
      expect(compile("int absent(void); int a(void) { return absent(); }").stderr).toContain("BIND_NOW");
    });

    const careless = "#include <stdio.h>\nint a(char *text) { return printf(text); }";
    test("takes no text for a format", () => {
      expect(compile(careless).stderr).toContain("error: format not a string literal and no format arguments");
    });

    test("leaves all this where it is told so", () => {
      const { stderr } = compile(careless, 'hardeningDisable = [ "all" ];');
      expect(stderr).toContain("Dynamic section");
      expect(stderr).not.toContain("BIND_NOW");
    });
  });

  describe("as stdenv does when it has installed", () => {
    const installs = (script: string): Ran =>
      build(`pkgs.stdenv.mkDerivation {
        name = "installed";
        dontUnpack = true;
        nativeBuildInputs = [ pkgs.makeWrapper ];
        installPhase = ${JSON.stringify(`mkdir -p $out/bin\n${script}`).replaceAll("${", "\\${")};
      }`);

    // nixpkgs: pkgs/build-support/setup-hooks/no-broken-symlinks.sh
    test.each([
      [
        "to nothing in the store",
        "ln -s $NIX_STORE/nowhere $out/link",
        "points to a missing target: /nix/store/nowhere",
      ],
      ["to nothing beside it", "ln -s nowhere $out/link", "found 1 dangling symlinks, 0 reflexive symlinks"],
      ["to itself", "ln -s link $out/link", "found 0 dangling symlinks, 1 reflexive symlinks"],
      ["into the folder of the build", "echo >$TMPDIR/a; ln -s $TMPDIR/a $out/link", "directory: /build/a"],
    ])("refuses a link %s", (_, script, message) => {
      const ran = installs(script);
      expect(ran.status).not.toBe(0);
      expect(ran.stderr).toContain(message);
    });

    /** A library in `folder`, and another that needs it and looks for it in `paths`. */
    const needed = (folder: string, paths: string): string =>
      [
        `mkdir -p ${folder}`,
        `echo 'int a(void) { return 1; }' | gcc -shared -fPIC -x c - -o ${folder}/liba.so`,
        `echo 'int a(void); int b(void) { return a(); }' | gcc -shared -fPIC -x c - -L${folder} -la -Wl,-rpath,${paths} -o $out/bin/library.so`,
      ].join("\n");

    // nixpkgs: pkgs/by-name/pa/patchelf/setup-hook.sh
    test("keeps of a run path the folders in which something needed lies", () => {
      const ran = installs(`${needed("$out/lib", "/nowhere:$out/lib:$TMPDIR/lib")}
        postFixup() { readelf -d $out/bin/library.so >&2; exit 1; }`);
      expect(ran.stderr).toMatch(/RUNPATH.*\[\/nix\/store\/[^:\]]*-installed\/lib\]/);
    });

    // nixpkgs: pkgs/build-support/setup-hooks/audit-tmpdir.sh
    test("refuses a library that looks for others in the folder of the build", () => {
      const ran = installs(needed("$TMPDIR/lib", "$TMPDIR/lib"));
      expect(ran.status).not.toBe(0);
      expect(ran.stderr).toMatch(/RPATH of binary \S+library\.so contains a forbidden reference to /);
    });

    test("refuses a wrapper that names the folder of the build", () => {
      const ran = installs(
        'echo "#!/bin/sh" >$out/bin/a; chmod +x $out/bin/a; wrapProgram $out/bin/a --set A $TMPDIR/a',
      );
      expect(ran.status).not.toBe(0);
      expect(ran.stderr).toMatch(/wrapper script \S+ contains a forbidden reference to /);
    });

    test("takes what is none of these", () => {
      const ran = installs(
        'echo "#!/bin/sh" >$out/bin/a; chmod +x $out/bin/a; ln -s bin/a $out/a; ln -s /nowhere $out/b; wrapProgram $out/bin/a',
      );
      expect(ran.status, ran.stderr).toBe(0);
    });
  });

  // nixpkgs: pkgs/development/beam-modules/mix-release.nix
  test.each([
    ["both kinds of dependencies", "mixNixDeps = { a = pkgs.jq; }; mixFodDeps = pkgs.jq;", "assertion"],
    ["stripped debug information that was asked for", "stripDebug = true; enableDebugInfo = true;", "assertion"],
    ["another Elixir", "elixir = pkgs.beamPackages.elixir;", "overrideScope"],
  ])("mixRelease takes no %s", (_, attributes, message) => {
    const ran = build(`pkgs.beamPackages.mixRelease { pname = "a"; version = "1.0.0"; src = ./.; ${attributes} }`);
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toContain(message);
  });

  test.each([
    ["25.11", false],
    ["26.05", false],
    ["unstable", true],
  ] as const)("mixRelease of %s keeps a caller's postFixup: %s", (release, kept) => {
    const other = makeWorkplace(release);
    try {
      const set = `(import ${other.folder}/set/pkgs { }).beamPackages`;
      const made = `${set}.mixRelease { pname = "a"; version = "1.0.0"; src = ./.; postFixup = "of the caller"; }`;
      const text = other.nix(["eval", "--impure", "--raw", "--expr", `(${made}).postFixup`]);
      expect(text.includes("of the caller")).toBe(kept);
    } finally {
      other.remove();
    }
  });

  describe("crane", () => {
    /** Evaluates with the source of a crate of which only Cargo.toml differs. */
    const evaluate = (manifest: string, expression: string): Ran => {
      const folder = mkdtempSync(join(workplace.folder, "crate-"));
      mkdirSync(join(folder, "source/src"), { recursive: true });
      writeFileSync(join(folder, "source/Cargo.toml"), manifest);
      writeFileSync(join(folder, "source/Cargo.lock"), "version = 4\n");
      writeFileSync(join(folder, "source/src/lib.rs"), "");
      return workplace.tryNix([
        "eval",
        "--impure",
        "--raw",
        "--expr",
        `let
          pkgs = import ${workplace.folder}/set/pkgs { };
          crane = import ${workplace.folder}/set/pkgs/crane/lib.nix { inherit pkgs; };
          src = ${folder}/source;
        in ${expression}`,
      ]);
    };
    const dependencies = "(crane.buildDepsOnly { inherit src; }).drvPath";
    const plain = '[package]\nname = "a"\nversion = "1.0.0"\n';

    // crane: lib/filters/cargoTomlConservative.nix
    test("builds dependencies again for what changes them in Cargo.toml, and for nothing else", () => {
      const first = evaluate(plain, dependencies);
      expect(first.status, first.stderr).toBe(0);
      const described = `# A comment.\n${plain}description = "d"\n\n[lints.rust]\nunused = "deny"\n`;
      expect(evaluate(described, dependencies).stdout).toBe(first.stdout);
      expect(evaluate(`${plain}\n[profile.release]\nlto = true\n`, dependencies).stdout).not.toBe(first.stdout);
      expect(evaluate(plain.replace("1.0.0", "1.0.1"), dependencies).stdout).not.toBe(first.stdout);
    });

    // crane: lib/crateNameFromCargoToml.nix
    test("warns of a name and a version that it does not find, and takes others", () => {
      const ran = evaluate(
        "[workspace]\nmembers = []\n",
        "(crane.buildPackage { inherit src; cargoArtifacts = null; }).name",
      );
      expect(ran.stdout).toBe("cargo-package-0.0.1");
      expect(ran.stderr).toContain("`version` cannot be found");
    });

    // crane: lib/mkCargoDerivation.nix
    test("wants to be told of artifacts", () => {
      const ran = evaluate(plain, '(crane.mkCargoDerivation { inherit src; buildPhaseCargoCommand = ""; }).name');
      expect(ran.status).not.toBe(0);
      expect(ran.stderr).toContain("cargoArtifacts");
    });
  });
});
