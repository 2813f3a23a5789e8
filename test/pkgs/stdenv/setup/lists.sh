# Words and lists, in variables that are strings or arrays; search paths.

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
      # Its name must not be that of a caller's array: that is what $1 names then.
      local -a concatWords
      read -r -a concatWords <<<"${!name}" || true
      concatTarget+=("${concatWords[@]}")
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
