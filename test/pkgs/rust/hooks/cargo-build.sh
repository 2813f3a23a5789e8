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

cargoBuildHook() {
  runHook preBuild
  local -a flags=()
  cargoFlags
  concatTo flags cargoBuildFlags
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
