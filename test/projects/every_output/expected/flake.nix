# This file is yours: nif2nix made it once and never changes it.
#
#   nix build        the release
#   nix flake check  can the release start?
#   nix develop      a shell for mix
{
  description = "relay";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { nixpkgs, ... }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
        "aarch64-darwin"
      ];
      forSystems =
        outputs: nixpkgs.lib.genAttrs systems (system: outputs nixpkgs.legacyPackages.${system});
      # The Erlang and Elixir that the project asks for.
      beamPackages = pkgs: pkgs.callPackage ./nix/beam.nix { };
      release = pkgs: pkgs.callPackage ./nix/package.nix { };
    in
    {
      # Each release by its name.
      packages = forSystems (
        pkgs:
        (release pkgs).crates
        // nixpkgs.lib.optionalAttrs pkgs.stdenv.hostPlatform.isLinux {
          image = pkgs.callPackage ./nix/image.nix { release = release pkgs; };
          # The BEAM and what it loads, all with musl.
          musl = release pkgs.pkgsMusl;
        }
        // (release pkgs).releases
        // {
          default = release pkgs;
        }
      );

      apps = forSystems (pkgs: {
        # nix run . -- start
        default = {
          type = "app";
          program = nixpkgs.lib.getExe (release pkgs);
          meta.description = "Starts the release, stops it, and runs code in it";
        };
        # nix run .#update, with nif2nix in PATH
        update = {
          type = "app";
          program = nixpkgs.lib.getExe (pkgs.callPackage ./nix/lib/update.nix { });
          meta.description = "Renews the inputs, the generated files and their hashes";
        };
      });

      overlays.default = final: _: { relay = release final; };

      # services.relay.enable = true; in a configuration of NixOS.
      nixosModules.default =
        { lib, pkgs, ... }:
        {
          imports = [ ./nix/module.nix ];
          services.relay.package = lib.mkDefault (release pkgs);
        };

      formatter = forSystems (pkgs: pkgs.nixfmt-tree);

      # The built release can start.
      checks = forSystems (pkgs: {
        load = (release pkgs).tests.load;
      });

      devShells = forSystems (pkgs: {
        default = pkgs.mkShell {
          packages = [
            (beamPackages pkgs).elixir
            (beamPackages pkgs).erlang
          ];
        };
      });
    };
}
