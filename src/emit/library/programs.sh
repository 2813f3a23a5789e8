# shellcheck shell=bash
# nif2nix (MIT License): stands before cargo in the build of a release. What the crates of the project are built to lies in the store
# already: `cargo build` puts programs and libraries where it would have left them, `cargo install` where it is told to.
set -eu
folder=. command='' profile=debug target='' triple='' root=''
while [ $# -gt 0 ]; do
  case "$1" in
    +*) ;;
    --manifest-path) folder="$(dirname -- "${2-.}")"; shift ;;
    --manifest-path=*) folder="$(dirname -- "${1#*=}")" ;;
    --path | -C) folder="${2-.}"; shift ;;
    --path=*) folder="${1#*=}" ;;
    --target-dir) target="${2-}"; shift ;;
    --target-dir=*) target="${1#*=}" ;;
    --target) triple="${2-}"; shift ;;
    --target=*) triple="${1#*=}" ;;
    --root) root="${2-}"; shift ;;
    --root=*) root="${1#*=}" ;;
    --release | -r) profile=release ;;
    --profile) profile="${2-}"; shift ;;
    --profile=*) profile="${1#*=}" ;;
    --features | -F | --package | -p | --bin | --jobs | -j | --color | --message-format | --config) shift ;;
    --version | -V) command="${command:-version}" ;;
    -*) ;;
    *) [ -n "$command" ] || command="$1" ;;
  esac
  [ $# = 0 ] || shift
done
[ "$profile" != dev ] || profile=debug
place="$(cd -- "$folder" && pwd -P)" built='' workspace=''
# Sets both for the folder of a crate that is built; written above this text.
locate "$place"
case "$command" in
  version) echo "cargo 0.0.0 (nif2nix)"; exit 0 ;;
  clean | fetch) exit 0 ;;
  build | b | rustc | install)
    if [ -z "$built" ]; then
      echo "cargo: the crate in $place is not among those that are built here; name it in nif2nix.toml: [build] crates" >&2
      exit 1
    fi
    ;;
  *)
    echo "cargo $command: there is no cargo in this build, which has its programs from elsewhere" >&2
    exit 1
    ;;
esac
if [ "$command" = install ]; then
  folder="${root:-${CARGO_INSTALL_ROOT:-${CARGO_HOME:-$HOME/.cargo}}}/bin"
else
  folder="${target:-${CARGO_TARGET_DIR:-$workspace/target}}${triple:+/$triple}/$profile"
fi
mkdir -p -- "$folder"
for crate in $built; do
  for file in "$crate"/bin/* "$crate"/lib/*; do
    [ -f "$file" ] || continue
    # `cargo install` takes programs alone.
    [ "$command" != install ] || [ "${file%/bin/*}" != "$file" ] || continue
    cp --no-preserve=mode -- "$file" "$folder"
    chmod +x -- "$folder/${file##*/}"
  done
done
echo "cargo $command: the programs are built already" >&2
