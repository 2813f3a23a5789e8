{
  description = "Nix builds for Elixir projects, native code included";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      manifest = lib.importJSON ./package.json;
      forEachSystem =
        f:
        lib.genAttrs [
          "x86_64-linux"
          "aarch64-linux"
          "x86_64-darwin"
          "aarch64-darwin"
        ] (system: f nixpkgs.legacyPackages.${system});
    in
    {
      packages = forEachSystem (pkgs: {
        default = pkgs.buildNpmPackage {
          pname = manifest.name;
          inherit (manifest) version;
          src = lib.fileset.toSource {
            root = ./.;
            fileset = lib.fileset.unions [
              ./CHANGELOG.md
              ./docs/codes
              ./docs/failures
              ./package-lock.json
              ./package.json
              ./LICENSE
              ./README.md
              ./scripts
              ./src
              ./tsconfig.json
              ./tsdown.config.ts
            ];
          };
          # The lock file has an address and a hash for every package, so there is no further hash to keep.
          npmDeps = pkgs.importNpmLock { npmRoot = ./.; };
          inherit (pkgs.importNpmLock) npmConfigHook;
          # tree-sitter's native binding is not used; the WebAssembly one is.
          npmRebuildFlags = [ "--ignore-scripts" ];
          meta = {
            inherit (manifest) description;
            license = lib.licenses.mit;
            mainProgram = "nif2nix";
          };
        };
      });

      # Plans and builds a release of a project without generated files: docs/outputs.md.
      lib = forEachSystem (pkgs: {
        release = import ./nix/release.nix {
          inherit pkgs;
          nif2nix = self.packages.${pkgs.stdenv.hostPlatform.system}.default;
        };
      });

      # For flakes made of modules of flake-parts: docs/outputs.md.
      flakeModules.default = ./nix/flake-module.nix;

      # Whole projects with the files that nif2nix writes for them: docs/outputs.md.
      templates =
        let
          welcomeText = ''
            `git init && git add .`, since a flake sees only what git knows; then `nix build` and `nix flake check`.
            `nif2nix generate` renews what is in nix/.
          '';
        in
        {
          default = {
            path = ./templates/default;
            description = "A Mix project with a NIF in Rust";
            inherit welcomeText;
          };
          phoenix = {
            path = ./templates/phoenix;
            description = "A Phoenix application with a NIF in Rust, without a database and a bundler";
            inherit welcomeText;
          };
          library = {
            path = ./templates/library;
            description = "A package for Hex with a NIF in Rust, whose tests and formatting nix flake check looks at";
            inherit welcomeText;
          };
        };

      apps = forEachSystem (pkgs: {
        default = {
          type = "app";
          program = lib.getExe self.packages.${pkgs.stdenv.hostPlatform.system}.default;
          meta.description = manifest.description;
        };
      });

      devShells = forEachSystem (pkgs: {
        default = pkgs.mkShell {
          packages = [
            pkgs.beamPackages.elixir
            pkgs.beamPackages.erlang
            pkgs.cargo
            pkgs.gcc
            pkgs.git
            pkgs.jq
            pkgs.nodejs
            pkgs.rustc
          ];
        };
      });

      formatter = forEachSystem (pkgs: pkgs.nixfmt);
    };
}
