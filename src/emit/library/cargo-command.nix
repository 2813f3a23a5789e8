# nif2nix (MIT License): a command of cargo for one crate, in the folder of its workspace.
{ lib }:
{
  # As a command of the shell. Nothing is downloaded, and Cargo.lock stays as it is.
  cargo =
    {
      command,
      options ? [ ],
      # Behind all others: what follows `--` is not for cargo.
      last ? [ ],
      # Cargo.toml and configuration files, relative to that folder.
      manifest,
      # null for that of this machine.
      target ? null,
      configs,
      features,
      defaultFeatures,
    }:
    lib.escapeShellArgs (
      [
        "cargo"
        command
        "--offline"
        "--locked"
      ]
      ++ options
      ++ [ "--manifest-path=${manifest}" ]
      ++ lib.optional (target != null) "--target=${target}"
      ++ map (config: "--config=${config}") configs
      ++ lib.optional (!defaultFeatures) "--no-default-features"
      ++ lib.optional (features != [ ]) "--features=${lib.concatStringsSep "," features}"
      ++ last
    );
}
