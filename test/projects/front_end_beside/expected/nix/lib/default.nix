# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{ callPackage, beamPackages, ... }:
callPackage ./sources.nix { }
// callPackage ./assets.nix { }
// callPackage ./node.nix { }
// callPackage ./node-modules.nix { }
// callPackage ./checks.nix { inherit beamPackages; }
