# buildMix of nixpkgs 26.05: made of setup hooks. It sets `env` anew and so loses what the caller put there.
{
  beamCopySourceHook,
  beamModuleInstallHook,
  elixir,
  erlang,
  hex,
  lib,
  mixAppConfigPatchHook,
  mixBuildDirHook,
  mixCompileHook,
  stdenv,
  writeText,
  keepEnv ? false,
}:
args:
stdenv.mkDerivation (
  removeAttrs args [ "mixEnv" ]
  // {
    name = "erlang${erlang.version}-${args.name}-${args.version}";
    env =
      import ../mix-environment.nix { inherit lib stdenv; } args
      // {
        beamModuleName = args.name;
      }
      // lib.optionalAttrs keepEnv (args.env or { });
    nativeBuildInputs = (args.nativeBuildInputs or [ ]) ++ [
      elixir
      hex
      beamCopySourceHook
      beamModuleInstallHook
      mixBuildDirHook
      mixCompileHook
      mixAppConfigPatchHook
    ];
    propagatedBuildInputs = (args.propagatedBuildInputs or [ ]) ++ (args.beamDeps or [ ]);
    setupHook = writeText "setup-hook.sh" ''
      addToSearchPath ERL_LIBS "$1/lib/erlang/lib"
    '';
    passthru = (args.passthru or { }) // {
      beamDeps = args.beamDeps or [ ];
    };
  }
)
