# nif2nix (MIT License): libraries for modules with `use Rustler`. Of what builds it, Rustler is told the library alone.
{ lib, stdenv }:
let
  inherit (stdenv) hostPlatform;
  inherit (import ./elixir.nix) elixirString elixirAtom moduleAtom;

  # Libraries that the BEAM loads are named .so on Linux and on Darwin alike (erl_nif, "load_nif/2").
  nifExtension = ".so";

  # One line of application configuration that keeps Rustler from compiling and names the library.
  # Application configuration wins over the options of `use Rustler` (Rustler.Compiler.Config).
  # Modules that Rustler never compiles (prebuilt ones) have no `configApp`.
  configuration =
    nif:
    lib.optionalString (nif.configApp or null != null) (
      "Config.config(${elixirAtom nif.configApp}, ${moduleAtom nif.module}, skip_compilation?: true"
      + lib.optionalString (
        nif.library != null
      ) ", load_from: {${elixirAtom nif.loadApp}, ${elixirString nif.library}}"
      + ")\n"
    );

  # Shell: copies the crate's library to where `load_from` looks for it.
  placeLibrary =
    nif:
    lib.optionalString (nif.library or null != null) (
      let
        library = "${nif.crate}/lib/lib${nif.crate.libName}${hostPlatform.extensions.sharedLibrary}";
        target = "${nif.directory or "."}/${nif.library}${nifExtension}";
      in
      ''
        mkdir -p ${lib.escapeShellArg (dirOf target)}
        cp --no-preserve=mode ${library} ${lib.escapeShellArg target}
      ''
    );
in
rec {
  # The lines of configuration for NIF modules, as `config` of mixProject and mixConfig takes them.
  nifConfig = lib.concatMapStrings configuration;

  # Shell: puts the libraries of NIF modules in place.
  placeLibraries = lib.concatMapStrings placeLibrary;

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
