import type { NixFile } from "../../nix/ast.ts";
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
} from "../../nix/build.ts";

/** nix/package.nix: the release, by nixpkgs' mixRelease. Small on purpose: it is the place for a user's own wishes. */
export function packageFile(): NixFile {
  // `finalPackage` is the package with every later change, so that what is checked is what a caller made of it.
  const passthru = set([
    inheritFrom(id("nifs"), "crates"),
    inherit("mixNixDeps"),
    bind("releases", call(select(id("builtins"), "mapAttrs"), fn("_", id("build")), select(id("nifs"), "releases"))),
    bind(["tests", "load"], call(select(id("nifs"), "loadCheck"), select(id("final"), "finalPackage"))),
  ]);
  return {
    header: [
      "This file is yours: nif2nix made it once and never changes it.",
      "What it imports is renewed by `nif2nix generate`.",
    ],
    body: fn(
      formals(["lib", "callPackage", ["craneLib", nil], ["rustToolchain", nil]]),
      letIn(
        [
          bind(
            "beamPackages",
            call(id("callPackage"), path("./beam.nix"), set([])),
            "The Erlang and Elixir that the project asks for.",
          ),
          space,
          bind(
            "nifs",
            call(id("callPackage"), path("./nifs.nix"), set([inherit("beamPackages", "craneLib", "rustToolchain")])),
          ),
          space,
          bind(
            "mixNixDeps",
            call(
              id("import"),
              path("./deps.nix"),
              set([
                inherit("lib", "beamPackages", "nifs"),
                bind(
                  "overrides",
                  fn("_final", fn("_prev", set([]))),
                  "Changes to single dependencies; they win over everything generated.",
                ),
              ]),
            ),
          ),
          space,
          bind(
            "build",
            fn(
              "release",
              call(
                select(
                  call(
                    select(id("beamPackages"), "mixRelease"),
                    binary("//", id("release"), set([inherit("mixNixDeps")])),
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
