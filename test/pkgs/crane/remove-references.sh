# Libraries keep no references to the sources of crates, which panics name: whoever has the library would have all of them.
# Contract: crane's lib/setupHooks/removeReferencesToVendoredSourcesHook.sh.

removeReferencesToVendoredSources() {
  [ -z "${doNotRemoveReferencesToVendorDir-}" ] || return 0
  local pattern
  pattern="$(
    {
      printf '%s\n' "$cargoVendorDir"
      # A crate without any other has none.
      grep -o '/nix/store/[a-z0-9]\{32\}[^"/]*' "$cargoVendorDir/config.toml" || true
      find -L "$cargoVendorDir"/ $(sed -n 's/^directory = "\(.*\)"$/\1/p' "$cargoVendorDir/config.toml") -maxdepth 1 \
        -type d -print0 | xargs -0 -n 1 readlink -f
    } | grep -o "$NIX_STORE/[a-z0-9]\{32\}" | sort -u | sed "s|^$NIX_STORE/||" | paste -s -d '|'
  )"
  find "$out" -type f -print0 |
    xargs -0 --no-run-if-empty sed -E -i "s!$NIX_STORE/($pattern)!$NIX_STORE/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee!g"
}

postInstallHooks+=(removeReferencesToVendoredSources)
