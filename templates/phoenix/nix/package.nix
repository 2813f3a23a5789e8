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

  mixNixDeps = import ./deps.nix {
    inherit lib beamPackages nifs;
    # Changes to single dependencies; they win over everything generated.
    overrides = _final: _prev: { };
  };

  # Every release of the project; your changes go here.
  build =
    release:
    (beamPackages.mixRelease (release // { inherit mixNixDeps; })).overrideAttrs (
      final: prev: {
        passthru = prev.passthru or { } // {
          inherit (nifs) crates;
          inherit mixNixDeps;
          releases = builtins.mapAttrs (_: build) nifs.releases;
          tests.load = nifs.loadCheck final.finalPackage;
        };
      }
    );
in
build nifs.release
