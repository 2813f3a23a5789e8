# What nixpkgs' setup.sh promises to builders and hooks: dependencies activated, phases in their order, hooks around each.

set -eu
set -o pipefail
# A pattern that matches nothing is nothing, as in nixpkgs.
shopt -s nullglob inherit_errexit

export NIX_BUILD_CORES="${NIX_BUILD_CORES:-1}"
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-315532800}"
export TZ=UTC
export SHELL="$BASH"
export NIX_STORE="${NIX_STORE:-/nix/store}"
export CC=cc CXX=c++ AR=ar LD=ld STRIP=strip
: "${__structuredAttrs:=}"
PATH=

# --- words and lists -----------------------------------------------------------------------------------------------

# Adds to the array named $1 the words of the variables named after it, be they strings or arrays.
concatTo() {
  local -n concatTarget="$1"
  shift
  local name declared
  for name in "$@"; do
    declared="$(declare -p "$name" 2>/dev/null || true)"
    if [[ "$declared" == "declare -a"* ]]; then
      local -n concatSource="$name"
      concatTarget+=("${concatSource[@]}")
      unset -n concatSource
    elif [ -n "${!name-}" ]; then
      local -a words
      read -r -a words <<<"${!name}" || true
      concatTarget+=("${words[@]}")
    fi
  done
}

concatStringsSep() {
  local separator="$1" result= word
  local -a all=()
  concatTo all "$2"
  for word in "${all[@]}"; do
    result+="${result:+$separator}$word"
  done
  printf '%s' "$result"
}

addToSearchPathWithCustomDelimiter() {
  [ -d "$3" ] || return 0
  export "$2=${!2-}${!2:+$1}$3"
}

addToSearchPath() {
  local name="$1"
  if [ -n "${!name-}" ]; then
    addToSearchPathWithCustomDelimiter ":" "$@"
  elif [ -d "$2" ]; then
    export "$name=$2"
  fi
}

prependToVar() {
  local -n prependTarget="$1"
  shift
  prependTarget="$* ${prependTarget-}"
}

appendToVar() {
  local -n appendTarget="$1"
  shift
  appendTarget="${appendTarget-} $*"
}

stripHash() {
  local name
  name="$(basename "$1")"
  [[ "$name" =~ ^[a-z0-9]{32}-(.*) ]] && name="${BASH_REMATCH[1]}"
  printf '%s\n' "$name"
}

# --- hooks -----------------------------------------------------------------------------------------------------------

# The function or text named $1 first, then what the array $1Hooks lists.
runHook() {
  local hookName="$1"
  local -n hooksOfName="${hookName}Hooks"
  local hook
  runOneHook "$hookName"
  for hook in "${hooksOfName[@]}"; do
    evalHook "$hook"
  done
}

runOneHook() {
  if declare -F "$1" >/dev/null; then
    "$1"
  elif [ -n "${!1-}" ]; then
    eval "${!1}"
  fi
}

evalHook() {
  if declare -F "$1" >/dev/null; then
    "$1"
  else
    eval "$1"
  fi
}

# --- dependencies ----------------------------------------------------------------------------------------------------

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

# --- files -----------------------------------------------------------------------------------------------------------

substituteStream() {
  local content="$1"
  shift
  while [ $# -gt 0 ]; do
    case "$1" in
      --replace | --replace-fail | --replace-warn | --replace-quiet)
        if [ "$1" = --replace-fail ] && [ "${content//"$2"/}" = "$content" ]; then
          echo "substitute: pattern $2 does not occur" >&2
          return 1
        fi
        content="${content//"$2"/$3}"
        shift 3
        ;;
      --subst-var)
        content="${content//"@$2@"/${!2}}"
        shift 2
        ;;
      --subst-var-by)
        content="${content//"@$2@"/$3}"
        shift 3
        ;;
      *)
        echo "substitute: unknown option $1" >&2
        return 1
        ;;
    esac
  done
  printf '%s' "$content"
}

substitute() {
  local input="$1" output="$2" content
  shift 2
  content="$(cat "$input" && printf x)"
  content="$(substituteStream "${content%x}" "$@" && printf x)"
  printf '%s' "${content%x}" >"$output"
}

substituteInPlace() {
  local -a files=()
  while [ $# -gt 0 ] && [[ "$1" != --* ]]; do
    files+=("$1")
    shift
  done
  local file
  for file in "${files[@]}"; do
    substitute "$file" "$file" "$@"
  done
}

unpackFile() {
  curSrc="$1"
  echo "unpacking source archive $curSrc"
  if [ -n "${unpackCmd-}" ]; then
    eval "$unpackCmd"
  elif [ -d "$curSrc" ]; then
    cp -r --preserve=timestamps -- "$curSrc" "$(stripHash "$curSrc")"
    chmod -R u+w -- "$(stripHash "$curSrc")"
  else
    tar -xf "$curSrc" --mode=+w --warning=no-timestamp
  fi
}

# --- phases ----------------------------------------------------------------------------------------------------------

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

for folder in $initialPath; do
  addToSearchPath PATH "$folder/bin"
done
unset folder
cd "${NIX_BUILD_TOP:-.}"
activateAll
set +u
