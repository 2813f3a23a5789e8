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
  for output in $(outputNames); do
    shrinkRunPaths "${!output}"
    auditTmpdir "${!output}"
  done
  recordPropagation
  runHook postFixup
  for output in $(outputNames); do
    noBrokenSymlinks "${!output}"
  done
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
  local folder file beginning
  for folder in "$1/lib" "$1/bin"; do
    [ -d "$folder" ] || continue
    while IFS= read -r -d '' file; do
      beginning=
      IFS= LC_ALL=C read -r -N 4 beginning <"$file" 2>/dev/null || true
      if [ "$beginning" = $'\x7fELF' ]; then strip -S -p "$file" 2>/dev/null || true; fi
    done < <(find "$folder" -type f \( -name '*.so' -o -name '*.so.*' -o -perm -0100 \) -print0)
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

# Of a run path there stay the folders in which something needed lies. nixpkgs: the setup hook of patchelf.
shrinkRunPaths() {
  [ -z "${dontPatchELF-}" ] && [ -e "$1" ] || return 0
  local file beginning
  while IFS= read -r -d '' file; do
    beginning=
    IFS= LC_ALL=C read -r -N 4 beginning <"$file" 2>/dev/null || true
    if [ "$beginning" = $'\x7fELF' ]; then patchelf --shrink-rpath "$file" || true; fi
  done < <(find "$1" -type f -print0)
}

# Run paths and wrappers that name the folder of the build: whoever makes that folder decides what others load.
# nixpkgs: pkgs/build-support/setup-hooks/audit-tmpdir.sh.
auditTmpdir() {
  [ -z "${noAuditTmpdir-}" ] && [ -e "$1" ] || return 0
  local file beginning
  while IFS= read -r -d '' file; do
    # By the shell itself: a release has some thousand files, and each process that is started costs more than all else here.
    beginning=
    IFS= LC_ALL=C read -r -N 4 beginning <"$file" 2>/dev/null || true
    case "$beginning" in
      $'\x7fELF')
        if readelf -d "$file" 2>/dev/null | grep -E '\((RPATH|RUNPATH)\)' | tr '[' ':' | grep -q -F ":$TMPDIR/"; then
          echo "RPATH of binary $file contains a forbidden reference to $TMPDIR/" >&2
          exit 1
        fi
        ;;
      '#!'*)
        if [ -e "$(dirname "$file")/.$(basename "$file")-wrapped" ] && grep -q -F "$TMPDIR/" "$file"; then
          echo "wrapper script $file contains a forbidden reference to $TMPDIR/" >&2
          exit 1
        fi
        ;;
    esac
  done < <(find "$1" -type f -print0)
}

# Links into the folder of the build; those into the store that lead to nothing or to themselves. Others are not looked at.
# nixpkgs: pkgs/build-support/setup-hooks/no-broken-symlinks.sh.
noBrokenSymlinks() {
  [ -z "${dontCheckForBrokenSymlinks-}" ] && [ -e "$1" ] || return 0
  local path target dangling=0 reflexive=0
  while IFS= read -r -d '' path; do
    target="$(readlink "$path")"
    [[ "$target" == /* ]] || target="$(realpath --no-symlinks --canonicalize-missing "$(dirname "$path")/$target")"
    if [[ "$target" == "$TMPDIR"/* ]]; then
      echo "ERROR: noBrokenSymlinks: the symlink $path points to $TMPDIR directory: $target" >&2
      dangling=$((dangling + 1))
    elif [[ "$target" != "$NIX_STORE"/* ]]; then
      continue
    elif [ "$path" = "$target" ]; then
      echo "ERROR: noBrokenSymlinks: the symlink $path is reflexive" >&2
      reflexive=$((reflexive + 1))
    elif [ ! -e "$target" ]; then
      echo "ERROR: noBrokenSymlinks: the symlink $path points to a missing target: $target" >&2
      dangling=$((dangling + 1))
    fi
  done < <(find "$1" -type l -print0)
  if [ $((dangling + reflexive)) -gt 0 ]; then
    echo "ERROR: noBrokenSymlinks: found $dangling dangling symlinks, $reflexive reflexive symlinks and 0 unreadable symlinks" >&2
    exit 1
  fi
}
