# A dependency's own configuration does not count, as with Mix; `appConfigPath` takes its place.

mixAppConfigPatch() {
  rm -rf config
  if [ -n "${appConfigPath-}" ]; then
    ln -s "$appConfigPath" config
  fi
}

prePatchHooks+=(mixAppConfigPatch)
