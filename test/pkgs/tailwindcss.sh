# A small tailwindcss: --input's text with what it imports by a relative path, or from NODE_PATH, in the place of the import.
# A plugin that is missing stops it, as it stops the real one.
set -euo pipefail
input= output=
for argument in "$@"; do
  case "$argument" in
    --input=*) input="${argument#*=}" ;;
    --output=*) output="${argument#*=}" ;;
    --help) echo "tailwindcss v4.0.0-machine" ;;
  esac
done
[ -n "$input" ] || exit 0
find_file() {
  local folder
  case "$1" in
    ./* | ../*) echo "$(dirname "$input")/$1" ;;
    *)
      IFS=: read -r -a folders <<<"${NODE_PATH-}"
      for folder in "${folders[@]}"; do
        if compgen -G "$folder/$1*" >/dev/null; then
          echo "$folder/$1"
          return
        fi
      done
      echo "Can't resolve '$1' in ${NODE_PATH-no NODE_PATH}" >&2
      exit 1
      ;;
  esac
}
mkdir -p "$(dirname "$output")"
while IFS= read -r line; do
  case "$line" in
    '@import "tailwindcss"'* | '@source '*) ;;
    '@import "'*)
      name="${line#*\"}"
      cat "$(find_file "${name%%\"*}")"
      ;;
    '@plugin "'*)
      name="${line#*\"}"
      compgen -G "$(find_file "${name%%\"*}")*" >/dev/null || { echo "Can't resolve '${name%%\"*}'" >&2; exit 1; }
      echo "/* plugin ${name%%\"*} */"
      ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$input" >"$output"
