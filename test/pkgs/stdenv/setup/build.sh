# Runs the phases in their order.

runPhase() {
  local phase="$1"
  case "$phase" in
    unpackPhase) [ -z "${dontUnpack-}" ] || return 0 ;;
    patchPhase) [ -z "${dontPatch-}" ] || return 0 ;;
    configurePhase) [ -z "${dontConfigure-}" ] || return 0 ;;
    buildPhase) [ -z "${dontBuild-}" ] || return 0 ;;
    checkPhase) [ -n "${doCheck-}" ] || return 0 ;;
    installPhase) [ -z "${dontInstall-}" ] || return 0 ;;
    fixupPhase) [ -z "${dontFixup-}" ] || return 0 ;;
    installCheckPhase) [ -n "${doInstallCheck-}" ] || return 0 ;;
  esac
  echo "Running phase: $phase"
  # A text given by the derivation wins over the function of that name.
  if [ -n "${!phase-}" ]; then
    eval "${!phase}"
  else
    "$phase"
  fi
  if [ "$phase" = unpackPhase ]; then
    [ -z "${sourceRoot-}" ] || cd "$sourceRoot"
  fi
}

genericBuild() {
  set +u
  if [ -n "${buildCommand-}" ]; then
    eval "$buildCommand"
    return
  fi
  local phase
  for phase in unpackPhase patchPhase ${preConfigurePhases-} configurePhase ${preBuildPhases-} buildPhase checkPhase \
    ${preInstallPhases-} installPhase ${preFixupPhases-} fixupPhase installCheckPhase ${postPhases-}; do
    runPhase "$phase"
  done
  local output
  for output in $(outputNames); do
    if [ ! -e "${!output}" ]; then
      echo "the build has not made its output $output" >&2
      exit 1
    fi
  done
}
