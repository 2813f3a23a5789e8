# mixRelease of nixpkgs-unstable: structured attributes (a variable is in the environment only through `env`), strict
# dependencies, and hooks in the place of phases.
{
  coreutils,
  elixir,
  erlang,
  gawk,
  git,
  gnugrep,
  gnused,
  hex,
  lib,
  makeWrapper,
  mixBuildDirHook,
  mixCompileHook,
  mixReleaseHook,
  rebar3,
  stdenv,
}:
let
  # Takes a set, or a function of the finished package (lib.extendMkDerivation).
  mixRelease =
    fpargs:
    stdenv.mkDerivation (
      if builtins.isFunction fpargs then finalAttrs: attributes (fpargs finalAttrs) else attributes fpargs
    );

  attributes =
    {
      pname,
      version,
      mixNixDeps ? { },
      mixFodDeps ? null,
      stripDebug ? false,
      enableDebugInfo ? false,
      ...
    }@args:
    assert mixNixDeps != { } -> mixFodDeps == null;
    assert stripDebug -> !enableDebugInfo;
    assert lib.assertMsg (mixFodDeps == null) "the stand-in builds from mixNixDeps alone";
    # Another Elixir comes with another package set.
    assert lib.assertMsg (!(args ? elixir || args ? erlang || args ? hex))
      "mixRelease takes no elixir, erlang or hex: change the package set, with beamPackages.overrideScope";

    removeAttrs args [ "mixEnv" ]
    // {
      __structuredAttrs = true;
      strictDeps = true;
      inherit mixNixDeps;
      env =
        import ../mix-environment.nix { inherit lib stdenv; } args
        // {
          MIX_REBAR3 = "${rebar3}/bin/rebar3";
          erlangOfBuild = "${erlang}";
        }
        // (args.env or { });
      mixReleaseRuntimePath = lib.makeBinPath [
        coreutils
        gnused
        gnugrep
        gawk
      ];
      nativeBuildInputs =
        (args.nativeBuildInputs or [ ])
        ++ [
          erlang
          elixir
          hex
          git
          makeWrapper
          mixBuildDirHook
          ./hooks.sh
          mixCompileHook
          mixReleaseHook
        ]
        ++ builtins.attrValues mixNixDeps;
    };
in
mixRelease
