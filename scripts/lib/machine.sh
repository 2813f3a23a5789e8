# What the scripts need of a machine. Sourced by scripts/try and scripts/test, which set $here to the repository.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $*"
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# Node 20 or later: Debian 13 and later have it, Debian 12 has 18.
need_node() {
  if ! has node && debian_offers nodejs 20; then debian_packages nodejs npm; fi
  if has node && at_least "$(node -p process.versions.node)" 20; then
    need_program npm npm
    return
  fi
  if has node; then
    say "Node $(node --version) is too old: nif2nix needs Node 20 or later."
  else
    say "Node is not installed: nif2nix needs Node 20 or later, and this system's packages have none."
  fi
  fail "get Node from https://nodejs.org/en/download, or with nvm: nvm install 22"
}

# at_least VERSION MINIMUM: compares as Debian does; 1:1.85.0+dfsg is as good as 1.85.
at_least() {
  [ "$(printf '%s\n%s\n' "$2" "${1#*:}" | sort --version-sort | head -n 1)" = "$2" ]
}

# debian_offers PACKAGE MINIMUM: whether apt could install it in that version or a later one.
debian_offers() {
  has apt-cache || return 1
  local version
  version="$(apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: *//p')"
  if [ -z "$version" ] && [ "$(id -u)" = 0 ] && [ ! -e "$here/.cache/apt-updated" ]; then
    apt-get update >/dev/null 2>&1 && touch "$here/.cache/apt-updated"
    version="$(apt-cache policy "$1" | sed -n 's/^ *Candidate: *//p')"
  fi
  [ -n "$version" ] && [ "$version" != "(none)" ] && at_least "$version" "$2"
}

# Installs Debian packages where that is possible, after saying so; otherwise says what to install and stops.
# With nothing to install it says nothing.
debian_packages() {
  local package
  local -a missing=()
  for package in "$@"; do
    dpkg-query --show --showformat '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! has apt-get; then
    fail "please install, by your system's own means: ${missing[*]}"
  fi
  if [ "$(id -u)" != 0 ]; then
    say "These packages are missing. Install them, then run this again:"
    say "  sudo apt-get install --yes --no-install-recommends ${missing[*]}"
    exit 1
  fi
  say "Installing Debian packages: ${missing[*]}"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}"; } \
    >"$here/.cache/apt.log" 2>&1 || fail "apt-get failed, see .cache/apt.log: $(tail -n 1 "$here/.cache/apt.log")"
}

# need_program PROGRAM PACKAGE...: a program, or the Debian packages that bring it.
need_program() {
  local program="$1"
  shift
  if ! has "$program"; then
    debian_packages "$@"
    hash -r
    has "$program" || fail "$program is still missing after installing: $*"
  fi
}

# What builds of the examples take from the machine: Nix, Erlang and Elixir, Rust with a C linker.
need_build_tools() {
  need_program git git
  need_program nix nix-bin
  need_program cc gcc libc6-dev
  need_program erl erlang-nox erlang-dev
  need_program elixir elixir
  if ! has cargo && debian_offers cargo 1.77; then debian_packages cargo rustc; fi
  has cargo || fail "Rust 1.77 or later is missing, and this system's packages have none: get it from https://rustup.rs"
}

# What the tests build with besides.
need_test_tools() {
  need_program esbuild esbuild
  need_program patchelf patchelf
  need_program bwrap bubblewrap
  need_program readelf binutils
  need_program make make
  need_program g++ g++
  need_program musl-gcc musl-tools
  # Objects of other machines, to read: both byte orders, 32 and 64 bits.
  if has apt-get; then debian_packages libc6-s390x-cross libc6-powerpc-cross libc6-armhf-cross; fi
  need_program rebar3 rebar3
  # Shells whose completion scripts are tried.
  need_program zsh zsh
  need_program fish fish
  # The page of `nif2nix graph` in a browser, and a font for it.
  need_program chromium chromium fonts-dejavu-core
}

# What lints the Nix that users get. Debian 12 has neither of the last two: they are built from their locked sources, below the clone
# and once, without optimising (35 s of one core together; with it, many minutes).
need_lint_tools() {
  need_program shellcheck shellcheck
  export PATH="$here/.cache/lint/bin:$PATH"
  local tool
  for tool in nixfmt:nixfmt_rs@0.5.3 deadnix:deadnix@1.3.1; do
    has "${tool%%:*}" && continue
    say "Building ${tool#*:} with cargo"
    CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --locked --debug --root "$here/.cache/lint" \
      --target-dir "$here/.cache/lint/target" "${tool#*:}" >"$here/.cache/cargo-install.log" 2>&1 ||
      fail "cargo install ${tool#*:} failed, see .cache/cargo-install.log: $(tail -n 1 "$here/.cache/cargo-install.log")"
  done
}

# npm's packages, exactly as locked; again only when the lock changed. Their install scripts are not needed and not run.
need_node_modules() {
  local stamp="$here/node_modules/.package-lock.stamp"
  if ! cmp -s "$here/package-lock.json" "$stamp"; then
    say "Installing npm packages: npm ci"
    (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || fail "npm ci failed"
    cp "$here/package-lock.json" "$stamp"
  fi
}

# As root and without a daemon nobody else builds for us; Nix would say at each call that the group for that is missing.
if [ "$(id -u)" = 0 ] && ! getent group nixbld >/dev/null 2>&1; then
  export NIX_CONFIG="build-users-group =
${NIX_CONFIG-}"
fi

mkdir -p "$here/.cache"
