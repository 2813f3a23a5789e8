# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{ callPackage, beamPackages, ... }:
callPackage ./sources.nix { }
// callPackage ./add-config.nix { }
// callPackage ./own-make.nix { }
// callPackage ./checks.nix { inherit beamPackages; }
