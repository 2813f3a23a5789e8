# nif2nix (MIT License): libraries for modules with `use Rustler`. Of what builds it, Rustler is told the library alone.
{ lib, stdenv }:
let
  inherit (stdenv) hostPlatform;
  inherit (import ./elixir.nix { inherit lib; }) elixirString elixirAtom moduleAtom;

  # One line of application configuration that keeps Rustler from compiling and names the library.
  # Application configuration wins over the options of `use Rustler` (Rustler.Compiler.Config).
  # Modules that Rustler never compiles (prebuilt ones) have no `configApp`.
  configuration =
    nif:
    lib.optionalString (nif.configApp or null != null) (
      "Config.config(${elixirAtom nif.configApp}, ${moduleAtom nif.module}, skip_compilation?: true"
      +
        lib.optionalString (nif.library != null)
          ", load_from: {${elixirAtom (nif.loadApp or nif.configApp)}, ${elixirString nif.library}}"
      + ")\n"
    );

  # Shell: copies the crate's library to where `load_from` looks for it. The BEAM loads .so on Darwin, too (erl_nif,
  # "load_nif/2").
  placeLibrary =
    nif:
    lib.optionalString (nif.library or null != null) (
      let
        library = "${lib.getLib nif.crate}/lib/lib${nif.crate.libName}${hostPlatform.extensions.sharedLibrary}";
        target = "${nif.directory or "."}/${nif.library}.so";
      in
      ''
        mkdir -p ${lib.escapeShellArg (dirOf target)}
        cp --no-preserve=mode ${library} ${lib.escapeShellArg target}
      ''
    );
in
{
  # The lines of configuration for NIF modules, as addConfig and mixConfig take them.
  nifConfig = lib.concatMapStrings configuration;

  # Shell: puts the libraries of NIF modules in place.
  placeLibraries = lib.concatMapStrings placeLibrary;
}
