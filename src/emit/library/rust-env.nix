# nif2nix (MIT License): how libraries are linked that the BEAM loads.
{ lib, stdenv }:
let
  inherit (stdenv) hostPlatform;

  # musl: a library that is loaded at run time cannot link the C library statically.
  # Darwin: symbols of the BEAM are found when the library is loaded.
  flags =
    lib.optional hostPlatform.isMusl "-C target-feature=-crt-static"
    ++ lib.optional hostPlatform.isDarwin "-C link-arg=-undefined -C link-arg=dynamic_lookup";
in
{
  # The environment of a crate's build. Cargo joins these flags with those of the same kind in the crate's configuration, and
  # takes one kind and not the other; RUSTFLAGS would take the place of all.
  rustEnv =
    { buildFlagsOnly, env }:
    let
      target = "TARGET_${hostPlatform.rust.cargoEnvVarTarget}";
      variable = "CARGO_${if buildFlagsOnly then "BUILD" else target}_RUSTFLAGS";
    in
    env // lib.optionalAttrs (flags != [ ]) { ${variable} = lib.concatStringsSep " " flags; };
}
