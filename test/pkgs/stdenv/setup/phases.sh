# The phases as they are where a derivation does not say otherwise.

unpackPhase() {
  runHook preUnpack
  local -a allSources=()
  concatTo allSources srcs
  [ ${#allSources[@]} -gt 0 ] || concatTo allSources src
  if [ ${#allSources[@]} -eq 0 ]; then
    echo "variable \$src or \$srcs should point to the source" >&2
    exit 1
  fi
  local -A before=()
  local entry source
  for entry in *; do before[$entry]=1; done
  for source in "${allSources[@]}"; do
    unpackFile "$source"
  done
  if [ -z "${sourceRoot-}" ]; then
    for entry in *; do
      [ -d "$entry" ] && [ -z "${before[$entry]-}" ] || continue
      if [ -n "${sourceRoot-}" ]; then
        echo "unpacker produced multiple directories" >&2
        exit 1
      fi
      sourceRoot="$entry"
    done
  fi
  echo "source root is $sourceRoot"
  chmod -R u+w -- "$sourceRoot"
  runHook postUnpack
}

patchPhase() {
  runHook prePatch
  local -a allPatches=()
  concatTo allPatches patches
  local file
  for file in "${allPatches[@]}"; do
    echo "applying patch $file"
    patch -p1 <"$file"
  done
  runHook postPatch
}

configurePhase() {
  runHook preConfigure
  if [ -x ./configure ]; then
    ./configure --prefix="$out"
  fi
  runHook postConfigure
}

buildPhase() {
  runHook preBuild
  if [ -e Makefile ] || [ -e makefile ] || [ -e GNUmakefile ]; then
    local -a flags=()
    concatTo flags makeFlags buildFlags
    make -j"$NIX_BUILD_CORES" "${flags[@]}"
  else
    echo "no Makefile, doing nothing"
  fi
  runHook postBuild
}

checkPhase() {
  runHook preCheck
  runHook postCheck
}

installPhase() {
  runHook preInstall
  make install "PREFIX=$out"
  runHook postInstall
}

installCheckPhase() {
  runHook preInstallCheck
  runHook postInstallCheck
}
