# nif2nix (MIT License): what native code in dependencies is built with.
{
  lib,
  stdenv,
  fetchurl,
  autoPatchelfHook,
  beamPackages,
}:
let
  inherit (stdenv) hostPlatform;
  inherit (import ./from-sources.nix { inherit lib; })
    withoutHooks
    forcedByMake
    findInterpreters
    placeCheckout
    ;
  inherit (import ./hosts.nix { inherit lib stdenv beamPackages; }) artifactTarget;
  inherit
    (import ./elixir-make.nix {
      inherit
        lib
        stdenv
        fetchurl
        beamPackages
        ;
    })
    makeArtifact
    ownConfig
    copyLinkedPriv
    ;

  # A dependency with further inputs for its build.
  withInputs =
    {
      env ? { },
      nativeBuildInputs ? [ ],
      buildInputs ? [ ],
      buildPlugins ? [ ],
      # Sources that the build would clone, by the folder where it looks for them.
      checkouts ? { },
      # Files of the sources that name an interpreter where the sandbox has none.
      scripts ? [ ],
      # Code that stands for a folder of the sources, which is another one once they are built.
      sourceFolders ? [ ],
      # An archive that is looked for in the cache of elixir_make, by host.
      cached ? null,
      # A package with a precompiler of elixir_make: its published artifact where `checksums` are given, else compiled.
      make ? null,
    }:
    dependency:
    let
      inherit (dependency) attributes;
      artifact = if make ? checksums then makeArtifact make else null;
      isFile = value: value ? files || value ? url;
      fileOf =
        name:
        let
          value = env.${name};
        in
        if value ? url then fetchurl { inherit (value) url hash; } else fetchurl (forHost name value.files);
      forHost =
        name: files:
        files.${artifactTarget}
          or (throw "${name}: there is no file for ${artifactTarget}; set it in nif2nix.toml");
      # Libraries that others have linked look for theirs where those others have them.
      foreign =
        artifact != null || cached != null || lib.any (name: isFile env.${name}) (builtins.attrNames env);
      export =
        name:
        if env.${name} ? buildFolder then
          ''
            export ${name}="$TMPDIR"/${lib.escapeShellArg env.${name}.buildFolder}
            mkdir -p "''$${name}"
          ''
        else if isFile env.${name} then
          ''
            export ${name}=${fileOf name}
          ''
        else
          ''
            export ${name}=${lib.escapeShellArg env.${name}}
          '';
      settle =
        {
          file,
          code,
          folder,
        }:
        ''
          if [ -e ${lib.escapeShellArg file} ]; then
            substituteInPlace ${lib.escapeShellArg file} --replace-quiet ${lib.escapeShellArg code} "\"$out/src/${folder}\""
          fi
        '';
      takeCached =
        let
          file = forHost "ELIXIR_MAKE_CACHE_DIR" cached;
        in
        ''
          ln -s ${fetchurl file} "$ELIXIR_MAKE_CACHE_DIR"/${lib.escapeShellArg (baseNameOf file.url)}
        '';
      takeArtifact = ''
        ln -s ${artifact.path} "$ELIXIR_MAKE_CACHE_DIR"/${lib.escapeShellArg artifact.file}
      '';
      # Otherwise it would look for an artifact where there is no network.
      compileByMake = ownConfig + ''
        echo ${lib.escapeShellArg (forcedByMake [ make.app ])} >> config/config.exs
      '';
    in
    dependency
    // {
      attributes =
        attributes
        // {
          nativeBuildInputs =
            (attributes.nativeBuildInputs or [ ])
            ++ nativeBuildInputs
            ++ lib.optionals (foreign && hostPlatform.isLinux) [ autoPatchelfHook ];
          buildInputs =
            (attributes.buildInputs or [ ])
            ++ buildInputs
            ++ lib.optionals (foreign && hostPlatform.isLinux) [ (lib.getLib stdenv.cc.cc) ];
          # Exported here, because not every version of the BEAM builders passes `env` on.
          postPatch =
            lib.concatMapStrings export (builtins.attrNames env)
            + lib.concatMapStrings settle sourceFolders
            + findInterpreters scripts
            + (attributes.postPatch or "");
        }
        // lib.optionalAttrs (checkouts != { } || make != null || cached != null) {
          # Not before the sources are copied to the output.
          preBuild =
            lib.concatMapStrings (folder: placeCheckout folder checkouts.${folder}) (
              builtins.attrNames checkouts
            )
            + lib.optionalString (cached != null) takeCached
            + lib.optionalString (artifact != null) takeArtifact
            + lib.optionalString (make != null && artifact == null) compileByMake;
        }
        // lib.optionalAttrs (env ? ELIXIR_MAKE_CACHE_DIR) { postBuild = copyLinkedPriv; }
        // lib.optionalAttrs (nativeBuildInputs != [ ]) withoutHooks
        // lib.optionalAttrs (buildPlugins != [ ]) { inherit buildPlugins; };
    };
in
{
  inherit withInputs;
}
