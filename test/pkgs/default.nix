# The package set. `machine.json` lies beside this file in the copy that a test makes (scripts/e2e): which programs the
# machine has, and which release of nixpkgs the builders shall behave like.
{
  system ? builtins.currentSystem,
  config ? { },
  overlays ? [ ],
  # The system that packages are for; another than `system` is evaluated, and cannot be built.
  crossSystem ? system,
  libc ? "gnu",
}:
let
  lib = import ./lib;
  machine = builtins.fromJSON (builtins.readFile ./machine.json);

  # What callPackage fills in is of both machines (pkgs/top-level/splice.nix): mkDerivation takes the build machine's where it stands among
  # nativeBuildInputs. What is taken of `pkgs` itself, or named in a text, is the host's.
  splice =
    forBuild: forHost:
    if lib.isDerivation forHost then
      forHost // { __spliced.buildHost = forBuild; }
    else if builtins.isAttrs forHost then
      builtins.mapAttrs (name: value: splice (forBuild.${name} or null) value) forHost
    else
      forHost;
  whole = lib.genAttrs [ "__splicedPackages" "buildPackages" "lib" "pkgs" "pkgsBuildBuild" "pkgsMusl" "stdenv" "stdenvNoCC" ] (_: null);
  spliced =
    pkgs:
    if crossSystem == system then
      pkgs
    else
      builtins.mapAttrs (
        name: value: if whole ? ${name} then value else splice pkgs.buildPackages.${name} value
      ) pkgs;

  base = pkgs: import ./aliases.nix { inherit pkgs; allowed = config.allowAliases or true; } // {
    inherit lib system pkgs;
    __splicedPackages = spliced pkgs;
    callPackage = lib.callPackageWith pkgs.__splicedPackages;
    callPackages = pkgs.callPackage;
    newScope = extra: lib.callPackageWith (pkgs.__splicedPackages // extra);

    stdenv = import ./stdenv { inherit config crossSystem lib libc system machine; };
    pkgsMusl = import ./. { inherit config crossSystem overlays system; libc = "musl"; };
    stdenvNoCC = pkgs.stdenv;
    runtimeShell = pkgs.stdenv.shell;
    inherit (pkgs.stdenv) hostPlatform buildPlatform targetPlatform;
    buildPackages = if crossSystem == system then pkgs else import ./. { inherit config overlays system; };
    pkgsBuildBuild = pkgs.buildPackages;

    inherit (import ./build-support/trivial.nix { inherit lib; inherit (pkgs) stdenv; })
      linkFarm
      makeSetupHook
      mkShell
      runCommand
      runCommandCC
      runCommandLocal
      symlinkJoin
      writeShellApplication
      writeScript
      writeShellScript
      writeShellScriptBin
      writeText
      writeTextDir
      writeTextFile
      ;
    inherit (import ./build-support/fetch.nix { inherit lib; inherit (pkgs) stdenv; })
      fetchFromCodeberg
      fetchFromGitHub
      fetchFromGitLab
      fetchgit
      fetchurl
      fetchzip
      ;
    closureInfo = import ./build-support/closure-info.nix { inherit (pkgs) jq stdenv; };
    dockerTools = import ./build-support/docker-tools.nix {
      inherit lib pkgs;
      inherit (pkgs) runCommand stdenv writeTextDir;
    };
    # Formats nothing.
    nixfmt-tree = pkgs.writeShellScriptBin "treefmt" "exit 0";
    makeWrapper = pkgs.makeSetupHook { name = "make-wrapper-hook"; } ./build-support/make-wrapper.sh;
    autoPatchelfHook = pkgs.makeSetupHook { name = "auto-patchelf-hook"; } ./build-support/auto-patchelf.sh;

    inherit (import ./programs.nix { inherit lib machine; inherit (pkgs) fetchurl stdenv; })
      cacert
      cmake
      coreutils
      curl
      esbuild
      gawk
      git
      gnugrep
      gnused
      inotify-tools
      jq
      nodejs
      nodejs_22
      nodejs_24
      nodejs_26
      patchelf
      pkg-config
      pnpm
      tailwindcss_3
      tailwindcss_4
      yarn
      ;

    inherit (import ./rust { inherit lib machine pkgs; })
      cargo
      clippy
      makeRustPlatform
      rust-analyzer
      rustPlatform
      rustc
      rustfmt
      ;

    beam = import ./beam { inherit lib machine pkgs; };
    beamPackages = pkgs.beam.packages.erlang;
    inherit (pkgs.beamPackages) elixir erlang;
  };
in
lib.fix (lib.foldl' (f: overlay: lib.extends overlay f) base overlays)
