# Installs ebin, priv, include (and src) of a compiled application as <name>-<version> in Erlang's layout.

beamModuleInstall() {
  local target="$out/lib/erlang/lib/${beamModuleName}-${version}" folder
  local -a folders=(./ebin ./priv ./include)
  if [ -n "${MIX_BUILD_PREFIX-}" ]; then
    folders=({"_build/$MIX_BUILD_PREFIX",_build/shared}/lib/"$beamModuleName"/{src,ebin,priv,include})
  fi
  mkdir -p "$target"
  for folder in "${folders[@]}"; do
    # A linked folder (priv most often) is followed, links below it are kept.
    [ ! -d "$folder" ] || cp -Hrt "$target" "$folder"
  done
}

[ -n "${installPhase-}" ] || installPhase=beamModuleInstall
