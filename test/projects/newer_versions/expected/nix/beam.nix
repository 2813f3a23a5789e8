{ lib, beam }:
let
  inherit (import ./lib/required.nix { inherit lib; }) requireVersion;
  packages = beam.packages.erlang;
  # Up to nixpkgs 26.05 the function has the second name.
  extend = packages.overrideScope or packages.extend;
in
extend (
  _: previous: {
    elixir =
      requireVersion
        {
          name = "Elixir";
          asked = "mix.exs:1 asks for Elixir ~> 1.19.2";
          advice = "take another nixpkgs, or name another version under [beam] in nif2nix.toml";
          conditions = [
            [
              {
                operator = ">=";
                than = "1.19.2";
              }
              {
                operator = "<";
                than = "1.20.0";
              }
            ]
          ];
        }
        (
          previous.elixir_1_19
            or (throw "this nixpkgs has no Elixir 1.19 (elixir: \"~> 1.19.2\"); take another nixpkgs, or name another version under [beam] in nif2nix.toml")
        );
  }
)
