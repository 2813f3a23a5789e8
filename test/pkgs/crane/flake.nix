{
  description = "A small stand-in for crane: what files written by nif2nix call, and nothing else";

  outputs = { self }: { mkLib = pkgs: import ./lib.nix { inherit pkgs; }; };
}
