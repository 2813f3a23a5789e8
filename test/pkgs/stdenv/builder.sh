# The builder of every derivation: reads structured attributes where there are some, then runs the phases.
if [ -n "${NIX_ATTRS_SH_FILE-}" ]; then
  source "$NIX_ATTRS_SH_FILE"
  for name in "${!env[@]}"; do
    export "$name=${env[$name]}"
  done
  for name in "${!outputs[@]}"; do
    export "$name=${outputs[$name]}"
  done
fi
source "$standInSetup"
genericBuild
