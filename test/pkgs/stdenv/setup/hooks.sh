# runHook NAME.

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
