# nixpkgs' `beam`, as far as generated files use it: package sets by the release of Erlang/OTP. There are those, and the
# Elixirs, that the release of nixpkgs has (pkgs/top-level/beam-packages.nix, pkgs/development/beam-modules/default.nix); all
# of them are the Erlang and Elixir of the machine, and only their names differ.
{
  lib,
  machine,
  pkgs,
}:
let
  inherit (pkgs) stdenv;

  # The builders changed their shape with the releases of nixpkgs; `machine.release` says which one to be.
  generation =
    if machine.release == "25.11" then
      ./release-25.11
    else if machine.release == "26.05" then
      ./release-26.05
    else
      ./unstable;

  offered =
    if machine.release == "25.11" then
      {
        erlang = [ 26 27 28 ];
        elixir = [ 15 16 17 18 19 ];
      }
    else
      {
        erlang = [ 27 28 29 ];
        elixir = [ 17 18 19 20 ];
      };

  # Releases of Erlang/OTP that each Elixir works on (pkgs/development/interpreters/elixir/1.NN.nix): nixpkgs asserts it.
  otpOfElixir = {
    "15" = [ 24 26 ];
    "16" = [ 24 26 ];
    "17" = [ 25 27 ];
    "18" = [ 25 28 ];
    "19" = [ 26 28 ];
    "20" = [ 27 29 ];
  };

  elixirs =
    otp: self:
    builtins.listToAttrs (
      map (minor: {
        name = "elixir_1_${toString minor}";
        value =
          let
            range = otpOfElixir.${toString minor};
          in
          if otp < builtins.elemAt range 0 || otp > builtins.elemAt range 1 then
            throw "Unsupported OTP version ${toString otp} for Elixir 1.${toString minor}"
          else
            elixir self "elixir_1_${toString minor}";
      }) offered.elixir
    );

  # As in nixpkgs, Elixir finds its Erlang by itself.
  elixir =
    self: name:
    stdenv.linkFarm "${name}-${machine.elixir.version}" ''
      for program in elixir elixirc iex mix; do
        printf '#!/bin/bash\nexport PATH="%s/bin:$PATH"\nexec "%s/bin/%s" "$@"\n' \
          ${self.erlang} ${machine.elixir.root} "$program" >"$program"
        chmod +x "$program"
      done
      ln -s ${machine.elixir.root}/lib $out/lib
    ''
    // {
      pname = "elixir";
      inherit (machine.elixir) version;
      meta.mainProgram = "elixir";
    };

  packages = otp: self: elixirs otp self // {
    callPackage = lib.callPackageWith (pkgs.__splicedPackages // self);
    beamPackages = self;

    erlang =
      stdenv.linkFarm "erlang_${toString otp}-${machine.erlang.version}" ''
        for program in ct_run dialyzer epmd erl erlc escript run_erl to_erl typer; do
          printf '#!/bin/bash\nexec "%s/bin/%s" "$@"\n' ${machine.erlang.root} "$program" >"$program"
          chmod +x "$program"
        done
        mkdir -p $out/lib
        ln -s ${machine.erlang.root} $out/lib/erlang
      ''
      // {
        pname = "erlang";
        inherit (machine.erlang) version;
        meta = {
          mainProgram = "erl";
          platforms = lib.platforms.unix;
        };
      };

    elixir = self.elixir_1_18;

    hex = self.callPackage ./hex.nix { };
    rebar3 = self.callPackage ./rebar3.nix { };
    rebar = self.rebar3;
    rebar3WithPlugins = { plugins ? [ ], globalPlugins ? [ ] }: self.rebar3;
    pc = stdenv.linkFarm "pc" "true";

    fetchHex = self.callPackage ./fetch-hex.nix { };
    buildMix = self.callPackage (generation + "/build-mix.nix") { };
    mixRelease = self.callPackage (generation + "/mix-release.nix") { };
    buildRebar3 = self.callPackage ./build-rebar3.nix { };
    buildErlangMk = self.callPackage ./build-erlang-mk.nix { };

    beamCopySourceHook = hook "beam-copy-source";
    beamModuleInstallHook = hook "beam-module-install";
    mixAppConfigPatchHook = hook "mix-app-config-patch";
    mixBuildDirHook = hook "mix-build-dir";
    mixCompileHook = hook "mix-compile";
    mixReleaseHook = hook "mix-release";
  };

  hook = name: pkgs.makeSetupHook { name = "${name}-hook"; } (./hooks + "/${name}.sh");

  # Up to 26.05 a set is changed by `extend`, since then by `overrideScope` alone.
  makeScope =
    scope:
    lib.fix (self: scope self // { overrideScope = overlay: makeScope (lib.extends overlay scope); });
  setWith = otp: (if machine.release == "unstable" then makeScope else lib.makeExtensible) (packages otp);
in
{
  packages =
    builtins.listToAttrs (
      map (otp: {
        name = "erlang_${toString otp}";
        value = setWith otp;
      }) offered.erlang
    )
    // {
      erlang = setWith 28;
    };
}
