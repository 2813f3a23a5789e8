# nif2nix (MIT License): the project's release.
{ lib, writeText }:
{
  # Attributes for mixRelease: the project's files, its libraries in place, Rustler told not to compile.
  mixProject =
    {
      pname,
      version,
      meta ? {
        mainProgram = pname;
      },
      root,
      # The project's folder, relative to `root`.
      directory ? ".",
      # Folders of Mix projects, relative to `root`: what Mix reads in each is built from.
      projects ? [ directory ],
      # What of `root` the build reads besides, and what of that it does not, files and folders relative to `root`.
      sources ? [ ],
      except ? [ ],
      # mix.lock with what the release is built of, from lockWithout; the project's own where null.
      lock ? null,
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
      # What its own libraries need that elixir_make compiles, and its start scripts, from ownMake and runPath.
      make ? { },
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
      ofMix = map (name: "/${name}") (lib.splitString " " "mix.exs mix.lock lib src include priv rel");
      src = (import ./sources.nix { inherit lib; }).onlySources {
        inherit root except crates;
        sources = lib.concatMap (folder: map (name: folder + name) ofMix) projects ++ sources;
      };
      lines = config + make.config or "";
      configFile = lib.escapeShellArg configPath;
    in
    {
      inherit pname version src;
      inherit meta;
      # Exported here, because not every version of the BEAM builders passes `env` on.
      postPatch =
        lib.concatMapStrings (name: ''
          export ${name}=${lib.escapeShellArg env.${name}}
        '') (builtins.attrNames env)
        + lib.optionalString (lock != null) ''
          cp --no-preserve=mode ${lock.text} ${lib.escapeShellArg lock.file}
        ''
        + make.prepare or ""
        + lib.optionalString (lines != "") ''
          mkdir -p "$(dirname ${configFile})"
          cat ${writeText "nif2nix.exs" "\n${lines}"} >> ${configFile}
        ''
        + libraries;
      postBuild = assets;
      postInstall = ''rm -rf "$out"/erts-*/{include,lib}''; # For compilers.
    }
    // make.attributes or { }
    // lib.optionalAttrs (mixEnv != "prod") { inherit mixEnv; }
    // lib.optionalAttrs (releaseName != null) { mixReleaseName = releaseName; }
    # Not before the code is compiled: tasks that run in an application's folder would not find the file.
    // lib.optionalAttrs (definition != "") { preInstall = definition; }
    // lib.optionalAttrs (directory != ".") {
      sourceRoot = "${src.name}/${directory}";
      # Path dependencies beside the project are compiled too, and get their libraries.
      postUnpack = "chmod -R u+w ${lib.escapeShellArg src.name}";
    };
}
