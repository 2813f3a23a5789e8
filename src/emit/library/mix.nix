# nif2nix (MIT License): what mixRelease and the builders of dependencies are given of the project.
{
  lib,
  runCommand,
  writeText,
}:
let
  inherit (import ./sources.nix { inherit lib; }) onlySources mixSource;

  # Shell: appends lines to a configuration file.
  append = lines: file: ''
    cat ${writeText "nif2nix.exs" "\n${lines}"} >> ${file}
  '';
in
{
  # Attributes for mixRelease: the project's files, its libraries in place, Rustler told not to compile.
  mixProject =
    {
      pname,
      version,
      root,
      # The project's folder, relative to `root`.
      directory ? ".",
      # What of `root` the build reads, files and folders relative to it.
      sources ? [ "." ],
      # config/config.exs of the project, relative to it.
      configPath,
      # MIX_ENV of the build.
      mixEnv ? "prod",
      # Of several releases in mix.exs, the one that is made.
      releaseName ? null,
      # Shell, before the release is made: defines it where mix.exs does not.
      definition ? "",
      # Names of crates whose libraries the build makes: what lies in priv/native of them is left from development.
      crates ? [ ],
      # What elixir_make needs for the project's own libraries, from ownMake.
      make ? {
        attributes = { };
        config = "";
        prepare = "";
      },
      # Lines of configuration for the NIF modules of the project and of its dependencies.
      config ? "",
      # Shell: puts the libraries of the project's own NIF modules in place.
      libraries ? "",
      # Environment variables of the build.
      env ? { },
      # Shell: builds web assets, once the code is compiled.
      assets ? "",
    }:
    let
      src = mixSource {
        inherit
          root
          directory
          sources
          crates
          ;
      };
      lines = config + make.config;
    in
    {
      inherit pname version src;
      # Exported here, because not every version of the BEAM builders passes `env` on.
      postPatch =
        lib.concatMapStrings (name: ''
          export ${name}=${lib.escapeShellArg env.${name}}
        '') (builtins.attrNames env)
        + make.prepare
        + lib.optionalString (lines != "") (
          ''
            mkdir -p "$(dirname ${lib.escapeShellArg configPath})"
          ''
          + append lines (lib.escapeShellArg configPath)
        )
        + libraries;
      postBuild = assets;
    }
    // make.attributes
    // lib.optionalAttrs (mixEnv != "prod") { inherit mixEnv; }
    // lib.optionalAttrs (releaseName != null) { mixReleaseName = releaseName; }
    # Not before the code is compiled: tasks that run in an application's folder would not find the file.
    // lib.optionalAttrs (definition != "") { preInstall = definition; }
    // lib.optionalAttrs (directory != ".") {
      sourceRoot = "${src.name}/${directory}";
      # Path dependencies beside the project are compiled too, and get their libraries.
      postUnpack = ''
        chmod -R u+w ${lib.escapeShellArg src.name}
      '';
    };

  # The project's configuration as the builders of dependencies take it (`appConfigPath`): what a dependency reads
  # while it compiles must be what the release has at boot. Without runtime.exs, which only the release reads.
  mixConfig =
    {
      root,
      # The folder of the configuration file, relative to `root`.
      folder,
      # Its name in that folder.
      file,
      # Lines of configuration for NIF modules.
      config ? "",
    }:
    let
      src = onlySources {
        inherit root;
        name = "config";
        sources = [ (if folder == "." then file else folder) ];
        except = [ "runtime.exs" ];
      };
    in
    runCommand "mix-config" { } ''
      mkdir -p "$out"
      if [ -e ${src}/${lib.escapeShellArg folder} ]; then
        cp -r --no-preserve=mode ${src}/${lib.escapeShellArg folder}/. "$out"
      fi
      cd "$out"
      if [ ${lib.escapeShellArg file} != config.exs ] && [ -e ${lib.escapeShellArg file} ]; then
        mv ${lib.escapeShellArg file} config.exs
      fi
      ${append config "config.exs"}
    '';
}
