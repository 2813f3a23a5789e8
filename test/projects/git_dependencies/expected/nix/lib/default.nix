# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{ callPackage, beamPackages, ... }:
callPackage ./sources.nix { }
// callPackage ./add-config.nix { }
// callPackage ./app-config.nix { }
// callPackage ./rustler.nix { }
// callPackage ./rustler-dependency.nix { }
// callPackage ./dependencies.nix { }
// callPackage ./rust-platform.nix { }
// callPackage ./checks.nix { inherit beamPackages; }
