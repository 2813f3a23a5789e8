# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{ callPackage, beamPackages, ... }:
callPackage ./sources.nix { }
// callPackage ./export-variables.nix { }
// callPackage ./app-config.nix { }
// callPackage ./run-path.nix { }
// callPackage ./own-make.nix { }
// callPackage ./closure.nix { }
// callPackage ./checks.nix { inherit beamPackages; }
