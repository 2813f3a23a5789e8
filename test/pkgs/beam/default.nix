# nixpkgs' beamPackages, as far as generated files use it.
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

  packages = self: {
    callPackage = lib.callPackageWith (pkgs // self);
    beamPackages = self;

    erlang =
      stdenv.linkFarm "erlang-${machine.erlang.version}" ''
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

    # As in nixpkgs, Elixir finds its Erlang by itself.
    elixir =
      stdenv.linkFarm "elixir-${machine.elixir.version}" ''
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
in
lib.makeExtensible packages
