# `rustPlatform.fetchCargoVendor`: what cargo would download, under one hash, and from it a folder as cargo's directory source wants it. The
# first nobody can build here: a test puts it into the store (pkgs/build-support/rust/fetch-cargo-vendor.nix).
{
  lib,
  runCommand,
  stdenv,
}:
{
  src,
  name,
  hash,
}:
let
  staging = stdenv.mkDerivation {
    name = "${name}-vendor-staging";
    outputHash = hash;
    outputHashAlgo = null;
    outputHashMode = "recursive";
    buildCommand = ''
      echo ${lib.escapeShellArg "cannot fetch the crates of ${name}: the test has not put them into the store"} >&2
      exit 1
    '';
  };
in
runCommand "${name}-vendor" { } ''
  mkdir -p $out/.cargo
  cp ${staging}/Cargo.lock $out/Cargo.lock
  printf '%s\n' '[source.crates-io]' 'replace-with = "vendored-sources"' '[source.vendored-sources]' 'directory = "@vendor@"' > $out/.cargo/config.toml
  for archive in ${staging}/tarballs/*.tar.gz; do
    crate=$out/$(basename "$archive" .tar.gz)
    mkdir "$crate"
    tar -xf "$archive" -C "$crate" --strip-components=1
    printf '{"files":{},"package":"%s"}' "$(sha256sum "$archive" | cut -d' ' -f1)" > "$crate/.cargo-checksum.json"
  done
''
