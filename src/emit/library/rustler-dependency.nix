# nif2nix (MIT License): dependencies with `use Rustler`.
{ lib, stdenv }:
let
  inherit (import ./rustler.nix { inherit lib stdenv; }) placeLibraries;
in
{
  # Attributes for the builder of a dependency with `use Rustler`: its libraries in place, and the configuration
  # that the release has as well, because Elixir compares the two at boot (Application.compile_env).
  rustlerDependency =
    { modules, config }:
    {
      inherit modules;
      attributes = {
        appConfigPath = config;
        postPatch = placeLibraries modules;
      };
    };

  # And built by force, for packages that insist: RustlerPrecompiled hands over to Rustler, which is told not to
  # compile. The variable leaves no trace in the compiled application, as `config :rustler_precompiled` would.
  forcedDependency =
    { modules, config }:
    {
      inherit modules;
      attributes = {
        appConfigPath = config;
        postPatch = ''
          export HOME="''${TMPDIR:-/tmp}"
          export RUSTLER_PRECOMPILED_FORCE_BUILD_ALL=1
        ''
        + placeLibraries modules;
      };
    };
}
