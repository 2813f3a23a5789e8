# Whether a release can start, found out without secrets, a database or a network: its modules and their libraries are loaded by its
# own BEAM, its start script runs as far as it loads code, and its configuration is held against what was read while compiling.
#
#   sh check-release.sh RELEASE PROGRAM.erl
#
# RELEASE: a folder with bin/, lib/ and releases/. PROGRAM.erl: check-release.erl. Prints what was found; the last line is the verdict. Exits with
# 1 where the release is dead, with 2 where RELEASE is no release.
set -u

unchecked=
release=$(cd "$1" 2>/dev/null && pwd -P) || { echo "no such folder: $1"; exit 2; }
program=$2

# Releases of mixRelease lie in the package; bin/, lib/ and releases/ are in it.
if [ ! -f "$release/releases/start_erl.data" ]; then
  echo "no release: $release has no releases/start_erl.data"
  exit 2
fi
read -r erts version <"$release/releases/start_erl.data" || true
folder="$release/releases/$version"
for file in "$folder"/*.rel; do name=$(basename "$file" .rel); done
erl="$release/erts-$erts/bin/erl"
[ -x "$erl" ] || erl=$(command -v erl) || { echo "NOT CHECKED: the release has no BEAM of its own, and there is no erl here"; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" RELEASE_ROOT="$release" RELEASE_VSN="$version" RELEASE_NAME="$name" RELEASE_TMP="$work" RELEASE_MODE=embedded
export RELEASE_COOKIE=nif2nix RELEASE_NODE=nif2nix RELEASE_DISTRIBUTION=none RELEASE_SYS_CONFIG="$work/sys"
export NIF2NIX_CONFIG="$work/sys.config" ERL_CRASH_DUMP=/dev/null ERL_CRASH_DUMP_SECONDS=0 ERL_LIBS=
unset ERL_FLAGS ERL_AFLAGS ERL_ZFLAGS RELEASE_VM_ARGS

# The last words of a failure, and the page that explains it.
verdict() {
  page=
  case "$1" in
    *"libc.so: invalid ELF header"*) page=musl-library-in-glibc ;;
    *"ld-linux"*": No such file"* | *"Error relocating"*) page=glibc-library-in-musl ;;
    *"wrong ELF class"* | *": invalid ELF header"*) page=nif-library-wrong-architecture ;;
    *": version "*GLIBC*"not found"*) page=nif-library-needs-newer-glibc ;;
    *"NIF library: '/"*": cannot open"*) page=nif-library-not-found ;;
    *": cannot open shared object file"*) page=nif-needs-shared-library ;;
    *"library init function"*) page=nif-init-missing ;;
    *"undefined symbol: enif_"*) page=nif-symbol-missing ;;
    *"use a newer erts"* | *"not compatible with this vm"*) page=nif-version-too-new ;;
    *"does not match calling module"*) page=nif-of-another-module ;;
    *"Function not found"*) page=nif-function-not-declared ;;
    *"has a different value set"*) page=compile-env-differs ;;
  esac
  printf 'DEAD: %s%s\n' "$1" "${page:+; explained by: nif2nix explain $page}"
  exit 1
}

# erl_step STEP FILE: one VM that sees all of the release's code and starts nothing of it.
erl_step() {
  NIF2NIX_STEP=$1 NIF2NIX_PROGRAM=$program "$erl" -noinput +fnu -mode interactive -boot "$folder/start_clean" -boot_var RELEASE_LIB "$release/lib" \
    -pa "$release"/lib/*/ebin -eval 'file:eval(os:getenv("NIF2NIX_PROGRAM"))' >"$2" 2>&1
}

# 1. Every module that loads a library, with the reason.
erl_step load "$work/load"
status=$?
grep -v ': loading$' "$work/load"
if [ "$status" != 0 ]; then
  last=$(tail -n 1 "$work/load")
  failed=$(grep -m 1 'NOT LOADED: \|the check itself failed' "$work/load")
  case "$last" in
    *": loading") verdict "${last%: loading} ends the BEAM when its library is loaded" ;;
  esac
  [ "$status" -gt 1 ] && failed="${failed:-$(grep ': loading$' "$work/load" | tail -n 1 | sed 's/: loading$//') ends the BEAM when its library is loaded}"
  verdict "${failed:-$last}"
fi

# 2. The start script, its env.sh and vm.args, the ERTS, sys.config: all code is loaded, then the BEAM is told to stop before anything starts.
erl_step config "$work/config" || verdict "$(tail -n 1 "$work/config")"
if RELEASE_BOOT_SCRIPT=start_clean ERL_ZFLAGS='-s erlang halt' "$release/bin/$name" start >"$work/start" 2>&1 </dev/null; then
  echo "start: every module of every application is loaded"
else
  # Without the script: what env.sh or vm.args want is not a fault of the code.
  if "$erl" -noinput -mode embedded -boot "$folder/start_clean" -boot_var RELEASE_LIB "$release/lib" -config "$work/sys" -s erlang halt >"$work/boot" 2>&1; then
    tail -n 5 "$work/start"
    if grep -q 'env\.sh' "$work/start"; then
      echo "NOT CHECKED: bin/$name stops in env.sh, which wants something that is not here"
      unchecked=yes
    else
      verdict "bin/$name start: $(grep -m 1 -v '^ *$' "$work/start" || echo "it ends without a word")"
    fi
  else
    tail -n 20 "$work/boot"
    verdict "the release's code cannot be loaded: $(grep -v '^ *$' "$work/boot" | head -n 1)"
  fi
fi

# 3. What was read while compiling against what is read at start.
if ! erl_step compile-env "$work/values"; then
  cat "$work/values"
  verdict "$(grep '^ERROR! \|^compile_env: \|the check itself failed' "$work/values" | head -n 1)"
fi
cat "$work/values"
if [ -n "$unchecked" ] || grep -q 'NOT CHECKED' "$work/values"; then
  echo "ALIVE, as far as it could be checked"
else
  echo "ALIVE"
fi
