# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
callPackage ./sources.nix { }
// callPackage ./add-config.nix { }
// callPackage ./mix-config.nix { }
// callPackage ./lock.nix { }
// callPackage ./app-config.nix { }
// callPackage ./rustler.nix { }
// callPackage ./dependencies.nix { }
// callPackage ./together.nix { }
// callPackage ./crane.nix { inherit craneLib; }
// callPackage ./assets.nix { }
// callPackage ./checks.nix { inherit beamPackages; }
