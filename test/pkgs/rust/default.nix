# Rust: the toolchain of the machine, and nixpkgs' rustPlatform as far as generated files use it.
{
  lib,
  machine,
  pkgs,
}:
let
  inherit (pkgs) stdenv;

  toolchain =
    name: programs:
    stdenv.linkFarm name ''
      for program in ${toString programs}; do
        printf '#!/bin/bash\nexec "%s/bin/%s" "$@"\n' "${machine.rust.toolchain}" "$program" >"$program"
        chmod +x "$program"
      done
    ''
    // {
      pname = name;
      version = machine.rust.version;
      meta.mainProgram = name;
    };

  fetchCargoVendor = import ./fetch-cargo-vendor.nix { inherit lib stdenv; inherit (pkgs) runCommand; };
  importCargoLock = import ./import-cargo-lock.nix { inherit lib pkgs; };
in
rec {
  # A platform like rustPlatform, with another toolchain.
  makeRustPlatform =
    { cargo, rustc }:
    rustPlatform
    // {
      rust = { inherit cargo rustc; };
      buildRustPackage = lib.makeOverridable (
        import ./build-rust-package.nix {
          inherit
            cargo
            fetchCargoVendor
            importCargoLock
            lib
            rustc
            stdenv
            ;
        }
      );
    };

  rustc = toolchain "rustc" [ "rustc" "rustdoc" ];
  cargo = toolchain "cargo" [ "cargo" ];
  clippy = toolchain "clippy" [ "cargo-clippy" "clippy-driver" ];
  rustfmt = toolchain "rustfmt" [ "rustfmt" "cargo-fmt" ];
  rust-analyzer = toolchain "rust-analyzer" [ "rust-analyzer" ];

  rustPlatform = {
    inherit importCargoLock;
    rust = { inherit cargo rustc; };
    rustLibSrc = pkgs.stdenv.linkFarm "rust-lib-src" "ln -s ${machine.rust.toolchain}/lib/rustlib/src/rust/library $out/library";
    # Names clang's library for crates that run bindgen.
    bindgenHook = pkgs.makeSetupHook { name = "rust-bindgen-hook"; } (
      builtins.toFile "rust-bindgen-hook.sh" ''
        for folder in /usr/lib/llvm-*/lib /usr/lib/*-linux-gnu; do
          for library in "$folder"/libclang.so* "$folder"/libclang-[0-9]*.so*; do
            export LIBCLANG_PATH="''${LIBCLANG_PATH:-$folder}"
          done
        done
        [ -n "''${LIBCLANG_PATH-}" ] || echo "bindgenHook: libclang is not on this machine" >&2
      ''
    );
    buildRustPackage = lib.makeOverridable (
      import ./build-rust-package.nix {
        inherit
          fetchCargoVendor
          importCargoLock
          lib
          stdenv
          ;
        inherit (pkgs.buildPackages) cargo rustc;
      }
    );
  };
}
