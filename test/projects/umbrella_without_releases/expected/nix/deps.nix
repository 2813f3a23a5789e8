{
  lib,
  beamPackages,
  nifs ? beamPackages.callPackage ./nifs.nix { inherit beamPackages; },
  overrides ? final: prev: { },
}:
let
  self = packages // overrides self packages;

  packages = { };
in
self
