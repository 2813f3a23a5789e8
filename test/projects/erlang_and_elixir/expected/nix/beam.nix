{ beam }:
let
  packages =
    beam.packages.erlang_27
      or (throw "this nixpkgs has no Erlang/OTP 27 (.tool-versions:1); take another nixpkgs, or name another version under [beam] in nif2nix.toml");
  # Up to nixpkgs 26.05 the function has the second name.
  extend = packages.overrideScope or packages.extend;
in
extend (
  _: previous: {
    elixir =
      previous.elixir_1_17
        or (throw "this nixpkgs has no Elixir 1.17 (.tool-versions:2); take another nixpkgs, or name another version under [beam] in nif2nix.toml");
  }
)
