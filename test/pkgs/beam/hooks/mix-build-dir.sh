# Every application on ERL_LIBS is linked into _build, where Mix looks for compiled dependencies.

mixBuildDir() {
  local library application
  mkdir -p "_build/$MIX_BUILD_PREFIX/lib"
  local -a libraries
  IFS=: read -r -a libraries <<<"${ERL_LIBS-}"
  for library in "${libraries[@]}"; do
    for application in "$library"/*/; do
      application="${application%/}"
      ln -s "$application" "_build/$MIX_BUILD_PREFIX/lib/$(basename "$application" | cut -d- -f1)"
    done
  done
}

preConfigureHooks+=(mixBuildDir)
