# nif2nix (MIT License): packages of private Hex repositories.
{
  lib,
  stdenv,
  cacert,
  curl,
  runCommand,
}:
let
  # A package of a private Hex repository. The key is in an environment variable of the Nix daemon (or of `nix build`
  # where Nix has no daemon), and is sent in a header, as Hex does; a tarball that is already in the store is taken
  # from there: nix-store --add-fixed sha256 ~/.hex/packages/<repository>/<name>-<version>.tar
  fetchPrivateHex =
    {
      repository,
      keyVariable,
      pkg,
      version,
      sha256,
    }:
    let
      tarball = stdenv.mkDerivation {
        name = "${pkg}-${version}.tar";
        outputHashMode = "flat";
        outputHashAlgo = "sha256";
        outputHash = sha256;
        strictDeps = true;
        nativeBuildInputs = [ curl ];
        env.SSL_CERT_FILE = "${cacert}/etc/ssl/certs/ca-bundle.crt";
        impureEnvVars = lib.fetchers.proxyImpureEnvVars ++ [ keyVariable ];
        url = "${repository}/tarballs/${pkg}-${version}.tar";
        dontUnpack = true;
        # The header goes through a file, where no list of processes shows it.
        buildPhase = ''
          printf 'header = "authorization: %s"\n' "''$${keyVariable}" > headers
          curl --fail --location --retry 3 --config headers --output "$out" "$url"
        '';
        dontInstall = true;
        dontFixup = true;
      };
    in
    runCommand "hex-source-${pkg}-${version}" { } ''
      mkdir "$out"
      tar -xOf ${tarball} contents.tar.gz | tar -xz -C "$out" --no-same-owner
    '';
in
{
  inherit fetchPrivateHex;
}
