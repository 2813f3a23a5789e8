{ lib, beamPackages }:
let
  inherit (import ./lib/required.nix { inherit lib; }) requireVersion;
  packages = beamPackages;
  # Up to nixpkgs 26.05 the function has the second name.
  extend = packages.overrideScope or packages.extend;
in
extend (
  _: previous: {
    elixir = requireVersion {
      name = "Elixir";
      asked = "mix.exs:1 asks for Elixir ~> 1.17";
      advice = "take another nixpkgs, or name another version under [beam] in nif2nix.toml";
      conditions = [
        [
          {
            operator = ">=";
            than = "1.17.0";
          }
          {
            operator = "<";
            than = "2.0.0";
          }
        ]
      ];
    } previous.elixir;
  }
)
