# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{
  buildPackages,
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
callPackage ./sources.nix { }
// callPackage ./add-config.nix { }
// callPackage ./rustler.nix { }
// callPackage ./crane.nix { inherit craneLib; }
// callPackage ./assets.nix { }
// buildPackages.callPackage ./node.nix { }
// buildPackages.callPackage ./node-modules.nix { }
// callPackage ./checks.nix { inherit beamPackages; }
