# Gives the libraries of the outputs a run path to what buildInputs hold.

autoPatchelfPostFixup() {
  [ -z "${dontAutoPatchelf-}" ] || return 0
  autoPatchelf "$out"
}

autoPatchelf() {
  local -a folders=()
  concatTo folders buildInputs
  local path= folder file
  for folder in "${folders[@]}"; do
    [ -d "$folder/lib" ] && path+="${path:+:}$folder/lib"
  done
  find "$@" -type f -name '*.so*' -print0 | while IFS= read -r -d '' file; do
    patchelf --set-rpath "$path" "$file"
  done
}

postFixupHooks+=(autoPatchelfPostFixup)
