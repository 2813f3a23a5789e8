/**
 * The Rust of the oldest release of nixpkgs that is held to: what a crate asks for up to this, each of them has. nixos-25.11,
 * pkgs/development/compilers/rust/1_91.nix.
 */
export const oldestRust = "1.91";
