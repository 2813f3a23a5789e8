# shellcheck shell=bash
# nif2nix (MIT License): renews what is made of other files, in the folder of flake.nix: hashes in nif2nix.toml that are of an earlier commit,
# the generated files, flake.lock. What fails ends it before anything is changed by a later step.
folder="$PWD"
while [ ! -e flake.nix ] && [ "$PWD" != / ]; do cd ..; done
if [ ! -e flake.nix ]; then
  echo "update: there is no flake.nix in $folder, nor above it" >&2
  exit 1
fi
if ! command -v nif2nix >/dev/null; then
  echo 'update: nif2nix is not in PATH. Install it, or give it to nix/lib/update.nix in flake.nix: docs/outputs.md of nif2nix, "Updates".' >&2
  exit 1
fi
nif2nix hash --renew
nif2nix generate
nix --extra-experimental-features 'nix-command flakes' flake update
# A flake sees no file that Git does not know.
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
  git add --intent-to-add -- nix flake.lock
  git status --short -- .
fi
