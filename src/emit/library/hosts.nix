# nif2nix (MIT License): what published libraries call this system and its BEAM.
{
  lib,
  stdenv,
  beamPackages,
}:
let
  inherit (stdenv) hostPlatform;

  # The NIF version of an Erlang/OTP release (erl_nif.h, ERL_NIF_MAJOR_VERSION and ERL_NIF_MINOR_VERSION).
  nifVersion =
    let
      known = {
        "22" = "2.15";
        "23" = "2.15";
        "24" = "2.16";
        "25" = "2.16";
        "26" = "2.17";
        "27" = "2.17";
        "28" = "2.17";
        "29" = "2.18";
      };
    in
    known.${lib.versions.major beamPackages.erlang.version} or null;

  # What published artifacts call the host: x86_64-linux-gnu, aarch64-linux-musl, aarch64-apple-darwin.
  artifactTarget =
    let
      words = builtins.match "([^-]+)-[^-]+-([^-]+)(-[^-]+)?" hostPlatform.config;
      cpu = builtins.elemAt words 0;
    in
    if hostPlatform.isDarwin then
      "${if cpu == "arm64" then "aarch64" else cpu}-apple-darwin"
    else
      "${cpu}-${builtins.elemAt words 1}${builtins.elemAt words 2}";
in
{
  inherit nifVersion artifactTarget;
}
