# Inputs: their programs are found, their setup hooks read, with those of what they propagate.

declare -A activated=()

# Makes one dependency and what it propagates known: its setup hook is read, its programs are found.
activate() {
  local package="$1" tool="$2" key="$1:$2" file word
  [ -z "${activated[$key]-}" ] || return 0
  activated[$key]=1

  if [ -f "$package" ]; then
    sourceSetupHook "$package" "$package"
    return 0
  fi
  for file in "$package"/nix-support/propagated-{build-inputs,native-build-inputs}; do
    [ -f "$file" ] || continue
    for word in $(<"$file"); do
      activate "$word" "$tool"
    done
  done
  if [ "$tool" = tool ]; then
    addToSearchPath toolPath "$package/bin"
  fi
  addToSearchPath PKG_CONFIG_PATH "$package/lib/pkgconfig"
  addToSearchPath XDG_DATA_DIRS "$package/share"
  # Once, even where a package is both a tool and a library.
  if [ -f "$package/nix-support/setup-hook" ] && [ -z "${activated[$package]-}" ]; then
    sourceSetupHook "$package/nix-support/setup-hook" "$package"
  fi
  activated[$package]=1
}

# A setup hook finds its own package in $1.
sourceSetupHook() {
  local hook="$1"
  shift
  set +u
  source "$hook"
  set -u
}

activateAll() {
  local package
  local -a tools=() libraries=()
  concatTo tools depsBuildBuild nativeBuildInputs propagatedNativeBuildInputs
  concatTo libraries buildInputs propagatedBuildInputs
  for package in "${tools[@]}"; do
    activate "$package" tool
  done
  for package in "${libraries[@]}"; do
    # Only with strictDeps are the programs of libraries not found.
    if [ -n "${strictDeps-}" ]; then
      activate "$package" library
    else
      activate "$package" tool
    fi
  done
  PATH="${toolPath-}${toolPath:+:}$PATH"
  unset toolPath
}
