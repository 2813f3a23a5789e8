# What crane's setup hooks do for every cargo derivation.

# cargo with the profile of CARGO_PROFILE ("release" unless set; empty for cargo's own default).
cargoWithProfile() {
  local command="$1"
  shift
  local -a profile=()
  if [ "$CARGO_PROFILE" = release ]; then
    profile=(--release)
  elif [ -n "$CARGO_PROFILE" ]; then
    profile=(--profile "$CARGO_PROFILE")
  fi
  (
    set -x
    cargo "$command" "${profile[@]}" "$@"
  )
}

craneVariables() {
  export CARGO_HOME="${CARGO_HOME:-$PWD/.cargo-home}"
  mkdir -p "$CARGO_HOME"
  export CARGO_BUILD_JOBS="${CARGO_BUILD_JOBS:-$NIX_BUILD_CORES}"
  export CARGO_BUILD_INCREMENTAL="${CARGO_BUILD_INCREMENTAL-false}"
  CARGO_PROFILE="${CARGO_PROFILE-release}"
}

craneLock() {
  if [ -n "${cargoLock-}" ]; then
    cp --no-preserve=mode "$cargoLock" Cargo.lock
  fi
}

craneInherit() {
  [ -n "${cargoArtifacts-}" ] || return 0
  mkdir -p "${CARGO_TARGET_DIR:-target}"
  tar -xf "$cargoArtifacts/target.tar" -C "${CARGO_TARGET_DIR:-target}"
}

craneVendor() {
  if [ -n "${cargoVendorDir-}" ]; then
    cat "$cargoVendorDir/config.toml" >>"$CARGO_HOME/config.toml"
  fi
}

# The artifacts of the source's own crates, path dependencies outside of the workspace too, are left out: they were
# made of empty files.
craneInstallArtifacts() {
  [ "${doInstallCargoArtifacts-}" = 1 ] || return 0
  local target="${CARGO_TARGET_DIR:-target}" name
  sed -n 's/^name *= *"\(.*\)"$/\1/p' $(find "$NIX_BUILD_TOP" -name Cargo.toml -not -path "*/.cargo-home/*") | while read -r name; do
    find "$target" -path "*/.fingerprint/${name}-*" -delete
  done
  mkdir -p "$out"
  tar --sort=name --mtime=@1 --owner=0 --group=0 --numeric-owner -C "$target" -cf "$out/target.tar" .
}

# Libraries and programs of the workspace's members, as cargo itself reports them.
installFromCargoBuildLog() {
  local destination="$1" log="$2" line file
  mkdir -p "$destination"
  grep '"reason":"compiler-artifact"' "$log" | grep '"package_id":"path+file://' | while IFS= read -r line; do
    case "$line" in
      *'"kind":["cdylib"'* | *'"kind":["dylib"'* | *'"kind":["staticlib"'* | *',"cdylib"'* | *',"dylib"'*)
        printf '%s\n' "$line" | sed 's/.*"filenames":\[\([^]]*\)\].*/\1/' | tr ',' '\n' | tr -d '"' | grep -v '\.rlib$' | grep -v '\.rmeta$' |
          while IFS= read -r file; do
            mkdir -p "$destination/lib"
            echo "installing $file in $destination/lib"
            cp "$file" "$destination/lib/"
          done || true
        ;;
    esac
    file="$(printf '%s\n' "$line" | sed -n 's/.*"executable":"\([^"]*\)".*/\1/p')"
    if [ -n "$file" ] && [[ "$line" == *'"kind":["bin"]'* ]]; then
      mkdir -p "$destination/bin"
      cp "$file" "$destination/bin/"
    fi
  done
}

postPatchHooks+=(craneVariables craneLock craneInherit)
preConfigureHooks+=(craneVendor)
postInstallHooks+=(craneInstallArtifacts)
