import { flakeSystems } from "../../model/systems.ts";
import type { Binding, Expr, NixFile } from "../../nix/ast.ts";
import { bind, call, fn, formals, id, joined, letIn, path, select, set, space, str, strings } from "../../nix/build.ts";
import { type BuildPlan, needsCrane, type ReleasePlan } from "../../plan/build-plan.ts";
import { ownBindings, withPackages } from "../outputs.ts";
import { devShell } from "./dev-shell.ts";

/** flake.nix: the release as a package, its check, and a shell in which mix, and cargo where there are crates, work as always. */
export function flakeFile(plan: BuildPlan): NixFile {
  const crane = needsCrane(plan);
  const rust = plan.crates.length > 0;
  const toolchain = plan.crates.some((each) => each.toolchain !== null);
  return {
    header: [
      "This file is yours: nif2nix made it once and never changes it.",
      "",
      "  nix build        the release",
      "  nix flake check  can the release start?",
      `  nix develop      a shell for mix${rust ? " and cargo" : ""}`,
    ],
    body: set([
      bind("description", str((plan.package.releases[0] as ReleasePlan).pname)),
      space,
      ...inputs(crane, toolchain),
      space,
      bind(
        "outputs",
        fn(
          formals(["nixpkgs", ...(crane ? ["crane"] : []), ...(toolchain ? ["rust-overlay"] : [])], { open: true }),
          outputs(plan, crane, toolchain),
        ),
      ),
    ]),
  };
}

function inputs(crane: boolean, toolchain: boolean): readonly Binding[] {
  const nixpkgs = str("github:NixOS/nixpkgs/nixos-unstable");
  if (!crane && !toolchain) return [bind(["inputs", "nixpkgs", "url"], nixpkgs)];
  const overlay = set([
    bind("url", str("github:oxalica/rust-overlay")),
    bind(["inputs", "nixpkgs", "follows"], str("nixpkgs")),
  ]);
  return [
    bind(
      "inputs",
      set([
        bind(["nixpkgs", "url"], nixpkgs),
        ...(crane ? [bind(["crane", "url"], str("github:ipetkov/crane"))] : []),
        ...(toolchain ? [bind("rust-overlay", overlay, "The Rust that toolchain files ask for.")] : []),
      ]),
    ),
  ];
}

function outputs(plan: BuildPlan, crane: boolean, toolchain: boolean): Expr {
  const pkgs = id("pkgs");
  const several = plan.package.releases.length > 1;
  const ownLoad = set([bind("load", select(call(id("release"), pkgs), "tests", "load"))]);
  const everyLoad = call(
    select(id("builtins"), "mapAttrs"),
    fn("_", fn("package", select(id("package"), "tests", "load"))),
    select(call(id("release"), pkgs), "releases"),
  );
  const forSystems = (body: Expr): Expr => call(id("forSystems"), fn("pkgs", body));
  return letIn(
    [
      bind("systems", strings(flakeSystems)),
      bind(
        "forSystems",
        fn(
          "outputs",
          call(
            select(id("nixpkgs"), "lib", "genAttrs"),
            id("systems"),
            fn("system", call(id("outputs"), select(id("nixpkgs"), "legacyPackages", id("system")))),
          ),
        ),
      ),
      ...(toolchain
        ? [
            bind(
              "rustBin",
              fn("pkgs", call(select(id("rust-overlay"), "lib", "mkRustBin"), set([]), select(pkgs, "buildPackages"))),
            ),
          ]
        : []),
      bind(
        "beamPackages",
        fn("pkgs", call(select(pkgs, "callPackage"), path("./nix/beam.nix"), set([]))),
        "The Erlang and Elixir that the project asks for.",
      ),
      bind(
        "release",
        fn(
          "pkgs",
          call(
            select(pkgs, "callPackage"),
            path("./nix/package.nix"),
            set([
              ...(crane ? [bind("craneLib", call(select(id("crane"), "mkLib"), pkgs))] : []),
              ...(toolchain ? [bind("rustToolchain", select(call(id("rustBin"), pkgs), "fromRustupToolchain"))] : []),
            ]),
          ),
        ),
      ),
    ],
    set([
      bind(
        "packages",
        forSystems(
          withPackages(
            plan,
            select(call(id("release"), pkgs), "releases"),
            set([bind("default", call(id("release"), pkgs))]),
          ),
        ),
        "Each release by its name.",
      ),
      ...ownBindings(plan).flatMap((binding) => [space, binding]),
      space,
      bind(
        "checks",
        forSystems(
          joined("//", [
            ...(plan.checks === null ? [] : [select(call(id("release"), pkgs), "checks")]),
            ...(several ? [everyLoad] : []),
            ownLoad,
          ]),
        ),
        several ? "The built releases can start." : "The built release can start.",
      ),
      space,
      bind("devShells", forSystems(set([bind("default", devShell(plan))]))),
    ]),
  );
}
