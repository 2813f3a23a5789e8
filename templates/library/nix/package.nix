# This file is yours: nif2nix made it once and never changes it.
# What it imports is renewed by `nif2nix generate`.
{
  lib,
  callPackage,
  craneLib ? null,
  rustToolchain ? null,
}:
let
  # The Erlang and Elixir that the project asks for.
  beamPackages = callPackage ./beam.nix { };

  nifs = callPackage ./nifs.nix { inherit beamPackages craneLib rustToolchain; };

  # The dependencies in an environment of Mix; checks have others than the release.
  dependenciesIn =
    env:
    import ./deps.nix {
      inherit lib beamPackages env;
      nifs = nifs // nifs.environments.${env} or { };
      # Changes to single dependencies; they win over everything generated.
      overrides = _final: _prev: { };
    };

  mixNixDeps = dependenciesIn "prod";

  # Every release of the project; your changes go here.
  build =
    release:
    (beamPackages.mixRelease (release // { mixNixDeps = dependenciesIn (release.mixEnv or "prod"); }))
    .overrideAttrs
      (
        final: prev: {
          passthru = prev.passthru or { } // {
            inherit (nifs) crates;
            inherit mixNixDeps;
            releases = builtins.mapAttrs (_: build) nifs.releases;
            checks = nifs.checks build;
            tests.load = nifs.loadCheck final.finalPackage;
          };
        }
      );
in
build nifs.release
