# Functions of nif2nix (MIT License) that the files above call; they hold no data of the project.
{
  callPackage,
  beamPackages,
  craneLib ? null,
  ...
}:
callPackage ./sources.nix { }
// callPackage ./export-variables.nix { }
// callPackage ./add-config.nix { }
// callPackage ./rustler.nix { }
// callPackage ./crane-workspace.nix { inherit craneLib; }
// callPackage ./stand-ins.nix { }
// callPackage ./checks.nix { inherit beamPackages; }
