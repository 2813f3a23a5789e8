# A module of flake-parts: what flake.nix of `nif2nix init` offers, from the files in nix/ of a project. docs/outputs.md has an example.
{
  lib,
  self,
  flake-parts-lib,
  ...
}:
{
  options.perSystem = flake-parts-lib.mkPerSystemOption (
    { config, pkgs, ... }:
    let
      cfg = config.nif2nix;
      # nix/package.nix takes what the project needs: crane only where it builds a crate, for one.
      arguments = {
        inherit (cfg) craneLib rustToolchain;
      };
    in
    {
      options.nif2nix = {
        package = lib.mkOption {
          type = lib.types.path;
          default = self + "/nix/package.nix";
          defaultText = lib.literalExpression ''self + "/nix/package.nix"'';
          description = "The file that `nif2nix init` made. Where mix.exs lies deeper, so does it.";
        };
        craneLib = lib.mkOption {
          type = lib.types.raw;
          default = null;
          example = lib.literalExpression "inputs.crane.mkLib pkgs";
          description = "crane, where it builds crates.";
        };
        rustToolchain = lib.mkOption {
          type = lib.types.raw;
          default = null;
          description = "What gives a crate the Rust that it asks for, as the generated flake.nix passes it on.";
        };
        release = lib.mkOption {
          type = lib.types.raw;
          readOnly = true;
          default = pkgs.callPackage cfg.package (
            builtins.intersectAttrs (lib.functionArgs (import cfg.package)) arguments
          );
          defaultText = lib.literalMD "the default release";
          description = "The default release; `crates`, `releases` and `tests` are in it.";
        };
      };

      config = {
        packages = cfg.release.releases // {
          default = cfg.release;
        };
        checks = cfg.release.checks or { } // {
          inherit (cfg.release.tests) load;
        };
      };
    }
  );
}
