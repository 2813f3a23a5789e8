# What the scripts need of a machine. Sourced by scripts/try and scripts/test, which set $here to the repository.

# shellcheck source=scripts/lib/daemon.sh
. "$here/scripts/lib/daemon.sh"

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $*"
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# Node 20 or later: Debian 13 and later have it, Debian 12 has 18.
list_node() {
  if has node && at_least "$(node -p process.versions.node)" 20; then
    need_program npm npm
    return
  fi
  if has node; then
    say "Node $(node --version) is too old: nif2nix needs Node 20 or later."
  elif debian_offers nodejs 20; then
    need_program node nodejs
    need_program npm npm
    return
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
  elif [ -z "$version" ] && ! compgen -G "/var/lib/apt/lists/*_Packages*" >/dev/null; then
    # A system of which nobody asked anything yet, as in a container.
    fail "apt has no lists of packages yet. Run this, then run the script again: sudo apt-get update"
  fi
  [ -n "$version" ] && [ "$version" != "(none)" ] && at_least "$version" "$2"
}

# need_program PROGRAM PACKAGE...: a program, or the Debian packages that bring it, which install_missing installs all at once.
missing_programs=()
missing_packages=()
need_program() {
  if ! has "$1"; then
    missing_programs+=("$1")
    missing_packages+=("${@:2}")
  fi
}

# What root has to do, a command on each line, before Nix builds for this user with programs of this machine.
store_commands() {
  local user
  user="$(id -un)"
  if [ -w /nix ]; then
    # Without this folder Nix makes a store below the home, whose programs nothing but Nix can start.
    mkdir -p /nix/var/nix
  elif [ ! -e /nix ]; then
    echo "sudo install --directory --owner=$user /nix"
  elif [ ! -e "${daemon%/*}" ]; then
    echo "sudo chown --recursive $user /nix"
  elif has nix && [ -z "${NIF2NIX_E2E_PKGS-}" ]; then
    case "$(standing)" in
      trusted | unknown) return ;;
      "shut out") echo "sudo usermod --append --groups $(stat --format %G "${daemon%/*}") $user   # and log in anew" ;;
    esac
    echo "echo extra-trusted-users = $user | sudo tee --append /etc/nix/nix.conf && sudo systemctl restart nix-daemon"
  fi
}

# Installs what is missing where that is possible, after saying so; otherwise says all that is to be done and stops.
# With nothing to install it says nothing.
install_missing() {
  local package program command install="apt-get install --yes --no-install-recommends"
  local -a missing=() commands=()
  for package in ${missing_packages[@]+"${missing_packages[@]}"}; do
    dpkg-query --show --showformat '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] || has apt-get || fail "please install, by your system's own means: ${missing[*]}"
  if [ "$(id -u)" != 0 ]; then
    [ ${#missing[@]} = 0 ] || commands+=("sudo $install ${missing[*]}")
    while read -r command; do commands+=("$command"); done < <(store_commands)
    if [ ${#commands[@]} -gt 0 ]; then
      say "Something is missing on this machine. Run this, then the script again:"
      say "$(printf '  %s\n' "${commands[@]}")"
      exit 1
    fi
  elif [ ${#missing[@]} -gt 0 ]; then
    say "Installing Debian packages: ${missing[*]}"
    # shellcheck disable=SC2086 # several words
    { apt-get update && say_size $install "${missing[@]}" && DEBIAN_FRONTEND=noninteractive $install "${missing[@]}"; } \
      3>&2 >"$here/.cache/apt.log" 2>&1 || fail "apt-get failed, see .cache/apt.log: $(tail -n 1 "$here/.cache/apt.log")"
  fi
  hash -r
  for program in ${missing_programs[@]+"${missing_programs[@]}"}; do
    has "$program" || fail "$program is still missing after installing: ${missing_packages[*]}"
  done
  missing_programs=()
  missing_packages=()
}

# say_size APT-GET INSTALL...: what that command would download, said on descriptor 3, since what apt says itself goes into a log.
say_size() {
  local uris
  uris="$("$@" --quiet=2 --print-uris)" || return
  awk '{ bytes += $3 } END { printf "  %d MB to download and to unpack\n", bytes / 1000000 + 1 }' <<<"$uris" >&3
}

# Whether Nix can make a sandbox here, asked before anything is installed: it needs namespaces, its own or those of its daemon. How mounts
# spread is left as it is: in a chroot the root is no mount, and unshare would take that for the end; scripts/e2e gives Nix what it needs there.
need_sandbox() {
  [ -e /proc/self/ns/mnt ] && has unshare && [ ! -S "$daemon" ] && [ -z "${NIF2NIX_E2E_PKGS-}" ] || return 0
  local -a mounts=(--mount --propagation unchanged)
  unshare "${mounts[@]}" true 2>/dev/null || unshare --user --map-root-user "${mounts[@]}" true 2>/dev/null ||
    fail "Nix cannot make its sandbox here: $(id -un) may not make namespaces. A container needs \`docker run --privileged\`, or the like of it; \`scripts/test --quick\` runs what builds nothing"
}

# What builds of the examples take from the machine: Nix, Erlang and Elixir, Rust with a C linker.
need_build_tools() {
  list_build_tools
  install_missing
}

list_build_tools() {
  list_node
  need_program git git
  need_program nix nix-bin
  need_program cc gcc libc6-dev
  need_program erl erlang-nox erlang-dev
  need_program elixir elixir
  # Elixir brings a part of Erlang with it; a NIF needs its headers as well.
  if has erl && [ ! -e "$(erl -noshell -eval 'io:put_chars(code:root_dir()), halt().')/usr/include/erl_nif.h" ]; then
    missing_packages+=(erlang-nox erlang-dev)
  fi
  has cargo || ! debian_offers cargo 1.77 || need_program cargo cargo rustc
  has cargo || [[ " ${missing_programs[*]-} " == *" cargo "* ]] ||
    fail "Rust 1.77 or later is missing, and this system's packages have none: get it from https://rustup.rs"
}

# Those, and what the tests build with besides.
need_test_tools() {
  list_test_tools
  install_missing
}

list_test_tools() {
  list_build_tools
  need_program esbuild esbuild
  need_program patchelf patchelf
  need_program bwrap bubblewrap
  need_program readelf binutils
  need_program make make
  need_program cmake cmake
  need_program patch patch
  need_program curl curl
  need_program jq jq
  need_program pkg-config pkg-config
  need_program g++ g++
  need_program musl-gcc musl-tools
  need_program rebar3 rebar3
  need_program dialyzer erlang-dialyzer
  # With a Rust of rustup it is one of its components.
  has cargo-clippy || ! debian_offers rust-clippy 1.77 || need_program cargo-clippy rust-clippy
  # Shells whose completion scripts are tried.
  need_program zsh zsh
  need_program fish fish
  # The page of `nif2nix graph` in a browser, and a font for it.
  need_program chromium chromium fonts-dejavu-core
  # Objects of other machines, to read: both byte orders, 32 and 64 bits.
  if has apt-get; then missing_packages+=(libc6-s390x-cross libc6-powerpc-cross libc6-armhf-cross); fi
}

# Both, and what lints the Nix that users get. Debian has neither of the last two: they are built from their locked sources, below the
# clone and once, without optimising (35 s of one core together; with it, many minutes).
need_all_tools() {
  list_test_tools
  need_program shellcheck shellcheck
  install_missing
  export PATH="$here/.cache/lint/bin:$PATH"
  local tool
  local -a rust=(env)
  if ! has nixfmt; then current_rust; fi
  for tool in nixfmt:nixfmt_rs@0.5.3 deadnix:deadnix@1.3.1; do
    has "${tool%%:*}" && continue
    say "Building ${tool#*:} with cargo"
    "${rust[@]}" CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --locked --debug --root "$here/.cache/lint" \
      --target-dir "$here/.cache/lint/target" "${tool#*:}" >"$here/.cache/cargo-install.log" 2>&1 ||
      fail "cargo install ${tool#*:} failed, see .cache/cargo-install.log: $(tail -n 1 "$here/.cache/cargo-install.log")"
  done
  rm -rf "$here/.cache/rust" "$here/.cache/lint/target"
}

# Sets rust to a command with which cargo takes a Rust of 1.88 or later, as nixfmt_rs wants. Debian 13 has 1.85 for everybody and a later one
# for its browsers, rustc-web, which cannot be installed beside it: it is unpacked below the clone, and tools are built with it, nothing else.
current_rust() {
  if at_least "$(rustc --version | cut -d ' ' -f 2)" 1.88; then return; fi
  debian_offers rustc-web 1.88 ||
    fail "Rust 1.88 or later is missing, to build what lints Nix, and this system's packages have none: rustup update, or get it from https://rustup.rs"
  local folder="$here/.cache/rust" log="$here/.cache/rust.log" package
  say "Unpacking Debian's rustc-web below .cache, to build what lints Nix"
  rm -rf "$folder"
  mkdir -p "$folder/packages/partial"
  local -a download=(
    apt-get install --yes --no-install-recommends --download-only -o Debug::NoLocking=1 -o "Dir::Cache::Archives=$folder/packages" rustc-web
  )
  (
    say_size "${download[@]}" && "${download[@]}" &&
      for package in "$folder"/packages/*.deb; do dpkg --extract "$package" "$folder" || exit 1; done
  ) 3>&2 >"$log" 2>&1 || fail "unpacking rustc-web failed, see .cache/rust.log: $(tail -n 1 "$log")"
  rust=(env "RUSTC=$folder/usr/bin/rustc" "LD_LIBRARY_PATH=$(echo "$folder"/usr/lib/*-linux-gnu*)")
}

# An Elixir of today besides that of real builds, where that is older than 1.18: that of Debian 13, compiled from its source with the
# machine's Erlang, below the clone and once (a minute of one core). Sets current_elixir to its folder, or to nothing.
need_current_elixir() {
  current_elixir=""
  local used="${NIF2NIX_E2E_ELIXIR:+$NIF2NIX_E2E_ELIXIR/bin/}elixir"
  if at_least "$("$used" -e 'IO.write(System.version())')" 1.18; then return; fi
  current_elixir="$here/.cache/elixir-otp$(erl -noshell -eval 'io:put_chars(erlang:system_info(otp_release)), halt().')"
  [ ! -x "$current_elixir/bin/elixir" ] || return 0
  has apt-get || fail "Elixir 1.18 or later is missing: install it, or name its folder in NIF2NIX_E2E_ELIXIR"
  say "Building Elixir of Debian 13"
  local folder="$current_elixir.building" log="$here/.cache/elixir.log"
  rm -rf "$folder"
  mkdir -p "$folder/apt/lists/partial"
  {
    debian_source trixie elixir-lang "$folder/apt" &&
      tar --extract --file "$folder"/apt/elixir-lang_*.orig.tar.* --directory "$folder" --strip-components 1 &&
      make -C "$folder" compile
  } >"$log" 2>&1 || fail "building Elixir failed, see .cache/elixir.log: $(tail -n 1 "$log")"
  rm -rf "$folder/apt"
  mv "$folder" "$current_elixir"
}

# debian_source RELEASE PACKAGE FOLDER: the upstream source of a package of another release of Debian, from the mirror that the machine
# uses, with apt's own checks. What the machine has of apt's lists and sources stays as it is.
debian_source() {
  local mirror
  # shellcheck disable=SC2016 # apt expands it
  mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' 'Component: main' | head -n 1)"
  [ -n "$mirror" ] || { echo "apt knows no mirror of Debian" && return 1; }
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $1 main" >"$3/sources.list"
  local -a apart=(-o "Dir::Etc::SourceList=$3/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$3/lists" -o "Dir::Cache=$3")
  apt-get "${apart[@]}" update && (cd "$3" && apt-get "${apart[@]}" source --tar-only --download-only "$2")
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
