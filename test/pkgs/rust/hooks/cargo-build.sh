# cargo build, cargo test and the installation of what came out.

cargoFlags() {
  flags=(-j "$NIX_BUILD_CORES" --target "$rustTarget" --offline)
  if [ "$cargoBuildType" != debug ]; then
    flags+=(--profile "$cargoBuildType")
  fi
  if [ -n "${buildNoDefaultFeatures-}" ]; then
    flags+=(--no-default-features)
  fi
  if [ -n "${cargoBuildFeatures-}" ]; then
    flags+=("--features=$(concatStringsSep , cargoBuildFeatures)")
  fi
}

cargoIn() {
  export CARGO_TARGET_DIR="$PWD/target"
  (
    cd "${buildAndTestSubdir:-.}"
    set -x
    cargo "$@"
  )
}

# nixpkgs builds through cargo-auditable, which asks for the metadata of a crate: in the crate's own folder, with the
# values of --config as they stand in the command, so that paths in them lead elsewhere.
askForMetadata() {
  local manifest=Cargo.toml
  local -a configs=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --manifest-path) manifest="$2" ;;
      --config) configs+=(--config "$2") ;;
    esac
    shift
  done
  (
    cd "${buildAndTestSubdir:-.}/$(dirname "$manifest")"
    cargo metadata --format-version 1 --offline --filter-platform "$rustTarget" "${configs[@]}" >/dev/null
  )
}

cargoBuildHook() {
  runHook preBuild
  local -a flags=()
  cargoFlags
  concatTo flags cargoBuildFlags
  [ -z "${auditable-}" ] || askForMetadata "${flags[@]}"
  cargoIn build "${flags[@]}"
  runHook postBuild
}

cargoCheckHook() {
  runHook preCheck
  local -a flags=()
  cargoFlags
  concatTo flags cargoTestFlags
  cargoIn test "${flags[@]}"
  runHook postCheck
}

cargoInstallHook() {
  runHook preInstall
  local made="target/$rustTarget/$cargoBuildType" file
  mkdir -p "$out/lib" "$out/bin"
  for file in "$made"/*.so "$made"/*.so.* "$made"/*.a "$made"/*.dylib; do
    cp "$file" "$out/lib/"
  done
  find "$made" -maxdepth 1 -type f -executable ! -name '*.so' ! -name '*.so.*' ! -name '*.a' ! -name '*.dylib' -exec cp -t "$out/bin" {} +
  rmdir --ignore-fail-on-non-empty "$out/lib" "$out/bin"
  runHook postInstall
}

[ -n "${buildPhase-}" ] || buildPhase=cargoBuildHook
[ -n "${checkPhase-}" ] || checkPhase=cargoCheckHook
[ -n "${installPhase-}" ] || installPhase=cargoInstallHook
