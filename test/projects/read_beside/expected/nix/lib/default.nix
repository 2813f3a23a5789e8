# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{ callPackage, beamPackages, ... }:
callPackage ./sources.nix { }
// callPackage ./dependencies.nix { }
// callPackage ./checks.nix { inherit beamPackages; }
