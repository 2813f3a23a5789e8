# What builders call to change and unpack files.

substituteStream() {
  local content="$1"
  shift
  while [ $# -gt 0 ]; do
    case "$1" in
      --replace | --replace-fail | --replace-warn | --replace-quiet)
        if [ "$1" = --replace-fail ] && [ "${content//"$2"/}" = "$content" ]; then
          echo "substitute: pattern $2 does not occur" >&2
          return 1
        fi
        content="${content//"$2"/$3}"
        shift 3
        ;;
      --subst-var)
        content="${content//"@$2@"/${!2}}"
        shift 2
        ;;
      --subst-var-by)
        content="${content//"@$2@"/$3}"
        shift 3
        ;;
      *)
        echo "substitute: unknown option $1" >&2
        return 1
        ;;
    esac
  done
  printf '%s' "$content"
}

substitute() {
  local input="$1" output="$2" content
  shift 2
  content="$(cat "$input" && printf x)"
  content="$(substituteStream "${content%x}" "$@" && printf x)"
  printf '%s' "${content%x}" >"$output"
}

substituteInPlace() {
  local -a files=()
  while [ $# -gt 0 ] && [[ "$1" != --* ]]; do
    files+=("$1")
    shift
  done
  local file
  for file in "${files[@]}"; do
    substitute "$file" "$file" "$@"
  done
}

# First lines that name an interpreter of another system name that of the build; one that it does not have is left alone.
patchShebangs() {
  local file first path name rest found
  while [[ "${1-}" == --* ]]; do shift; done
  while IFS= read -r file; do
    IFS= read -r first <"$file" || continue
    [[ "$first" == "#!"* && "$first" != *"${NIX_STORE-/nix/store}"* ]] || continue
    read -r path name rest <<<"${first#\#!}"
    if [ "${path##*/}" != env ]; then
      rest="$name $rest"
      name="${path##*/}"
    fi
    found="$(type -P "$name")" || continue
    sed -i "1s|.*|#!$found${rest:+ $rest}|" "$file"
  done < <(find "$@" -type f -perm -0100)
}

unpackFile() {
  curSrc="$1"
  echo "unpacking source archive $curSrc"
  if [ -n "${unpackCmd-}" ]; then
    eval "$unpackCmd"
  elif [ -d "$curSrc" ]; then
    cp -r --preserve=timestamps -- "$curSrc" "$(stripHash "$curSrc")"
    chmod -R u+w -- "$(stripHash "$curSrc")"
  else
    tar -xf "$curSrc" --mode=+w --warning=no-timestamp
  fi
}
