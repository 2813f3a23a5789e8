# mix compile, with dependencies taken as they lie in _build.

mixCompile() {
  runHook preBuild
  local -a flags=()
  concatTo flags compileFlags
  mix compile --no-deps-check "${flags[@]}"
  runHook postBuild
}

[ -n "${buildPhase-}" ] || buildPhase=mixCompile
