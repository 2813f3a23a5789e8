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
  # The environment of a crate's build. Cargo takes flags of one kind, RUSTFLAGS before those of a target before those of [build],
  # and joins the last two with the same of the crate's configuration.
  rustEnv =
    { buildFlagsOnly, env }:
    let
      target = "CARGO_TARGET_${hostPlatform.rust.cargoEnvVarTarget}_RUSTFLAGS";
      configured = if buildFlagsOnly && !(env ? ${target}) then "CARGO_BUILD_RUSTFLAGS" else target;
      variable = if env ? RUSTFLAGS then "RUSTFLAGS" else configured;
      own = lib.optional (env ? ${variable}) env.${variable};
    in
    env // lib.optionalAttrs (flags != [ ]) { ${variable} = lib.concatStringsSep " " (own ++ flags); };
}
