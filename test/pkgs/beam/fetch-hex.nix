# `fetchHex { pkg, version, sha256 }`: the contents of a package of repo.hex.pm, with the two files that Hex adds
# (.hex and hex_metadata.config). `sha256` is the outer checksum of mix.lock.
# Packages of ../hex are stand-ins and are taken from there; any other one must have been put into the store by its hash.
{
  fetchurl,
  lib,
  stdenv,
}:
{
  pkg,
  version,
  sha256,
  meta ? { },
}:
let
  standIn = ../hex + "/${pkg}-${version}";
in
assert lib.assertMsg (
  builtins.match "[0-9a-f]{64}" sha256 != null
) "fetchHex: the sha256 of ${pkg} ${version} is not the outer checksum of a mix.lock: ${sha256}";
if builtins.pathExists standIn then
  stdenv.mkDerivation {
    pname = "hex-source-${pkg}";
    inherit version meta;
    src = standIn;
    dontConfigure = true;
    dontBuild = true;
    dontFixup = true;
    installPhase = ''
      cp -r . $out
      printf '%s,%s,%s,hexpm' ${pkg} ${version} ${sha256} >$out/.hex
      printf '{<<"name">>,<<"%s">>}.\n{<<"version">>,<<"%s">>}.\n' ${pkg} ${version} >$out/hex_metadata.config
    '';
  }
else
  stdenv.mkDerivation {
    pname = "hex-source-${pkg}";
    inherit version meta;
    src = fetchurl {
      url = "https://repo.hex.pm/tarballs/${pkg}-${version}.tar";
      inherit sha256;
    };
    dontConfigure = true;
    dontBuild = true;
    dontFixup = true;
    unpackCmd = ''
      mkdir contents
      tar -xf "$curSrc" CHECKSUM metadata.config contents.tar.gz
      tar -C contents -xzf contents.tar.gz
      mv metadata.config contents/hex_metadata.config
      printf '%s,%s,%s,hexpm' ${pkg} ${version} "$(tr A-F a-f <CHECKSUM)" >contents/.hex
    '';
    installPhase = ''
      cp -r . $out
    '';
  }
