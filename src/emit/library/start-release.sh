# nif2nix (MIT License): starts a release with its cookie, which lies in no file of the store. It comes from the environment, else from
# systemd's credentials, else from a file of the service that its first start makes.
set -eu

if [ -z "${RELEASE_COOKIE:-}" ]; then
  file="${CREDENTIALS_DIRECTORY:-}/cookie"
  if [ -z "${CREDENTIALS_DIRECTORY:-}" ] || [ ! -e "$file" ]; then
    file="$STATE_DIRECTORY/cookie"
    if [ ! -s "$file" ]; then
      (umask 077 && od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$file.new")
      mv "$file.new" "$file"
    fi
  fi
  RELEASE_COOKIE="$(cat "$file")"
  export RELEASE_COOKIE
fi

exec "$@"
