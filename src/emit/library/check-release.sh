# Whether a release can start, found out without secrets, a database or a network: its modules and their libraries are loaded by its
# own BEAM, its start script runs as far as it loads code, and its configuration is held against what was read while compiling.
#
#   sh check-release.sh RELEASE PROGRAM.erl
#
# RELEASE: a folder with bin/, lib/ and releases/. PROGRAM.erl: check-release.erl. Prints what was found; the last line is the verdict.
# Exits with 1 where the release is dead, with 2 where RELEASE is no release.
set -u

release=$(cd "$1" 2>/dev/null && pwd -P) || { echo "no such folder: $1"; exit 2; }
program=$2
[ -f "$release/releases/start_erl.data" ] || { echo "no release: $release has no releases/start_erl.data"; exit 2; }
read -r erts version <"$release/releases/start_erl.data" || true
folder="$release/releases/$version"
for file in "$folder"/*.rel; do name=$(basename "$file" .rel); done
erl="$release/erts-$erts/bin/erl"
[ -x "$erl" ] || erl=$(command -v erl) || { echo "NOT CHECKED: the release has no BEAM of its own, and there is no erl here"; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" RELEASE_ROOT="$release" RELEASE_VSN="$version" RELEASE_NAME="$name" RELEASE_TMP="$work" RELEASE_MODE=embedded
export RELEASE_COOKIE=nif2nix RELEASE_NODE=nif2nix RELEASE_DISTRIBUTION=none RELEASE_SYS_CONFIG="$work/start"
export NIF2NIX_START="$work/start" NIF2NIX_LOADING="$work/loading" ERL_CRASH_DUMP=/dev/null ERL_CRASH_DUMP_SECONDS=0 ERL_LIBS=
unset ERL_FLAGS ERL_AFLAGS ERL_ZFLAGS RELEASE_VM_ARGS LD_LIBRARY_PATH
# Where env.sh says that libraries lie; it may stop for want of a secret.
libraries=$(. "$folder/env.sh" >/dev/null 2>&1 && printf %s "${LD_LIBRARY_PATH-}")
[ -z "$libraries" ] || export LD_LIBRARY_PATH="$libraries"

# The last words of a failure, and the page that explains it.
verdict() {
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
    *) page= ;;
  esac
  printf 'DEAD: %s%s\n' "$1" "${page:+; explained by: nif2nix explain $page}"
  exit 1
}

# beam BOOT ARGUMENT...: the release's BEAM, which finds all of its code and starts nothing of it. step NAME BOOT ARGUMENT...: a step of the program.
beam() { boot=$1; shift; "$erl" -noinput -boot "$boot" -boot_var RELEASE_LIB "$release/lib" "$@" 2>&1; }
step() { said=$1; shift; NIF2NIX_STEP=$said NIF2NIX_PROGRAM=$program beam "$@" +fnu -mode interactive -eval 'file:eval(os:getenv("NIF2NIX_PROGRAM"))' >"$work/$said"; }

# 1. Every module that loads a library, with the reason.
step load "$folder/start_clean"
status=$?
cat "$work/load"
[ ! -e "$NIF2NIX_LOADING" ] || verdict "$(cat "$NIF2NIX_LOADING")"
[ "$status" = 0 ] || verdict "$(grep -m 1 'NOT LOADED: \|the check itself failed' "$work/load" || tail -n 1 "$work/load")"

# 2. The start script, its env.sh and vm.args, the ERTS, sys.config, the boot script up to where applications would start; a node with a
# name does not listen. The BEAM then ends in a way that nothing else does.
there=$(printf %s "$folder" | sed 's|/[^/]*|/..|g')
RELEASE_BOOT_SCRIPT="$there$work/start" ERL_AFLAGS='-mode embedded' ERL_ZFLAGS='-start_epmd false -dist_listen false -eval halt(86).' "$release/bin/$name" start >"$work/started" 2>&1 </dev/null
if [ $? = 86 ]; then
  echo "start: every module of every application is loaded"
else
  # Without the script: what env.sh and a node's name want is not a fault of the code.
  beam "$work/start" -mode embedded -config "$work/start" -s erlang halt >"$work/boot" || {
    tail -n 20 "$work/boot"
    verdict "the release's code cannot be loaded: $(grep -v '^ *$' "$work/boot" | head -n 1)"
  }
  tail -n 5 "$work/started"
  { grep -q 'env\.sh\|nodistribution' "$work/started" && sh -n "$folder/env.sh" 2>/dev/null; } || verdict "bin/$name start: $(grep -m 1 -v '^ *$' "$work/started" || echo "it ends without a word")"
  echo "NOT CHECKED: bin/$name stops in env.sh, or at the name of its node, for want of something that is not here" | tee "$work/unchecked"
fi

# 3. What was read while compiling against what is read at start.
step compile-env "$work/start" -config "$work/start" || {
  cat "$work/compile-env"
  verdict "$(grep -m 1 '^ERROR! \|^compile_env: \|the check itself failed' "$work/compile-env" || tail -n 1 "$work/compile-env")"
}
cat "$work/compile-env"
! grep -q 'NOT CHECKED' "$work"/* || unchecked=", as far as it could be checked"
echo "ALIVE${unchecked-}"
