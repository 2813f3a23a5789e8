# Gives cargo the vendored crates before anything is patched, and holds the source's Cargo.lock against theirs afterwards.

cargoSetupPostUnpack() {
  cargoDepsCopy="$PWD/$(stripHash "$cargoDeps")"
  cp -r "$cargoDeps" "$cargoDepsCopy"
  chmod -R u+w "$cargoDepsCopy"
  export CARGO_HOME="$PWD/.cargo-home"
  # Above the source root, where cargo finds it on its way up.
  mkdir -p .cargo "$CARGO_HOME"
  substitute "$cargoDepsCopy/.cargo/config.toml" .cargo/config.toml --subst-var-by vendor "$cargoDepsCopy"
  # nixpkgs' own flags for the target: cargo does not join them with those of `build.rustflags`.
  printf '%s\n' "[target.\"$rustTarget\"]" 'linker = "cc"' '"rustflags" = [ "-C", "target-feature=-crt-static" ]' >>.cargo/config.toml
}

cargoSetupPostPatch() {
  local locked="$PWD/${cargoRoot:+$cargoRoot/}Cargo.lock"
  if ! diff "$locked" "$cargoDepsCopy/Cargo.lock"; then
    echo "ERROR: Cargo.lock is missing from src, or is not the one that was vendored: $locked" >&2
    exit 1
  fi
}

postUnpackHooks+=(cargoSetupPostUnpack)
postPatchHooks+=(cargoSetupPostPatch)
