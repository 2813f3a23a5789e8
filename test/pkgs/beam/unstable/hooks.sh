# The steps of mixRelease as hooks around the default phases.

mixHomes() {
  export MIX_HOME="$TEMPDIR/mix" HEX_HOME="$TEMPDIR/hex"
  export REBAR_GLOBAL_CONFIG_DIR="$TEMPDIR/rebar3" REBAR_CACHE_DIR="$TEMPDIR/rebar3.cache"
}

mixDepsCompile() {
  mix deps.compile --no-deps-check --skip-umbrella-children
}

mixNixDepsLink() {
  local name
  for name in "${!mixNixDeps[@]}"; do
    [ -d "${mixNixDeps[$name]}/src" ] || continue
    mkdir -p deps
    ln -sv "${mixNixDeps[$name]}/src" "deps/$name"
  done
}

mixReleaseInstall() {
  runHook preInstall
  mix release ${mixReleaseName:+"$mixReleaseName"} --no-deps-check --path "$out"
  runHook postInstall
}

postUnpackHooks+=(mixHomes)
postConfigureHooks+=(mixDepsCompile mixNixDepsLink)
preFixupHooks+=(mixReleaseFixup)
[ -n "${installPhase-}" ] || installPhase=mixReleaseInstall
