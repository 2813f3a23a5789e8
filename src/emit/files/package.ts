import type { Binding, Expr, NixFile } from "../../nix/ast.ts";
import {
  bind,
  binary,
  call,
  fn,
  formals,
  id,
  inherit,
  inheritFrom,
  letIn,
  nil,
  path,
  select,
  selectOr,
  set,
  space,
  str,
} from "../../nix/build.ts";
import type { BuildPlan } from "../../plan/build-plan.ts";

/** nix/package.nix: the release, by nixpkgs' mixRelease. Small on purpose: it is the place for a user's own wishes. */
export function packageFile({ checks, crates, package: { mixEnv } }: BuildPlan): NixFile {
  const checked = checks !== null;
  const nifsOf = binary("//", id("nifs"), selectOr(id("nifs"), ["environments", id("env")], set([])));
  // Both where there is a crate: a toolchain file may come later.
  const given = crates.length === 0 ? [] : ["craneLib", "rustToolchain"];
  // `finalPackage` is the package with every later change, so that what is checked is what a caller made of it.
  const passthru = set([
    inheritFrom(id("nifs"), "crates"),
    inherit("mixNixDeps"),
    bind("releases", call(select(id("builtins"), "mapAttrs"), fn("_", id("build")), select(id("nifs"), "releases"))),
    ...(checked ? [bind("checks", call(select(id("nifs"), "checks"), id("build")))] : []),
    bind(["tests", "load"], call(select(id("nifs"), "loadCheck"), select(id("final"), "finalPackage"))),
  ]);
  return {
    header: [
      "This file is yours: nif2nix made it once and never changes it.",
      "What it imports is renewed by `nif2nix generate`.",
    ],
    body: fn(
      formals(["lib", "callPackage", ...given.map((name) => [name, nil] as const)]),
      letIn(
        [
          bind(
            "beamPackages",
            call(id("callPackage"), path("./beam.nix"), set([])),
            "The Erlang and Elixir that the project asks for.",
          ),
          space,
          bind("nifs", call(id("callPackage"), path("./nifs.nix"), set([inherit("beamPackages", ...given)]))),
          space,
          ...(checked
            ? [
                bind(
                  "dependenciesIn",
                  fn("env", dependencies([inherit("lib", "beamPackages", "env"), bind("nifs", nifsOf)])),
                  "The dependencies in an environment of Mix; checks have others than the release.",
                ),
                space,
                bind("mixNixDeps", call(id("dependenciesIn"), str(mixEnv))),
              ]
            : [bind("mixNixDeps", dependencies([inherit("lib", "beamPackages", "nifs")]))]),
          space,
          bind(
            "build",
            fn(
              "release",
              call(
                select(
                  call(
                    select(id("beamPackages"), "mixRelease"),
                    binary(
                      "//",
                      id("release"),
                      set([
                        checked
                          ? bind(
                              "mixNixDeps",
                              call(id("dependenciesIn"), selectOr(id("release"), ["mixEnv"], str("prod"))),
                            )
                          : inherit("mixNixDeps"),
                      ]),
                    ),
                  ),
                  "overrideAttrs",
                ),
                fn(
                  "final",
                  fn(
                    "prev",
                    set([bind("passthru", binary("//", selectOr(id("prev"), ["passthru"], set([])), passthru))]),
                  ),
                ),
              ),
            ),
            "Every release of the project; your changes go here.",
          ),
        ],
        call(id("build"), select(id("nifs"), "release")),
      ),
    ),
  };
}

const dependencies = (given: readonly Binding[]): Expr =>
  call(
    id("import"),
    path("./deps.nix"),
    set([
      ...given,
      bind(
        "overrides",
        fn("_final", fn("_prev", set([]))),
        "Changes to single dependencies; they win over everything generated.",
      ),
    ]),
  );
