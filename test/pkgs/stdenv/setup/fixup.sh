# The last phase: what was installed is made ready for the store.

fixupPhase() {
  local output
  for output in $(outputNames); do
    if [ -e "${!output}" ]; then
      chmod -R u+w -- "${!output}"
    fi
  done
  runHook preFixup
  for output in $(outputNames); do
    stripLibraries "${!output}"
  done
  recordPropagation
  runHook postFixup
}

outputNames() {
  if [[ "$(declare -p outputs)" == "declare -A"* ]]; then
    printf '%s\n' "${!outputs[@]}"
  else
    printf '%s\n' $outputs
  fi
}

# Debug symbols are removed from what lies in bin and lib, however deep.
stripLibraries() {
  [ -z "${dontStrip-}" ] || return 0
  local folder
  for folder in "$1/lib" "$1/bin"; do
    [ -d "$folder" ] || continue
    find "$folder" -type f \( -name '*.so' -o -name '*.so.*' -o -perm -0100 \) -exec strip -S -p {} \; 2>/dev/null || true
  done
}

recordPropagation() {
  local -a words=()
  concatTo words propagatedBuildInputs
  if [ ${#words[@]} -gt 0 ]; then
    mkdir -p "$out/nix-support"
    printf '%s ' "${words[@]}" >"$out/nix-support/propagated-build-inputs"
  fi
  words=()
  concatTo words propagatedNativeBuildInputs
  if [ ${#words[@]} -gt 0 ]; then
    mkdir -p "$out/nix-support"
    printf '%s ' "${words[@]}" >"$out/nix-support/propagated-native-build-inputs"
  fi
  if [ -n "${setupHook-}" ]; then
    mkdir -p "$out/nix-support"
    cat "$setupHook" >"$out/nix-support/setup-hook"
  fi
}
