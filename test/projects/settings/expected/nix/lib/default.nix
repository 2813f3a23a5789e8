# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{ callPackage, beamPackages, ... }:
callPackage ./sources.nix { }
// callPackage ./add-config.nix { }
// callPackage ./rustler.nix { }
// callPackage ./inputs.nix { inherit beamPackages; }
// callPackage ./dependencies.nix { }
// callPackage ./rust-platform.nix { }
// callPackage ./checks.nix { inherit beamPackages; }
