# nif2nix (MIT License): libraries of the project itself that make and rebar3 compile.
{ lib, fetchurl }:
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
      # A rebar3 with the plugins that path dependencies are compiled by; null = that of mixRelease.
      rebar3 ? null,
      # Applications with a precompiler, which would look for a published library.
      compiled ? [ ],
    }:
    let
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
      + lib.optionalString (rebar3 != null) "export MIX_REBAR3=${rebar3}/bin/rebar3\n";
    };
}
