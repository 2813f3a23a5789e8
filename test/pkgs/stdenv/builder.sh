# The builder of every derivation: reads structured attributes where there are some, then runs the phases.
if [ -e "${NIX_BUILD_TOP-}/.attrs.sh" ]; then
  # Nix before 2.9 names this file by its path outside of the sandbox.
  source "$NIX_BUILD_TOP/.attrs.sh"
  for name in "${!env[@]}"; do
    export "$name=${env[$name]}"
  done
  for name in "${!outputs[@]}"; do
    export "$name=${outputs[$name]}"
  done
fi
source "$standInSetup/setup.sh"
genericBuild
