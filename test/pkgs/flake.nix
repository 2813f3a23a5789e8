{
  description = "A small stand-in for nixpkgs: what files written by nif2nix call, and nothing else";

  outputs =
    { self }:
    let
      lib = import ./lib;
    in
    {
      inherit lib;
      legacyPackages = lib.genAttrs [
        "x86_64-linux"
        "aarch64-linux"
        "x86_64-darwin"
        "aarch64-darwin"
      ] (system: import ./. { inherit system; });
    };
}
