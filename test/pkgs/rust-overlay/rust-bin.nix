# `rust-overlay.lib.mkRustBin { } pkgs`. Contract: rust-overlay's docs/reference.md and lib/rust-bin.nix.
# Every toolchain is that of the machine. What was asked for is in the environment of the compiler, as
# STAND_IN_TOOLCHAIN, so that code can tell (`env!`); and only a nightly one takes what nightly ones take.
{ pkgs }:
let
  inherit (pkgs) lib;

  # Where the machine's own ones are.
  programs = {
    cargo = pkgs.cargo;
    rustc = pkgs.rustc;
    rustdoc = pkgs.rustc;
  };

  known =
    channel:
    builtins.match "stable|[0-9]+\\.[0-9]+(\\.[0-9]+)?|(beta|nightly)(-[0-9]{4}-[0-9]{2}-[0-9]{2})?" channel != null;
in
rec {
  # With the arguments of the real one and no others.
  fromRustupToolchain =
    {
      path ? null,
      channel ? null,
      profile ? null,
      components ? [ ],
      targets ? [ ],
    }@asked:
    if path != null then
      throw "`path` is not supported, please directly add it to your PATH instead"
    else if channel == null then
      throw "`channel` is required"
    else if !(known channel) then
      throw "Unknown channel: ${channel}"
    else if profile != null && !(builtins.elem profile [ "minimal" "default" "complete" ]) then
      throw "Rust ${channel} doesn't have profile `${profile}`."
    else
      pkgs.stdenv.linkFarm "rust-${channel}" ''
        toolchain() {
          {
            echo '#!/bin/bash'
            printf 'export STAND_IN_TOOLCHAIN=%q\n' ${lib.escapeShellArg (builtins.toJSON asked)}
            ${lib.optionalString (lib.hasPrefix "nightly" channel) "echo 'export RUSTC_BOOTSTRAP=1'"}
            printf 'exec "%s/bin/%s" "$@"\n' "$2" "$1"
          } >"$1"
          chmod +x "$1"
        }
        ${lib.concatMapStrings (name: "toolchain ${name} ${programs.${name}}\n") (builtins.attrNames programs)}
      '';

  fromRustupToolchainFile =
    path:
    let
      content = builtins.readFile path;
      line = builtins.match "([^\r\n]+)\r?\n?" content;
    in
    if line != null then
      fromRustupToolchain { channel = builtins.head line; }
    else
      fromRustupToolchain (builtins.fromTOML content).toolchain;
}
