# Nix's daemon, and what it takes a user for. Sourced by scripts/e2e and scripts/lib/machine.sh.

# Where it listens, if there is one.
daemon=/nix/var/nix/daemon-socket/socket

# Prints what this user is to the daemon: trusted; a stranger; shut out, where its socket is closed to the user; unknown, where Nix does
# not say, as before 2.15.
standing() {
  local said
  said="$(nix --extra-experimental-features nix-command store ping --json 2>&1 || true)"
  case "$said" in
    *\"trusted\":1* | *\"trusted\":true*) echo trusted ;;
    *"Permission denied"*) echo "shut out" ;;
    *unrecognised*) echo unknown ;;
    *) echo stranger ;;
  esac
}
