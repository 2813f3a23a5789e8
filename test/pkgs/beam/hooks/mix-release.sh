# What makes a release and what is done to it afterwards; shared by all generations of mixRelease.

mixReleaseFixup() {
  local file
  rm -f "$out"/bin/*.bat
  find "$out/bin/" -type f -executable -print0 | while IFS= read -r -d '' file; do
    wrapProgram "$file" --prefix PATH : "$mixReleaseRuntimePath"
  done
  # The cookie would be readable by everybody in the store.
  if [ -n "${removeCookie-1}" ] && [ -e "$out/releases/COOKIE" ]; then
    rm "$out/releases/COOKIE"
  fi
  # With ERTS inside, the release needs the Erlang of the build no more.
  if [ -n "$(echo "$out"/erts-*)" ]; then
    # ripgrep, which nixpkgs calls here, passes over what is hidden.
    grep -rlI --exclude='.*' --exclude-dir='.*' "$erlangOfBuild/lib/erlang" "$out" | while IFS= read -r file; do
      substituteInPlace "$file" --replace "$erlangOfBuild/lib/erlang" "$out"
    done || true
  fi
  if [ -n "${stripDebug-}" ]; then
    erl -noinput -eval "lists:foreach(fun(F) -> beam_lib:strip(F) end, filelib:wildcard(\"$out/**/*.beam\"))" -s init stop
  fi
}
