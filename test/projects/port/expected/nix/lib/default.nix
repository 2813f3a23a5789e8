# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{
  buildPackages,
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
callPackage ./sources.nix { }
// buildPackages.callPackage ./programs.nix { }
// callPackage ./crane.nix { inherit craneLib; }
// callPackage ./checks.nix { inherit beamPackages; }
