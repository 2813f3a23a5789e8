# nif2nix (MIT License): libraries of the project itself that make and rebar3 compile.
{
  lib,
  fetchurl,
  buildPackages,
}:
let
  inherit (import ./from-sources.nix { inherit lib; })
    withoutHooks
    forcedByMake
    findInterpreters
    placeCheckout
    ;
in
{
  # Attributes for mixRelease, shell before Mix runs, and lines of configuration.
  ownMake =
    {
      # What the Makefile runs and links to.
      nativeBuildInputs ? [ ],
      buildInputs ? [ ],
      # Environment variables of the build; a file that it would download by its address and hash.
      env ? { },
      # Sources that it would clone, by the folder where it looks for them.
      checkouts ? { },
      # Files that name an interpreter where no build has one.
      scripts ? [ ],
      # Plugins of rebar3 that path dependencies are compiled by, as the set of the BEAM calls them.
      rebarPlugins ? [ ],
      # Applications with a precompiler, which would look for a published library.
      compiled ? [ ],
    }:
    let
      # Of the machine that builds.
      beam = buildPackages.callPackage ../beam.nix { };
      rebar3 = beam.rebar3WithPlugins { plugins = map (plugin: beam.${plugin}) rebarPlugins; };
      value =
        given:
        if given ? url then "${fetchurl { inherit (given) url hash; }}" else lib.escapeShellArg given;
    in
    {
      attributes = {
        inherit nativeBuildInputs buildInputs;
      }
      // withoutHooks;
      config = lib.optionalString (compiled != [ ]) (forcedByMake compiled);
      prepare = ''
        export ELIXIR_MAKE_CACHE_DIR="$TMPDIR/elixir_make"
      ''
      + lib.concatMapStrings (name: ''
        export ${name}=${value env.${name}}
      '') (builtins.attrNames env)
      + lib.concatMapStrings (folder: placeCheckout folder checkouts.${folder}) (
        builtins.attrNames checkouts
      )
      + findInterpreters scripts
      + lib.optionalString (rebarPlugins != [ ]) "export MIX_REBAR3=${rebar3}/bin/rebar3\n";
    };
}
