# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
callPackage ./sources.nix { }
// callPackage ./add-config.nix { }
// callPackage ./rustler.nix { }
// callPackage ./crane.nix { inherit craneLib; }
// callPackage ./checks.nix { inherit beamPackages; }
