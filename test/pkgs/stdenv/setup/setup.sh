# What nixpkgs' setup.sh promises to builders and hooks: dependencies activated, phases in their order, hooks around each.

set -eu
set -o pipefail
# A pattern that matches nothing is nothing, as in nixpkgs.
shopt -s nullglob inherit_errexit

export NIX_BUILD_CORES="${NIX_BUILD_CORES:-1}"
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-315532800}"
export TZ=UTC
export SHELL="$BASH"
export NIX_STORE="${NIX_STORE:-/nix/store}"
export CC=cc CXX=c++ AR=ar LD=ld STRIP=strip
: "${__structuredAttrs:=}"
PATH=

for part in lists hooks dependencies files phases fixup build; do
  source "$standInSetup/$part.sh"
done
unset part

for folder in $initialPath; do
  addToSearchPath PATH "$folder/bin"
done
unset folder
cd "${NIX_BUILD_TOP:-.}"
activateAll
set +u
