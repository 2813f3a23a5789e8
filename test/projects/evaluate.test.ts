import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { contents, temporaryFolder } from "../cli/support/project.ts";
import { checkOut, goldenProjects, runOf } from "./support.ts";

const repository = join(goldenProjects, "../..");
const hasNix = spawnSync("nix", ["--version"]).error === undefined;
if (!hasNix && !process.env["CI"]) console.log("golden projects were not evaluated: nix is not installed");

/** Those of which files are written. */
const names = readdirSync(goldenProjects, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(goldenProjects, entry.name, "expected/nix/package.nix")))
  .map(({ name }) => name);

/** The folder of mix.exs in a project, with a slash before it; empty where it is the project's own. */
const mixOf = (name: string): string => {
  const { mix = "." } = runOf(name);
  return mix === "." ? "" : `/${mix}`;
};

/** As test/pkgs reads it; the versions are those that a release of nixpkgs may have. */
const machine = (release: string) => ({
  release,
  tools: "none",
  tailwindcss: "",
  erlang: { version: "27", root: "/usr/lib/erlang" },
  elixir: { version: "1.19.5", root: "/usr/lib/elixir" },
  node: { root: "/usr" },
  rust: { version: "1.95.0", toolchain: "/usr" },
});

/**
 * Every golden project's files in one flake without inputs: each flake.nix of them is called with the stand-ins. What it offers is
 * evaluated to derivations; nothing is built or fetched.
 */
const flake = `{
  outputs =
    { self }:
    let
      system = "x86_64-linux";
      lib = import ./pkgs/lib;
      packages = builtins.fromJSON (builtins.readFile ./packages.json);
      # Packages of nixpkgs that the stand-in has not, by the names that the files have.
      others = final: prev:
        builtins.listToAttrs (
          map (name: { inherit name; value = prev.\${name} or (final.stdenv.mkDerivation { inherit name; }); })
            (builtins.filter (name: ! prev ? \${name}) packages)
        );
      arguments = { inherit system; config.allowAliases = false; overlays = [ others ]; };
      pkgs = import ./pkgs arguments;
      inputs = {
        self = { };
        nixpkgs = { inherit lib; legacyPackages = lib.genAttrs [ "x86_64-linux" "aarch64-linux" "aarch64-darwin" ] (_: pkgs); };
        crane = (import ./pkgs/crane/flake.nix).outputs { self = { }; };
        rust-overlay = (import ./pkgs/rust-overlay/flake.nix).outputs { };
      };
      projects = builtins.fromJSON (builtins.readFile ./projects.json);
      each = function: builtins.mapAttrs (name: found: builtins.addErrorContext "in the project \${name}" (function name found)) projects;
      # For another machine than the one that builds.
      cross = import ./pkgs (arguments // { crossSystem = "aarch64-linux"; });
      crossed = name: { mix, tools, ... }:
        let
          file = ./projects + "/\${name}\${mix}/nix/package.nix";
          given = {
            craneLib = inputs.crane.mkLib cross;
            rustToolchain = (inputs.rust-overlay.lib.mkRustBin { } cross.buildPackages).fromRustupToolchain;
          };
          paths = packages: map (tool: (lib.attrByPath (lib.splitString "." tool) null packages).drvPath) tools;
        in
        {
          release = (cross.callPackage file (builtins.intersectAttrs (builtins.functionArgs (import file)) given)).drvPath;
          ofBuild = paths cross.buildPackages;
          ofHost = paths cross;
        };
      derivations = set: builtins.mapAttrs (_: package: package.drvPath) set;
      offered = name: { mix, written, ... }:
        let
          folder = ./projects + "/\${name}\${mix}";
          flake = (import (folder + "/flake.nix")).outputs inputs;
          release = pkgs.callPackage (folder + "/nix/package.nix") { craneLib = inputs.crane.mkLib pkgs; };
        in
        if written then
          {
            packages = derivations flake.packages.\${system};
            checks = derivations flake.checks.\${system};
            devShells = derivations flake.devShells.\${system};
            apps = builtins.mapAttrs (_: app: app.program) (flake.apps.\${system} or { });
            formatter = (flake.formatter.\${system} or { drvPath = null; }).drvPath;
          }
        else
          { packages.default = release.drvPath; checks.load = release.tests.load.drvPath; };
    in
    {
      alias = pkgs.pkgconfig;
      built = import (pkgs.runCommand "built" { } "echo 1 >$out");
      all = each offered;
      crossed = each crossed;
    };
}
`;

interface Offered {
  readonly packages: Readonly<Record<string, string>>;
  readonly checks: Readonly<Record<string, string>>;
}

/** Of a project for another machine, the derivations of its release, and of what runs in its build: for the one machine, and the other. */
interface Crossed {
  readonly release: string;
  readonly ofBuild: readonly string[];
  readonly ofHost: readonly string[];
}

/** Attributes of a package set that a file names, and its arguments without a value of their own. */
const selected = /\b(?:pkgs|buildPackages)\.([A-Za-z_][\w'-]*)/g;
const inherited = /\binherit \((?:pkgs|buildPackages)\) ([\w' -]+);/g;
const namesOf = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].flatMap((match) => (match[1] as string).split(" "));
/** What of them runs in a build. */
const toolsOf = (text: string): readonly string[] => [
  ...[...text.matchAll(/nativeBuildInputs = \[([^\]]*)\]/g)].flatMap((match) =>
    (match[1] as string).split(/\s+/).filter((word) => word !== ""),
  ),
  ...namesOf(text, selected),
  ...namesOf(text, inherited),
];
const argumentsOf = (text: string): readonly string[] =>
  [...text.slice(0, text.search(/^\}:$/m)).matchAll(/^ {2}([\w'-]+),$/gm)].map((match) => match[1] as string);

describe.skipIf(!hasNix && !process.env["CI"])(
  "golden projects evaluate where impurities, building while evaluating and aliases are refused",
  () => {
    /** A folder with the flake, for a release of nixpkgs. */
    function flakeFor(release: string): string {
      const folder = temporaryFolder();
      cpSync(join(repository, "test/pkgs"), join(folder, "pkgs"), { recursive: true });
      writeFileSync(join(folder, "pkgs/machine.json"), JSON.stringify(machine(release)));
      writeFileSync(join(folder, "flake.nix"), flake);
      for (const name of names) place(name, join(folder, "projects", name));
      const named = Object.entries(contents(join(folder, "projects")))
        .filter(([path]) => path.endsWith(".nix"))
        .flatMap(([, text]) => [...namesOf(text, selected), ...namesOf(text, inherited), ...argumentsOf(text)]);
      const folders = names.map((name) => [
        name,
        {
          mix: mixOf(name),
          written: existsSync(join(goldenProjects, name, "expected/flake.nix")),
          tools: toolsOf(readFileSync(join(goldenProjects, name, "expected/nix/nifs.nix"), "utf8")),
        },
      ]);
      writeFileSync(join(folder, "projects.json"), JSON.stringify(Object.fromEntries(folders)));
      writeFileSync(join(folder, "packages.json"), JSON.stringify([...new Set(named)].toSorted()));
      return folder;
    }

    /** The project beside what is written for it, which projects.test.ts holds to be so. */
    function place(name: string, target: string): void {
      const { project } = checkOut(name);
      cpSync(project.slice(0, project.length - mixOf(name).length), target, {
        recursive: true,
        verbatimSymlinks: true,
      });
      const expected = contents(join(goldenProjects, name, "expected"));
      const copied = [...(expected["files.txt"] ?? "").matchAll(/^(.*): a copy of (.*)$/gm)].map(
        ([, path = "", from = ""]) => [path, readFileSync(join(repository, from), "utf8")],
      );
      for (const [path = "", text = ""] of [...Object.entries(expected), ...copied]) {
        if (!path.startsWith("nix/") && path !== "flake.nix") continue;
        const file = join(target, mixOf(name), path);
        mkdirSync(dirname(file), { recursive: true });
        // Fetched while evaluating, by a commit: nothing here is fetched.
        writeFileSync(file, text.replaceAll("builtins.fetchGit", '(_: { outPath = "/fetched"; })'));
      }
    }

    const evaluate = <T = Offered>(folder: string, attribute = "all"): Readonly<Record<string, T>> => {
      const features = ["--extra-experimental-features", "nix-command flakes", "--store", join(folder, "store")];
      const strict = ["--option", "pure-eval", "true", "--option", "allow-import-from-derivation", "false"];
      const path = `path:${folder}#${attribute}`;
      return JSON.parse(
        execFileSync("nix", ["eval", ...features, ...strict, "--json", path], {
          encoding: "utf8",
          stdio: "pipe",
          maxBuffer: 1 << 28,
        }),
      );
    };

    test.each(["25.11", "26.05", "unstable"])(
      "with nixpkgs %s",
      (release) => {
        const all = evaluate(flakeFor(release));
        expect(Object.keys(all)).toEqual(names);
        for (const [name, { packages, checks }] of Object.entries(all)) {
          expect(packages["default"], name).toMatch(/^\/nix\/store\/.*\.drv$/);
          expect(Object.keys(checks), name).not.toEqual([]);
        }
      },
      300_000,
    );

    test("for another machine, programs of the build are those of the machine that builds", () => {
      const folder = flakeFor("unstable");
      const needed = (derivation: string): readonly string[] =>
        execFileSync("nix-store", ["--store", join(folder, "store"), "-qR", derivation], {
          encoding: "utf8",
          stdio: "pipe",
        }).split("\n");
      const all = Object.entries(evaluate<Crossed>(folder, "crossed"));
      expect(all.flatMap(([, { ofBuild }]) => ofBuild).length).toBeGreaterThan(10);
      for (const [name, { release, ofBuild, ofHost }] of all) {
        const closure = needed(release);
        expect(release, name).toMatch(/-aarch64-unknown-linux-gnu\.drv$/);
        expect(closure, name).toEqual(expect.arrayContaining([...ofBuild]));
        expect(
          ofHost.filter((each) => closure.includes(each)),
          name,
        ).toEqual([]);
      }
    }, 300_000);

    test("what is refused is an error", () => {
      const folder = flakeFor("unstable");
      expect(() => evaluate(folder, "alias")).toThrow("pkgconfig is an alias");
      expect(() => evaluate(folder, "built")).toThrow("allow-import-from-derivation");
    }, 300_000);
  },
);
