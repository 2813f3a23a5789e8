# shellcheck shell=bash
# nif2nix (MIT License): stands before a package manager of Node. It finds nothing to do where it is told to install what
# is in place already: the real one would look for the network, and npm would begin by removing everything.
name='@name@' folder=. command='' more=''
words=("$@")
while [ $# -gt 0 ]; do
  case "$1" in
    --prefix | --dir | --cwd | -C) folder="${2-.}"; shift ;;
    --prefix=* | --dir=* | --cwd=*) folder="${1#*=}" ;;
    --cache | --filter | -F | --loglevel | --mutex | --network-concurrency | --network-timeout | --omit | --include | \
      --registry | --reporter | --store-dir | --userconfig | --workspace) shift ;;
    --help | -h | --version | -v) command="$1" ;;
    -*) ;;
    *) if [ -z "$command" ]; then command="$1"; else more=1; fi ;;
  esac
  [ $# = 0 ] || shift
done
case "$name $command" in
  "npm install" | "npm i" | "npm ci" | "npm clean-install" | "pnpm install" | "pnpm i" | "pnpm ci" | "yarn " | \
    "yarn install" | "bun install" | "bun i" | "bun ci")
    above="$(cd "$folder" && pwd)"
    while [ -z "$more" ] && [ -n "$above" ]; do
      if [ -d "$above/node_modules" ]; then
        echo "$name $command: the packages of the lock are in place" >&2
        exit 0
      fi
      above="${above%/*}"
    done
    ;;
esac
exec '@real@' "${words[@]}"
