# nif2nix (MIT License): an archive as elixir_make looks for it, out of a build of the release.

# However a Makefile calls its compiler: the headers come first that say for which NIF version a library is made.
# $1: the shell of scripts; $2: the NIF version, empty for the BEAM's own; $3: Zig, and $4: what it compiles for, empty for the usual
# compiler.
useCompilers() {
  local folder="$TMPDIR/compilers" headers own name found language shell="$1" nifVersion="$2" zig="$3" minor="${2#*.}"
  mkdir -p "$folder/include"
  if [ -n "$nifVersion" ]; then
    headers="$(erl -noshell -eval 'io:put_chars(filename:join(code:root_dir(), "usr/include")), halt().')"
    own="$(sed -n -E 's/^# *define ERL_NIF_MINOR_VERSION +([0-9]+).*/\1/p' "$headers/erl_nif.h")"
    if [ "${nifVersion%%.*}" != 2 ] || [ "$own" -lt "$minor" ]; then
      echo "an archive for NIF version $nifVersion takes another Erlang/OTP: this one has 2.$own" >&2
      exit 1
    fi
    cp -r "$headers/." "$folder/include"
    chmod -R u+w "$folder/include"
    sed -i -E "s/^(# *define ERL_NIF_MINOR_VERSION +)[0-9]+/\1$minor/" "$folder/include/erl_nif.h"
  fi
  export ZIG_GLOBAL_CACHE_DIR="$TMPDIR/zig" ZIG_LOCAL_CACHE_DIR="$TMPDIR/zig"
  for name in cc gcc c++ g++ "${CC-}" "${CXX-}"; do
    [ -n "$name" ] || continue
    case "$name" in
    *++) language=c++ ;;
    *) language=cc ;;
    esac
    if [ -n "$zig" ]; then
      found="$zig $language -target $4 -fno-sanitize=undefined"
    else
      found="$(type -P "$name")" || continue
    fi
    # By its name alone; `CC` may be a path.
    printf '#!%s\nexec %s -I%s "$@"\n' "$shell" "$found" "$folder/include" >"$folder/${name##*/}"
    chmod +x "$folder/${name##*/}"
  done
  [ -z "${CC-}" ] || export CC="${CC##*/}"
  [ -z "${CXX-}" ] || export CXX="${CXX##*/}"
  export PATH="$folder:$PATH"
}

# $1: the application; $2: the folder of its mix.exs; $3: the program that says what is published; $4: the NIF version, or empty;
# $5: functions of the BEAM that are newer, as an expression of grep.
packArchive() {
  local app="$1" directory="$2" program="$3" nifVersion="$4" newer="$5" name file new
  local libraries="$PWD/_build/${MIX_BUILD_PREFIX:-$MIX_ENV}/lib" said="$TMPDIR/archive" staged="$TMPDIR/staged"
  local -a libs=()
  # shellcheck disable=SC2154 # Nix gives it.
  mkdir -p "$out" "$staged"
  (cd "$directory" && elixir "$program" "$said" "$libraries" "$nifVersion")
  [ -e "$said" ] || return 0
  {
    IFS= read -r name
    tar -C "$libraries/$app/priv" -cf - --files-from - | tar -C "$staged" -xf -
  } <"$said"
  while IFS= read -r -d '' file; do
    case "$(readlink "$file")" in
    /*)
      echo "${file#"$staged/"} is a link to $(readlink "$file"), which other machines do not have" >&2
      exit 1
      ;;
    esac
  done < <(find "$staged" -type l -print0)
  while IFS= read -r -d '' file; do
    libs+=("${file##*/}")
  done < <(find "$staged" -name '*.so*' -print0)
  while IFS= read -r -d '' file; do
    if [ "$(head -c 4 "$file" | tail -c 3)" = ELF ]; then
      chmod u+w "$file"
      makePortable "$file" "${libs[@]}"
      new="$("${READELF:-readelf}" --wide --dyn-syms "$file" | sed -n 's/.* GLOBAL .* UND \(enif_[a-z0-9_]*\).*/\1/p')"
      if new="$(grep -xE "enif_($newer)" <<<"$new")"; then
        echo "${file#"$staged/"} asks for ${new//$'\n'/, }, which NIF version $nifVersion does not have" >&2
        exit 1
      fi
    elif grep -qF "$NIX_STORE/" "$file"; then
      echo "${file#"$staged/"} names a path in the store: it would be looked for where there is none" >&2
      exit 1
    fi
  done < <(find "$staged" -type f -print0)
  tail -n +2 "$said" | tar -C "$staged" --sort=name --mtime=@1 --owner=0 --group=0 --numeric-owner -cf - --files-from - |
    gzip --no-name --best >"$out/$name"
}
