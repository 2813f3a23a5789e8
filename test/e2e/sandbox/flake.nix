{
  description = "What a build can see of the network";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { nixpkgs, ... }:
    {
      packages = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: {
        # The test writes another word into the file `run` each time, so that it is built anew.
        default = nixpkgs.legacyPackages.${system}.runCommand "interfaces" { run = builtins.readFile ./run; } ''
          cat /proc/net/dev >$out
        '';
      });
    };
}
