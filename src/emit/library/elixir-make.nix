# nif2nix (MIT License): libraries of packages with elixir_make.
{
  lib,
  stdenv,
  fetchurl,
  beamPackages,
}:
let
  inherit (import ./hosts.nix { inherit lib stdenv beamPackages; }) nifVersion artifactTarget;

  # The artifact that elixir_make would download, its file name and the file (ElixirMake.Artefact): of the NIF versions that
  # there are for the host the highest with the BEAM's major number that is not above the BEAM's own.
  makeArtifact =
    {
      app,
      version,
      url,
      checksums,
      type ? "nif",
    }:
    let
      fileFor =
        built:
        if type == "nif" then
          "${app}-nif-${built}-${artifactTarget}-${version}.tar.gz"
        else
          "${app}-${type}-${artifactTarget}-${version}.tar.gz";
      usable = built: nifVersion == null || !(lib.versionOlder nifVersion built);
      candidates = builtins.filter (file: checksums ? ${file}) (
        if type == "nif" then
          map fileFor (
            builtins.filter usable [
              "2.18"
              "2.17"
              "2.16"
              "2.15"
              "2.14"
            ]
          )
        else
          [ (fileFor null) ]
      );
      name = lib.head candidates;
    in
    if candidates == [ ] then
      throw "${app}: it publishes no artifact for ${artifactTarget} and this BEAM; compile it: [package.${app}] way = \"source\" in nif2nix.toml"
    else
      {
        file = name;
        path = fetchurl {
          # An address may end in what no store path can be called.
          inherit name;
          url = builtins.replaceStrings [ "@{artefact_filename}" ] [ name ] url;
          sha256 = checksums.${name};
        };
      };

  # Shell: makes config/ a folder that can be written to, with a config.exs. Builders put a link in its place, or leave what
  # the package ships.
  ownConfig = ''
    if [ -e config ]; then
      cp -rL --no-preserve=mode config config.nif2nix
      [ -L config ] || chmod -R u+w config
      rm -rf config
      mv config.nif2nix config
    fi
    mkdir -p config
    [ -e config/config.exs ] || echo 'import Config' > config/config.exs
  '';

  # Shell: what elixir_make links into priv/ is copied there, since the build's folder is gone afterwards.
  copyLinkedPriv = ''
    find . -path './_build/*/priv/*' -type l | while IFS= read -r link; do
      target="$(readlink -f "$link" || true)"
      case "$target" in
        "$(pwd -P)"/*)
          if [ -e "$target" ]; then
            rm "$link"
            cp -r "$target" "$link"
          fi
          ;;
      esac
    done
  '';
in
{
  inherit makeArtifact ownConfig copyLinkedPriv;
}
