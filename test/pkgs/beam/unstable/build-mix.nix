# buildMix of nixpkgs-unstable: that of 26.05, with the caller's `env` kept.
{ callPackage }: callPackage ../release-26.05/build-mix.nix { keepEnv = true; }
