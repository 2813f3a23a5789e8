{
  description = "A small stand-in for rust-overlay: what files written by nif2nix call, and nothing else";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";

  outputs = { ... }: { lib.mkRustBin = { }: pkgs: import ./rust-bin.nix { inherit pkgs; }; };
}
