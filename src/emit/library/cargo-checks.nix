# nif2nix (MIT License): checks by commands of cargo.
{ lib, clippy }:
let
  inherit (import ./cargo-command.nix { inherit lib; }) cargo;
  inherit (import ./sources.nix { inherit lib; }) onlySources;

  # The derivation of a crate, with all of its files, in which another command of cargo runs. In the profile of development, as
  # a person runs it.
  cargoCheck =
    {
      name,
      command,
      last ? [ ],
      tools,
    }:
    {
      crate,
      # Its sources, its tests with them.
      root,
      sources,
      # The workspace's folder, the crate's Cargo.toml and configuration files, relative to where the build is.
      folder ? ".",
      manifest ? "Cargo.toml",
      configs ? [ ],
      features ? [ ],
      defaultFeatures ? true,
      # The toolchain of the crate with the tools.
      rust ? null,
    }:
    crate.overrideAttrs (previous: {
      pname = "${previous.pname}-${name}";
      src = onlySources { inherit root sources; };
      nativeBuildInputs =
        lib.optional (rust != null) rust
        ++ previous.nativeBuildInputs
        ++ lib.optionals (rust == null) tools;
      doCheck = false;
      dontFixup = true;
      buildPhase = ''
        runHook preBuild
        (
          cd ${lib.escapeShellArg folder}
          ${cargo {
            inherit
              command
              last
              manifest
              configs
              features
              defaultFeatures
              ;
          }}
        )
      '';
      installPhase = ''
        touch "$out"
      '';
    });
in
{
  # Fails on warnings.
  clippy = cargoCheck {
    name = "clippy";
    command = "clippy";
    last = [
      "--all-targets"
      "--"
      "--deny=warnings"
    ];
    tools = [ clippy ];
  };

  cargoTest = cargoCheck {
    name = "test";
    command = "test";
    tools = [ ];
  };
}
