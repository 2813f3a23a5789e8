# nif2nix (MIT License): sh check-release.sh RELEASE [PROGRAM.erl ...]
#
# Whether a release can start, found out without secrets, a database or a network: its own BEAM runs each PROGRAM and loads all of its
# code, and starts no application but Elixir's. The last line is the verdict; exits with 1 where it is dead, with 2 where it was not checked.
set -u

unchecked() { echo "$1"; exit 2; }
release=$(cd "$1" 2>/dev/null && pwd -P) || unchecked "no such folder: $1"
shift
[ -f "$release/releases/start_erl.data" ] || unchecked "no release: $release has no releases/start_erl.data"
read -r erts version <"$release/releases/start_erl.data" || true
folder="$release/releases/$version"
for file in "$folder"/*.rel; do name=$(basename "$file" .rel); done
erl="$release/erts-$erts/bin/erl"
[ -x "$erl" ] || erl=$(command -v erl) || unchecked "NOT CHECKED: the release has no BEAM of its own, and there is no erl here"
if ! printf %s "$*" | grep -q check-configuration && grep -q config_provider_init "$folder/sys.config"; then
  unchecked "NOT CHECKED: the release reads configuration at start, for which this was not made: run nif2nix generate"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# An application without permission counts as started (kernel(6)); what reads configuration at start is not run (Config.Provider).
denied=$(cd "$release/lib" && printf '%s\n' * | sed -n '/^\(kernel\|stdlib\|compiler\|elixir\)-/d; s/^\([a-z][A-Za-z0-9_]*\)-[0-9].*/{\1,false}/p' | paste -sd ,)
export ERL_AFLAGS="-kernel permissions [$denied] -elixir config_provider_init false" ERL_LIBS='' ERL_CRASH_DUMP=/dev/null ERL_CRASH_DUMP_SECONDS=0
export HOME="$work" RELEASE_ROOT="$release" RELEASE_VSN="$version" RELEASE_NAME="$name" RELEASE_TMP="$work" RELEASE_MODE=embedded
export RELEASE_COOKIE=nif2nix RELEASE_NODE=nif2nix RELEASE_DISTRIBUTION=none NIF2NIX_LOADING="$work/loading"
unset ERL_FLAGS ERL_ZFLAGS RELEASE_VM_ARGS LD_LIBRARY_PATH
# Where env.sh says that libraries lie; it may stop for want of a secret.
libraries=$(. "$folder/env.sh" >/dev/null 2>&1 && printf %s "${LD_LIBRARY_PATH-}")
[ -z "$libraries" ] || export LD_LIBRARY_PATH="$libraries"

beam() { "$erl" -noinput -boot "$folder/start" -boot_var RELEASE_LIB "$release/lib" -config "$folder/sys" "$@" 2>&1; }
words() { grep -m 1 '^ERROR! ' "$1" || sed -n 's/^DEAD: //p' "$1" | grep . || grep -m 1 -v '^ *$' "$1" || echo "it ends without a word"; }
dead() {
  case "$1" in *"has a different value set"*) page=compile-env-differs ;; esac
  printf 'DEAD: %s%s\n' "$1" "${page+; explained by: nif2nix explain $page}"
  exit 1
}

evaluate='io:format("DEAD: the check itself failed: ~0tp~n", [file:eval(os:getenv("NIF2NIX_PROGRAM"))]), halt(1).'
for program in "$@"; do
  NIF2NIX_PROGRAM=$program beam +fnu -eval "$evaluate" >"$work/said"
  status=$?
  grep -v '^DEAD: ' "$work/said" | tee -a "$work/all"
  # What a library leaves behind that ends the BEAM.
  [ ! -e "$NIF2NIX_LOADING" ] || dead "$(cat "$NIF2NIX_LOADING")"
  [ "$status" = 0 ] || dead "$(words "$work/said")"
done

# The start script, its env.sh and vm.args; a node with a name does not listen. It then ends in a way that nothing else does.
ERL_AFLAGS="-mode embedded $ERL_AFLAGS" ERL_ZFLAGS='-start_epmd false -dist_listen false -eval halt(86).' "$release/bin/$name" start >"$work/start" 2>&1 </dev/null
if [ $? = 86 ]; then
  echo "start: every module of every application is loaded"
else
  # Without the script: what env.sh and a node's name want is not a fault of the code.
  beam -mode embedded -s erlang halt >"$work/boot" || { tail -n 20 "$work/boot"; dead "the release's code cannot be loaded: $(words "$work/boot")"; }
  tail -n 5 "$work/start"
  { grep -q 'env\.sh\|nodistribution' "$work/start" && sh -n "$folder/env.sh" 2>/dev/null; } || dead "bin/$name start: $(words "$work/start")"
  echo "NOT CHECKED: bin/$name stops in env.sh, or at the name of its node, for want of something that is not here" | tee -a "$work/all"
fi
! grep -q 'NOT CHECKED' "$work"/all 2>/dev/null || partly=", as far as it could be checked"
echo "ALIVE${partly-}"
