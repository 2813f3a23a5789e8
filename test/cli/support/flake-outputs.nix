# The outputs of this repository's flake, with stand-ins for the functions of nixpkgs that it calls: each gives back what it was given.
let
  lib = {
    importJSON = file: builtins.fromJSON (builtins.readFile file);
    genAttrs =
      names: f:
      builtins.listToAttrs (
        map (name: {
          inherit name;
          value = f name;
        }) names
      );
    fileset = {
      unions = files: files;
      toSource =
        { root, fileset }:
        let
          relative = file: builtins.substring (builtins.stringLength (toString root) + 1) (-1) (toString file);
        in
        map (file: if builtins.pathExists file then relative file else throw "no ${toString file}") fileset;
    };
    licenses.mit = "MIT";
    getExe = package: "bin/${package.meta.mainProgram}";
  };
  pkgs = {
    buildNpmPackage = arguments: arguments;
    importNpmLock = {
      __functor = _: { npmRoot }: lib.importJSON (npmRoot + "/package-lock.json");
      npmConfigHook = "npmConfigHook";
    };
    mkShell = { packages }: packages;
    stdenv.hostPlatform.system = "x86_64-linux";
    beamPackages = {
      elixir = "elixir";
      erlang = "erlang";
    };
    cargo = "cargo";
    gcc = "gcc";
    git = "git";
    jq = "jq";
    nodejs = "nodejs";
    rustc = "rustc";
    nixfmt = "nixfmt";
  };
  nixpkgs = {
    inherit lib;
    legacyPackages = lib.genAttrs [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ] (_: pkgs);
  };
  self = (import ../../../flake.nix).outputs { inherit self nixpkgs; };
in
{
  inherit (self) apps devShells packages;
  templates = builtins.mapAttrs (_: template: template // { path = builtins.pathExists (template.path + "/flake.nix"); }) self.templates;
  release = builtins.functionArgs self.lib.x86_64-linux.release;
}
