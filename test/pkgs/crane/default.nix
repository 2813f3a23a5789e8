{ pkgs }:
import ./lib.nix { inherit pkgs; }
