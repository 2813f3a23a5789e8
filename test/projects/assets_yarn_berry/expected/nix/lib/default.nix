# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{
  buildPackages,
  callPackage,
  beamPackages,
  ...
}:
callPackage ./sources.nix { }
// callPackage ./assets.nix { }
// buildPackages.callPackage ./node.nix { }
// callPackage ./checks.nix { inherit beamPackages; }
